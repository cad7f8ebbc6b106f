import { asNit } from '../../../domain/ids';
import type { CallOutcome } from '../../../domain/gateway/answers';
import { applyAnswer } from '../../../domain/subscription/apply-step';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import {
  at,
  created,
  done,
  NIT,
  orderOf,
  payment,
  running,
  scheduleFacts,
  send,
  SID,
  START_MS,
} from '../support/record';

const AT = '2027-01-01T12:00:00.000Z';
const LOST = { kind: 'unknown', reason: 'answer_timeout' } as const;
const refusal = (changes: object = {}): CallOutcome => ({
  ...{ kind: 'refused', facts: {}, code: '5', message: 'invalid', refusedBy: 'gateway' },
  ...changes,
});
const startLater = orderOf({ entry: 'start_later', payment: undefined });
const decidesLater = orderOf({
  lateConfirmation: { confirmWithinMinutes: 30 },
});
const paid = (record: SubscriptionRecord, status: string, order = orderOf()): SubscriptionRecord =>
  send(record, 'pay', payment(status), START_MS, order);
const lastTold = ({ audit }: SubscriptionRecord): unknown => audit.at(-1);

describe('a create', () => {
  it('that is answered brings the ids, and the payment of the same moment', () => {
    const record = created();
    expect(record.opening).toEqual({
      ...{ stage: 'paying', sinceMs: START_MS },
      ids: { sid: SID, nit: NIT, createdAtMs: START_MS },
    });
    expect(record.calls).toMatchObject([{ id: 'pay', kind: 'pay', sid: SID, nit: NIT, sendAtMs: START_MS }]);
    expect(lastTold(record)).toEqual({
      at: AT,
      by: 'gateway',
      event: 'created',
      what: 'created at the gateway',
    });
  });

  it('without an immediate payment is activated', () => {
    const record = created(startLater);
    expect(record.opening).toEqual({
      ...{ stage: 'activating', sinceMs: START_MS },
      ids: { sid: SID, createdAtMs: START_MS },
    });
    expect(record.calls).toMatchObject([{ kind: 'activate', sid: SID }]);
    expect(record.calls[0]).not.toHaveProperty('nit');
  });

  it('whose answer brings a NIT nobody asked for is activated all the same', () => {
    const facts = { schedule: scheduleFacts({ status: 'NOV' }), payment: { nit: NIT, status: 'NOV' } };
    const record = send(newRecord(startLater, START_MS), 'create', done(facts), START_MS, startLater);
    expect(record.opening).toMatchObject({ stage: 'activating', ids: { sid: SID, nit: NIT } });
  });

  it.each([
    ['no schedule', { payment: { nit: NIT, status: 'NOV' } }],
    ['no payment, and one is to be made', { schedule: scheduleFacts() }],
  ])('whose answer has %s is made again', (_, facts) => {
    const record = send(newRecord(orderOf(), START_MS), 'create', done(facts), START_MS);
    expect(record.opening.stage).toBe('creating');
    expect(record.calls).toMatchObject([
      { kind: 'create', possiblyDelivered: 1, sendAtMs: START_MS + 2_000 },
    ]);
    expect(record.lastError).toEqual({
      ...{ at: AT, call: 'create', code: 'unreadable_answer_ids_missing' },
      message: 'the gateway did not answer the create',
    });
  });

  it('that is refused ends at once: there is nothing to ask about', () => {
    const record = send(newRecord(orderOf(), START_MS), 'create', refusal(), START_MS);
    expect(record.opening).toEqual({ stage: 'ended', sinceMs: START_MS, as: 'rejected' });
    expect(record.calls).toEqual([]);
    expect(lastTold(record)).toEqual({
      ...{ at: AT, by: 'gateway', event: 'create_refused' },
      ...{ what: 'the gateway refused to create', reason: 'invalid' },
    });
    expect(record.lastError).toMatchObject({ call: 'create', code: '5' });
  });

  it('that our own client refuses is told as ours', () => {
    const record = send(newRecord(orderOf(), START_MS), 'create', refusal({ refusedBy: 'client' }), START_MS);
    expect(lastTold(record)).toMatchObject({
      by: 'system',
      what: 'the create could not be put as the gateway wants it; nothing was sent',
    });
  });
});

describe('what a payment comes to', () => {
  it.each([
    ['NEG', 'rejected', 'payment_denied', 'the issuer denied the payment'],
    ['ERR', 'rejected', 'payment_failed', 'the gateway reports that it failed'],
    ['PPN', 'undone', 'payment_undone', 'the payment was undone; nothing was charged'],
    ['EXP', 'expired', 'expired', 'the time limit at the gateway has passed; nothing was charged'],
  ])('%s: ending as %s, and the schedule is asked once more', (status, as, event, what) => {
    const record = paid(created(), status);
    expect(record.opening).toEqual({
      ...{ stage: 'ending', sinceMs: START_MS, as },
      ids: { sid: SID, nit: NIT, createdAtMs: START_MS },
    });
    expect(lastTold(record)).toEqual({ at: AT, by: 'gateway', event, what });
    expect(record.calls).toEqual([]);
  });

  it('denied: with the words of the issuer', () => {
    const denial: CallOutcome = { kind: 'denied', facts: {}, code: '51', message: 'no funds' };
    const record = send(created(), 'pay', denial, START_MS);
    expect(lastTold(record)).toMatchObject({ event: 'payment_denied', reason: 'no funds' });
    expect(record.lastError).toMatchObject({ call: 'pay', code: '51', message: 'no funds' });
  });

  it('refused: without words it is the code', () => {
    expect(lastTold(send(created(), 'pay', refusal({ message: '' }), START_MS))).toMatchObject({
      ...{ event: 'payment_refused', what: 'the gateway refused to pay', reason: '5' },
    });
  });

  it('lost: in doubt, and what the answer told is kept', () => {
    const record = send(created(), 'pay', LOST, START_MS);
    expect(record.opening.stage).toBe('paying');
    expect(record.calls[0]?.doubt).toMatchObject({ reason: 'answer_timeout' });
    expect(lastTold(record)).toMatchObject({
      ...{ by: 'system', event: 'call_in_doubt', what: 'what became of pay is not known' },
      reason: 'answer_timeout',
    });
  });

  it('authorised: it awaits its confirmation until the deadline that the order names', () => {
    const record = paid(created(decidesLater), 'PPC', decidesLater);
    expect(record.opening).toEqual({
      ...{ stage: 'awaiting_confirmation', sinceMs: START_MS, confirmBy: '2027-01-01T12:30:00.000Z' },
      ids: { sid: SID, nit: NIT, createdAtMs: START_MS },
    });
    expect(lastTold(record)).toMatchObject({
      event: 'payment_authorised',
      what: 'the payment is authorised and awaits confirmation',
    });
    expect(record.calls).toEqual([]);
    expect(paid(created(), 'PPC').opening).not.toHaveProperty('confirmBy');
  });

  it('captured: the schedule is followed', () => {
    const record = paid(created(), 'CON');
    expect(record.opening).toMatchObject({ stage: 'running', sinceMs: START_MS });
    expect(lastTold(record)).toMatchObject({ event: 'schedule_active', what: 'the schedule runs' });
    expect(record.ledger).toMatchObject({
      immediate: [{ nit: NIT, outcome: 'paid', amountCents: 990, knownBy: 'answer' }],
      cycles: [{ number: 1, dueDate: '2027-01-10', charges: [] }],
    });
  });
});

describe('the start of a schedule', () => {
  it.each([
    ['active, with the first date, and nothing charged', {}, undefined],
    ['active, and the gateway counts a charge already', { currentTimes: 1 }, true],
    ['active, with another date', { nextDate: '2027-02-10' }, true],
    ['inactive', { status: 'INA' }, true],
  ])('that is told as %s: it is asked at once: %s', (_, facts, pollNow) => {
    expect(running(orderOf(), facts).schedule.pollNow).toBe(pollNow);
  });

  it('that is told without a counter has nothing charged', () => {
    const facts = { schedule: scheduleFacts({ nextDate: '2027-01-10' }) };
    expect(
      send(created(startLater), 'activate', done(facts), START_MS, startLater).schedule.pollNow,
    ).toBeUndefined();
  });

  it('that was told earlier only is asked at once', () => {
    const told = { payment: { nit: NIT, status: 'CON', amountCents: 990 } };
    expect(send(running_(), 'pay', done(told), START_MS + 1).schedule.pollNow).toBe(true);
  });

  it('says when it is inactive', () => {
    expect(lastTold(running(orderOf(), { status: 'INA' }))).toMatchObject({
      event: 'schedule_inactive',
      what: 'the schedule is inactive at the gateway',
    });
  });

  /** The create has told a running schedule already. */
  function running_(): SubscriptionRecord {
    const record = created();
    const snapshot = { status: 'ATV', nextDate: '2027-01-10', currentTimes: 0 };
    return { ...record, schedule: { ...record.schedule, snapshot, answeredAtMs: START_MS } };
  }
});

describe('a question about the payment', () => {
  const doubtful = (): SubscriptionRecord => send(created(), 'pay', LOST, START_MS);
  const ask = { kind: 'ask', call: 'pay' } as const;

  it('that is answered concludes it, and fills the books', () => {
    const record = applyAnswer(doubtful(), ask, payment('CON', { amountCents: 990 }), at(START_MS));
    expect(record.opening.stage).toBe('running');
    expect(record.ledger.immediate).toMatchObject([{ nit: NIT, outcome: 'paid', knownBy: 'query' }]);
  });

  it('that meets silence, or a refusal, is remembered, and concludes nothing', () => {
    const silent = applyAnswer(
      doubtful(),
      ask,
      { kind: 'no_answer', reason: 'gateway_silent', detail: 'http_5xx' },
      at(START_MS),
    );
    expect(silent.lastError).toEqual({
      ...{ at: AT, call: 'question about pay', code: 'http_5xx' },
      message: 'the gateway did not answer the question',
    });
    const refused = applyAnswer(doubtful(), ask, refusal() as never, at(START_MS));
    expect(refused.lastError).toMatchObject({ code: '5', message: 'invalid' });
    expect([silent, refused].map(({ opening }) => opening.stage)).toEqual(['paying', 'paying']);
    expect(silent.calls[0]?.doubt?.asked).toBe(1);
  });

  it('too late: the schedule is asked, which runs only if the payment was captured', () => {
    const late = START_MS + 14 * 86_400_000;
    const silence = { kind: 'no_answer', reason: 'gateway_silent' } as const;
    const asking = applyAnswer(doubtful(), ask, silence, at(late));
    expect(asking.calls[0]?.doubt?.askSchedule).toBe(true);
    const runs = applyAnswer(asking, ask, done({ schedule: scheduleFacts() }), at(late));
    expect(runs.opening.stage).toBe('running');
    expect(runs.ledger.immediate).toEqual([
      {
        nit: asNit(NIT),
        outcome: 'paid',
        gatewayStatus: 'NOV',
        amountCents: 990,
        knownBy: 'query',
        knownAt: '2027-01-15T12:00:00.000Z',
      },
    ]);
    for (const facts of [
      { schedule: scheduleFacts({ status: 'NOV' }) },
      { schedule: scheduleFacts({ sid: 'other' }) },
      {},
    ]) {
      const record = applyAnswer(asking, ask, done(facts), at(late));
      expect(record.calls[0]?.person).toBeDefined();
      expect(record.ledger.immediate).toEqual([]);
    }
    const told = applyAnswer(asking, ask, payment('NEG'), at(late));
    expect(told.opening).toMatchObject({ stage: 'ending', as: 'rejected' });
    expect(applyAnswer(asking, ask, silence, at(late)).calls[0]?.person).toBeDefined();
  });
});
