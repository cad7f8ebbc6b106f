import type { QueryOutcome } from '../../domain/gateway/answers';
import { flagsOf } from '../../domain/subscription/attention';
import { applyAnswer, beginQuestion } from '../../domain/subscription/apply-step';
import { takeHint } from '../../domain/schedule/hint';
import type { SubscriptionOrder } from '../../domain/subscription/order';
import { plan, type QuestionStep } from '../../domain/subscription/plan';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { at, done, orderOf, running, scheduleFacts } from './support/record';

const DAY = 86_400_000;
const CHARGED_MS = Date.parse('2027-01-10T06:30:00.000Z');
const SILENCE: QueryOutcome = { kind: 'no_answer', reason: 'gateway_silent' };

/** What became of the charge of 10 January, and from when on. */
interface Since {
  afterDays: number;
  status: 'EST' | 'CON';
  amountCents: number;
}

interface Lived {
  record: SubscriptionRecord;
  /** When the charge was asked for, days after it was made. */
  asked: number[];
  /** When the schedule was. */
  polled: number[];
}

/** Lives on until a day after the charge; posts of foreign NITs come on some days. */
function live(
  order: SubscriptionOrder,
  since: Since | undefined,
  untilDays: number,
  { postsEachHourFromDay = Infinity, isSilent = false } = {},
): Lived {
  const lived: Lived = { record: running(order, { amountCents: 4_990 }), asked: [], polled: [] };
  let nowMs = CHARGED_MS + 2 * 3_600_000;
  const days = (): number => Math.round((nowMs - CHARGED_MS) / DAY);
  const answerTo = (step: QuestionStep): QueryOutcome => {
    if (step.kind !== 'read_charge') {
      lived.polled.push(days());
      return done({
        schedule: scheduleFacts({
          nits: ['c0'],
          nextDate: '2027-02-10',
          currentTimes: 1,
          amountCents: 4_990,
        }),
      });
    }
    lived.asked.push(days());
    if (isSilent && days() > 0) return SILENCE;
    const isSince = since !== undefined && nowMs >= CHARGED_MS + since.afterDays * DAY;
    const told = isSince
      ? { status: since.status, amountCents: since.amountCents }
      : { status: 'CON', amountCents: 4_990 };
    return done({ payment: { nit: 'c0', at: '2027-01-10T06:30:00.000Z', ...told } });
  };
  for (;;) {
    const context = at(nowMs, order);
    const [next] = plan(lived.record, context);
    if (next === undefined) return lived;
    const postMs = days() >= postsEachHourFromDay ? nowMs + 3_600_000 : Infinity;
    const eventMs = Math.max(nowMs, Math.min(next.atMs, postMs));
    if (eventMs > CHARGED_MS + untilDays * DAY) return lived;
    nowMs = eventMs;
    if (postMs < next.atMs) {
      lived.record = takeHint(lived.record, { nit: `foreign${String(nowMs)}`, status: 'CON' }, nowMs);
      continue;
    }
    const step = next.step as QuestionStep;
    const begun = beginQuestion(lived.record, step, at(nowMs, order));
    lived.record = applyAnswer(begun, step, answerTo(step), at(nowMs, order));
  }
}

const orderAsking = (statusQueryEveryDays: number): SubscriptionOrder => {
  const order = orderOf();
  return { ...order, options: { ...order.options, statusQueryEveryDays } };
};
const chargeOf = ({ record }: Lived): unknown => record.ledger.cycles[0]?.charges[0];

describe('the second look at a paid charge', () => {
  it('notices a reversal that nobody posted, with a look that is made anyway', () => {
    const lived = live(orderAsking(14), { afterDays: 5, status: 'EST', amountCents: 4_990 }, 20);
    expect(chargeOf(lived)).toMatchObject({ outcome: 'reversed', gatewayStatus: 'EST', amountCents: 4_990 });
    expect(flagsOf(lived.record, at(CHARGED_MS + 20 * DAY))).toContain('payment_reversed');
    expect(lived.asked).toEqual([0, 14]);
  });

  it('notices a part that was given back in the portal, where the gateway shows it', () => {
    const lived = live(orderAsking(14), { afterDays: 5, status: 'CON', amountCents: 3_990 }, 20);
    expect(chargeOf(lived)).toMatchObject({ outcome: 'paid', amountCents: 4_990, reversedCents: 1_000 });
  });

  it('causes no look of its own: a quiet month asks as often as without it', () => {
    expect(live(orderAsking(35), undefined, 30)).toMatchObject({ asked: [0], polled: [0] });
  });

  it('comes once a week however many looks there are, and not after the NIT has fallen silent', () => {
    const lived = live(orderAsking(35), undefined, 25, { postsEachHourFromDay: 0 });
    expect(lived.polled.length).toBeGreaterThan(200);
    expect(lived.asked).toEqual([0, 7, 14]);
  });

  it('that meets silence changes nothing, and holds nothing up', () => {
    const lived = live(orderAsking(10), undefined, 25, { isSilent: true });
    expect(lived.asked).toEqual([0, 10]);
    expect(chargeOf(lived)).toMatchObject({ outcome: 'paid' });
    expect(lived.record.schedule).toMatchObject({ openPolls: 0 });
    expect(lived.record.schedule).not.toHaveProperty('reading');
  });
});
