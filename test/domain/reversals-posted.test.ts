import type { QueryOutcome } from '../../domain/gateway/answers';
import { takeHint } from '../../domain/schedule/hint';
import { applyAnswer, beginQuestion } from '../../domain/subscription/apply-step';
import { plan, type QuestionStep } from '../../domain/subscription/plan';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { at, done, orderOf, running, scheduleFacts } from './support/record';

const DAY = 86_400_000;
const order = orderOf();
const CHARGED = { nit: 'c0', status: 'CON', amountCents: 4_990, at: '2027-01-10T06:30:00.000Z' };
const POSTED_MS = Date.parse('2027-01-12T12:00:00.000Z');
const SILENCE: QueryOutcome = { kind: 'no_answer', reason: 'gateway_silent' };

/** A gateway that has charged one cycle, and reversed it since a moment. */
function answerTo(step: QuestionStep, isReversed: boolean): QueryOutcome {
  if (step.kind === 'read_charge')
    return done({ payment: { ...CHARGED, status: isReversed ? 'EST' : 'CON' } });
  return done({ schedule: scheduleFacts({ nits: ['c0'], nextDate: '2027-02-10', currentTimes: 1 }) });
}

interface Looked {
  record: SubscriptionRecord;
  /** When something was asked that met silence, days after the post. */
  silences: number[];
}

/** Asks what is due until a moment; some of it meets silence. */
function lookOn(
  record: SubscriptionRecord,
  untilMs: number,
  isSilent: (step: QuestionStep) => boolean,
): Looked {
  const silences: number[] = [];
  let now = record;
  for (;;) {
    const [next] = plan(now, at(POSTED_MS, order));
    if (next === undefined || next.atMs > untilMs) return { record: now, silences };
    const nowMs = Math.max(next.atMs, POSTED_MS);
    const step = next.step as QuestionStep;
    const isLost = isSilent(step);
    if (isLost) silences.push((nowMs - POSTED_MS) / DAY);
    const answer = isLost ? SILENCE : answerTo(step, true);
    const context = at(nowMs, order);
    now = applyAnswer(beginQuestion(now, step, context), step, answer, context);
  }
}

/** One charge is known as paid, and its reversal is posted. */
function posted(): SubscriptionRecord {
  let record = running();
  const jobMs = Date.parse('2027-01-10T12:00:00.000Z');
  for (let [next] = plan(record, at(jobMs, order)); next !== undefined && next.atMs <= jobMs;) {
    const context = at(jobMs, order);
    const step = next.step as QuestionStep;
    record = applyAnswer(beginQuestion(record, step, context), step, answerTo(step, false), context);
    [next] = plan(record, context);
  }
  expect(record.ledger.cycles[0]?.charges[0]?.outcome).toBe('paid');
  return takeHint(record, { nit: 'c0', status: 'EST' }, POSTED_MS);
}

const outcome = ({ ledger }: SubscriptionRecord): unknown => ledger.cycles[0]?.charges[0]?.outcome;

describe('a posted reversal', () => {
  it.each(['poll_schedule', 'read_charge'])('whose %s meets silence is asked for again', (silent) => {
    let lost = 3;
    const { record, silences } = lookOn(posted(), POSTED_MS + 2 * DAY, ({ kind }) => {
      const isLost = kind === silent && lost > 0;
      if (isLost) lost -= 1;
      return isLost;
    });
    expect(outcome(record)).toBe('reversed');
    expect(silences.map((days) => Math.round(days * 24))).toEqual([0, 1, 3]);
  });

  it('that nobody ever answers for is asked for while its NIT answers, and changes nothing', () => {
    const { record, silences } = lookOn(posted(), POSTED_MS + 25 * DAY, ({ kind }) => kind === 'read_charge');
    expect(outcome(record)).toBe('paid');
    expect(silences.length).toBeLessThan(20);
    expect(Math.max(...silences)).toBeGreaterThan(12);
    expect(Math.max(...silences)).toBeLessThan(16);
  });
});
