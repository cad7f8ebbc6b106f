import type { OpenCall } from '../../../domain/calls/call';
import type { QueryOutcome } from '../../../domain/gateway/answers';
import { asNit, asSid } from '../../../domain/ids';
import type { Opening } from '../../../domain/opening/opening';
import { takeHint } from '../../../domain/schedule/hint';
import {
  applyAnswer,
  applyOwnStep,
  applySent,
  beginQuestion,
  noteSent,
} from '../../../domain/subscription/apply-step';
import { takeResolution } from '../../../domain/subscription/commands';
import type { QuestionStep } from '../../../domain/subscription/plan';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { ASKED_MS, BEGIN, SEND, toBegin, toSend } from '../refunds/support';
import {
  at,
  created,
  done,
  NIT,
  orderOf,
  payment,
  running,
  scheduleFacts,
  SID,
  START_MS,
} from '../support/record';

const DAY = 86_400_000;
const SILENT = { kind: 'no_answer', reason: 'gateway_silent' } as const;
const LOST = { kind: 'unknown', reason: 'answer_timeout' } as const;
const callOf = ({ calls: [call] }: SubscriptionRecord): OpenCall => {
  if (call === undefined) throw new Error('a call is open');
  return call;
};
/** A payment whose answer was lost: it is asked about. */
const inDoubt = (): SubscriptionRecord =>
  applySent(created(), { kind: 'send', call: 'pay' }, LOST, at(START_MS));
const answer = (
  record: SubscriptionRecord,
  step: QuestionStep,
  of: QueryOutcome = SILENT,
): SubscriptionRecord => applyAnswer(record, step, of, at(START_MS + 1_000));
const ASK = { kind: 'ask', call: 'pay' } as const;
const HINTED = { ...ASK, hinted: true } as const;

describe('a call that is about to leave', () => {
  it('is noted where something can come of it before its answer: the NIT of a refund', () => {
    expect(noteSent(toBegin(), BEGIN, at(ASKED_MS)).refunds).toMatchObject([{ begunAtMs: ASKED_MS }]);
    const sending = toSend();
    expect(noteSent(sending, SEND, at(ASKED_MS))).toBe(sending);
    const paying = created();
    expect(noteSent(paying, { kind: 'send', call: 'pay' }, at(START_MS))).toBe(paying);
    expect(noteSent(paying, { kind: 'send', call: 'gone' }, at(START_MS))).toBe(paying);
  });

  it('that was concluded meanwhile is not concluded again', () => {
    const over = { ...running(), access: {} };
    expect(applySent(over, { kind: 'send', call: 'pay' }, LOST, at(START_MS))).toEqual(over);
    for (const step of [ASK, { kind: 'ask_order', call: 'create' }] as const)
      expect(answer(over, step)).toEqual(over);
  });
});

describe('a question', () => {
  const owing = (record: SubscriptionRecord): SubscriptionRecord => ({
    ...record,
    hints: { owedSinceMs: START_MS },
  });
  const begun = (record: SubscriptionRecord, step: QuestionStep): SubscriptionRecord =>
    beginQuestion(owing(record), step, at(START_MS + 5));

  it('answers what was posted until it leaves, and says whether a post brought it forward', () => {
    expect(begun(inDoubt(), HINTED).hints).toEqual({
      ...{ lookedAtMs: START_MS + 5, look: { reread: [], isEarly: true } },
    });
    expect(begun(inDoubt(), ASK).hints).toEqual({ lookedAtMs: START_MS + 5, look: { reread: [] } });
    const looks = [{ kind: 'poll_schedule' }, { kind: 'look_at_payment', nit: asNit(NIT) }] as const;
    for (const step of looks) {
      expect(begun(running(), step).hints).toEqual({ lookedAtMs: START_MS + 5, look: { reread: [] } });
      expect(begun(running(), { ...step, hinted: true }).hints?.look).toEqual({ reread: [], isEarly: true });
    }
  });

  it('about something else answers no post', () => {
    const others: QuestionStep[] = [
      { kind: 'read_charge', nit: asNit('n1') },
      { kind: 'ask', call: 'gone' },
    ];
    for (const step of others) expect(begun(running(), step).hints).toEqual({ owedSinceMs: START_MS });
    const refunding = { ...toSend() };
    expect(begun(refunding, { kind: 'ask', call: 'refund/r' }).hints).toEqual({ owedSinceMs: START_MS });
  });

  it('is over with its answer: what is posted from then on is owed anew', () => {
    const asking = begun(inDoubt(), ASK);
    expect(answer(asking, ASK).hints).not.toHaveProperty('look');
    const opening: Opening = {
      ...{ stage: 'awaiting_confirmation', sinceMs: START_MS },
      ids: { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS },
    };
    const looking = begun({ ...created(), calls: [], opening }, { kind: 'look_at_payment', nit: asNit(NIT) });
    expect(answer(looking, { kind: 'look_at_payment', nit: asNit(NIT) }).hints).not.toHaveProperty('look');
  });

  it('that a post brought forward does not slow the others down', () => {
    const record = takeHint(inDoubt(), { nit: NIT, status: 'CON' }, START_MS);
    const { doubt } = callOf(record);
    expect(callOf(answer(record, HINTED)).doubt).toEqual(doubt);
    expect(callOf(answer(record, ASK)).doubt).toMatchObject({ asked: (doubt?.asked ?? 0) + 1 });
  });

  it('that finds the call concluded concludes it, whoever brought it forward', () => {
    for (const step of [ASK, HINTED]) {
      const paid = answer(inDoubt(), step, payment('CON', { amountCents: 990 }));
      expect(paid).toMatchObject({ opening: { stage: 'running' }, calls: [] });
    }
  });

  it('that a post brought forward goes on to the schedule where the NIT answers no more', () => {
    const old = { ...callOf(inDoubt()) };
    const { doubt } = old;
    if (doubt === undefined) throw new Error('it is in doubt');
    const late = applyAnswer(
      { ...inDoubt(), calls: [{ ...old, doubt: { ...doubt, deadlineMs: START_MS } }] },
      HINTED,
      {
        kind: 'refused',
        facts: {},
        code: '82',
        message: 'no',
        refusedBy: 'gateway',
        noSuchTransaction: true,
      },
      at(START_MS + 15 * DAY),
    );
    expect(callOf(late).doubt).toMatchObject({ askSchedule: true, nextAskAtMs: START_MS + 15 * DAY });
  });

  it('about a schedule that is to be adopted goes to the adoption', () => {
    const order = orderOf({ entry: 'adopt', payment: undefined, sid: SID });
    const record = { ...newRecord(order, START_MS), adoption: { claimedAtMs: START_MS } };
    const facts = scheduleFacts({ nextDate: '2027-01-10', currentTimes: 0, amountCents: 4_990 });
    const adopted = applyAnswer(
      record,
      { kind: 'first_look' },
      done({ schedule: facts }),
      at(START_MS, order),
    );
    expect(adopted.opening.stage).toBe('running');
  });

  it('about the order lets the create go on, where the gateway knows nothing of it', () => {
    const fresh = newRecord(orderOf(), START_MS);
    const calls = [{ ...callOf(fresh), order: { asked: 0, askAtMs: START_MS } }];
    const asked = answer({ ...fresh, calls }, { kind: 'ask_order', call: 'create' }, done({ payments: [] }));
    expect(callOf(asked).order).toMatchObject({ clearAtMs: START_MS + 1_000 });
    const silent = answer({ ...fresh, calls }, { kind: 'ask_order', call: 'create' });
    expect(callOf(silent).order).not.toHaveProperty('clearAtMs');
  });

  it('about the schedule or its charges is taken over by the reading of it', () => {
    const polled = answer(
      running(),
      { kind: 'poll_schedule' },
      done({ schedule: scheduleFacts({ nits: ['n1'], nextDate: '2027-02-10', currentTimes: 1 }) }),
    );
    expect(polled.schedule).toMatchObject({ polledAtMs: START_MS + 1_000, reading: { queue: ['n1'] } });
    const facts = { nit: 'n1', status: 'CON', amountCents: 4_990, at: '2027-01-10T06:30:00.000Z' };
    const read = answer(polled, { kind: 'read_charge', nit: asNit('n1') }, done({ payment: facts }));
    expect(read.ledger.cycles[0]).toMatchObject({ charges: [{ nit: 'n1' }] });
    expect(read.schedule).not.toHaveProperty('reading');
  });

  it('about an end that is not told stays open', () => {
    const ids = { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS };
    const opening: Opening = { stage: 'ending', as: 'undone', sinceMs: START_MS, ids };
    const silent = answer({ ...created(), calls: [], opening }, { kind: 'last_look' });
    expect(silent.opening).toMatchObject({ stage: 'ending', asked: 1 });
  });

  it('about a day of the list goes to the search for a charge', () => {
    const nit = asNit('n1');
    const reading = {
      ...{ listed: [nit], queue: [nit], sinceMs: START_MS, scheduledCents: 4_990, complete: true },
      search: { nit, days: ['2027-01-10', '2027-01-11'], unread: 0 },
    };
    const before = running();
    const searching = { ...before, schedule: { ...before.schedule, reading } };
    const next = answer(
      searching,
      { kind: 'search_charge', nit, date: '2027-01-10' },
      done({ payments: [] }),
    );
    expect(next.schedule.reading?.search?.days).toEqual(['2027-01-11']);
  });
});

describe('a step without a call', () => {
  it('undoes a payment that nobody decided about', () => {
    const late = orderOf({ lateConfirmation: { confirmWithinMinutes: 30 } });
    const waiting = applySent(
      created(late),
      { kind: 'send', call: 'pay' },
      payment('PPC'),
      at(START_MS, late),
    );
    const undone = applyOwnStep(waiting, { kind: 'undo_at_deadline' }, at(START_MS + DAY, late));
    expect(callOf(undone).kind).toBe('undo');
  });

  it('carries out what a person decided', () => {
    const person = { since: '2027-01-01T12:00:00.000Z', reason: 'r', findOut: 'f' };
    const decision = { id: 'd', decision: 'happened', by: 'Ana', reason: 'r' } as const;
    const call = { ...callOf(inDoubt()), person: { ...person, decisions: ['happened' as const] } };
    const decided = takeResolution({ ...inDoubt(), calls: [call] }, decision, at(START_MS));
    const carriedOut = applyOwnStep(decided, { kind: 'carry_out', call: 'pay' }, at(START_MS));
    expect(carriedOut.opening.stage).toBe('running');
  });

  it('ends the subscription', () => {
    const ended = applyOwnStep(running(), { kind: 'end', as: 'completed' }, at(START_MS));
    expect(ended.opening).toMatchObject({ stage: 'ended', as: 'completed' });
  });
});
