import type { OpenCall, OpeningKind, Resolution } from '../../../domain/calls/call';
import { asNit } from '../../../domain/ids';
import { decideConfirmation } from '../../../domain/opening/decisions';
import { applyAnswer, applyOwnStep } from '../../../domain/subscription/apply-step';
import { takeResolution } from '../../../domain/subscription/commands';
import type { SubscriptionOrder } from '../../../domain/subscription/order';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { at, created, done, NIT, orderOf, payment, send, SID, START_MS } from '../support/record';

const AT = '2027-01-01T12:00:00.000Z';
const LOST = { kind: 'unknown', reason: 'answer_timeout' } as const;
const decidesLater = orderOf({
  lateConfirmation: { confirmWithinMinutes: 30 },
});
const startLater = orderOf({ entry: 'start_later', payment: undefined });
const awaiting = (): SubscriptionRecord =>
  send(created(decidesLater), 'pay', payment('PPC'), START_MS, decidesLater);
const decided = (kind: 'confirm' | 'undo'): SubscriptionRecord =>
  decideConfirmation(awaiting(), { kind, by: 'Ana', reason: 'shipped' }, at(START_MS, decidesLater));

describe('a payment that awaits its confirmation', () => {
  it.each(['confirm', 'undo'] as const)('is decided: %s, by whom and why', (kind) => {
    const record = decided(kind);
    expect(record.decision).toEqual({ kind, by: 'Ana', reason: 'shipped', at: AT });
    expect(record.audit.at(-1)).toEqual({
      ...{ at: AT, by: 'Ana', event: `${kind}_decided` },
      ...{ what: `decided to ${kind} the payment`, reason: 'shipped' },
    });
    expect(record.calls).toMatchObject([{ id: kind, kind, nit: NIT, sid: SID, createdAtMs: START_MS }]);
  });

  it('nothing else can be decided', () => {
    const decision = { kind: 'confirm', by: 'Ana', reason: 'x' } as const;
    expect(() => decideConfirmation(created(), decision, at(START_MS))).toThrow(
      'nothing awaits confirmation',
    );
  });

  it('at the deadline it is undone, by our own clock', () => {
    const record = applyOwnStep(awaiting(), { kind: 'undo_at_deadline' }, at(START_MS, decidesLater));
    expect(record.decision).toMatchObject({
      ...{ kind: 'undo', by: 'system', reason: 'neither confirmed nor undone by the deadline' },
    });
    expect(record.calls).toMatchObject([{ kind: 'undo' }]);
  });

  it.each([
    ['confirm', 'CON', 'running', AT],
    ['undo', 'PPN', 'ending', AT],
    ['undo', 'EXP', 'ending', AT],
    // Decided otherwise at the gateway: our decision was not carried out.
    ['confirm', 'PPN', 'ending', undefined],
    ['undo', 'CON', 'running', undefined],
    ['undo', 'ERR', 'ending', undefined],
  ] as const)('%s that reads %s: %s, carried out at %s', (kind, status, stage, doneAt) => {
    const record = send(decided(kind), kind, payment(status), START_MS, decidesLater);
    expect(record.opening.stage).toBe(stage);
    expect(record.decision?.doneAt).toBe(doneAt);
    expect(record.opening).toMatchObject({ confirmBy: '2027-01-01T12:30:00.000Z' });
  });

  describe('is looked at once a day: the portal may have decided it', () => {
    const look = (
      record: SubscriptionRecord,
      answer: Parameters<typeof applyAnswer>[2],
    ): SubscriptionRecord =>
      applyAnswer(
        record,
        { kind: 'look_at_payment', nit: asNit(NIT) },
        answer,
        at(START_MS + 5, decidesLater),
      );

    it.each([
      ['CON', 'running'],
      ['PPN', 'ending'],
      ['EXP', 'ending'],
      ['NEG', 'ending'],
      ['PPC', 'awaiting_confirmation'],
      ['PEN', 'awaiting_confirmation'],
      ['NOV', 'awaiting_confirmation'],
    ])('%s: %s', (status, stage) => {
      const record = look(awaiting(), payment(status));
      expect(record.opening.stage).toBe(stage);
      expect(record.confirmationAskedAtMs).toBe(START_MS + 5);
      expect(record.paymentStatus).toBe(status);
    });

    it('an answer about something else, and silence, decide nothing', () => {
      const other = done({ payment: { nit: 'other', status: 'CON' } });
      for (const answer of [other, done({}), { kind: 'no_answer', reason: 'gateway_silent' } as const]) {
        expect(look(awaiting(), answer).opening.stage).toBe('awaiting_confirmation');
        expect(look(awaiting(), answer).confirmationAskedAtMs).toBe(START_MS + 5);
      }
    });

    it('one that was decided meanwhile is carried out first', () => {
      const record = look(decided('undo'), payment('CON'));
      expect(record.opening.stage).toBe('awaiting_confirmation');
      expect(record.calls).toMatchObject([{ kind: 'undo' }]);
      expect(record.paymentStatus).toBe('CON');
    });

    it('an answer that comes after the end of the wait is noted only', () => {
      const record = look(
        send(decided('confirm'), 'confirm', payment('CON'), START_MS, decidesLater),
        payment('PPN'),
      );
      expect(record.opening.stage).toBe('running');
      expect(record.paymentStatus).toBe('CON');
    });
  });
});

describe('what a person decides about a call', () => {
  const order = orderOf();
  const inDoubt = (kind: OpeningKind): SubscriptionRecord => {
    if (kind === 'create') return send(newRecord(order, START_MS), 'create', LOST, START_MS);
    if (kind === 'activate') return send(created(startLater), 'activate', LOST, START_MS, startLater);
    if (kind === 'pay') return send(created(), 'pay', LOST, START_MS);
    return send(decided(kind), kind, LOST, START_MS, decidesLater);
  };
  /** As if the gateway had told nothing until a person was called. */
  const blocked = (kind: OpeningKind): SubscriptionRecord => {
    const record = inDoubt(kind);
    const person = { since: AT, reason: 'answer_timeout', findOut: 'x', decisions: [] };
    return { ...record, calls: record.calls.map((call: OpenCall) => ({ ...call, person })) };
  };
  const tell = (
    record: SubscriptionRecord,
    decision: Resolution,
    by: SubscriptionOrder = order,
  ): SubscriptionRecord => {
    const taken = takeResolution(record, { id: 'd', decision, by: 'Eva', reason: 'seen' }, at(START_MS, by));
    const call = taken.calls[0]?.id ?? '';
    return applyOwnStep(taken, { kind: 'carry_out', call }, at(START_MS, by));
  };

  it.each([
    ['pay', 'happened', order, 'running', undefined],
    ['pay', 'happened', decidesLater, 'awaiting_confirmation', undefined],
    ['pay', 'did_not_happen', order, 'ending', 'cancelled'],
    ['activate', 'happened', startLater, 'running', undefined],
    ['activate', 'did_not_happen', startLater, 'ending', 'cancelled'],
    ['confirm', 'happened', decidesLater, 'running', undefined],
    ['undo', 'happened', decidesLater, 'ending', 'undone'],
    ['create', 'did_not_happen', order, 'ended', 'cancelled'],
  ] as const)('%s %s', (kind, decision, by, stage, as) => {
    const record = tell(blocked(kind), decision, by);
    expect(record.opening).toMatchObject(as === undefined ? { stage } : { stage, as });
    expect(record.calls).toEqual([]);
    expect(record.lastDecision).toEqual({
      ...{ id: 'd', carriedOut: true },
      ...(stage === 'ending' ? { ends: true } : {}),
    });
    expect(record.audit.at(-2)).toEqual({
      ...{ at: AT, by: 'Eva', event: 'person_decided', what: `decided: ${kind} ${decision}`, reason: 'seen' },
    });
    expect(record.audit.at(-1)).toMatchObject({ by: 'Eva', reason: 'seen' });
  });

  it.each([
    ['create', 'given up; no money moved'],
    ['pay', 'the payment did not happen'],
    ['activate', 'the schedule is not active'],
  ] as const)('%s that did not happen is given up', (kind, what) => {
    expect(tell(blocked(kind), 'did_not_happen').audit.at(-1)).toMatchObject({ event: 'given_up', what });
  });

  it('a payment that happened by the word of a person stands in the books as such', () => {
    expect(tell(blocked('pay'), 'happened').ledger.immediate).toEqual([
      { nit: NIT, outcome: 'paid', gatewayStatus: 'NOV', amountCents: 990, knownBy: 'person', knownAt: AT },
    ]);
    expect(tell(blocked('confirm'), 'happened', decidesLater).ledger.immediate).toMatchObject([
      { outcome: 'paid' },
    ]);
    expect(tell(blocked('activate'), 'happened', startLater).ledger.immediate).toEqual([]);
  });

  it('one that the gateway told as paid stands there once', () => {
    const record = blocked('pay');
    const known = { nit: NIT, outcome: 'paid', amountCents: 990, knownBy: 'query', knownAt: AT };
    const told = { ...record, ledger: { ...record.ledger, immediate: [known] } } as SubscriptionRecord;
    expect(tell(told, 'happened').ledger.immediate).toEqual([known]);
  });

  it.each(['confirm', 'undo'] as const)('a decision that did not happen is carried out now: %s', (kind) => {
    const record = tell(blocked(kind), 'did_not_happen', decidesLater);
    expect(record.calls).toMatchObject([
      { kind, possiblyDelivered: 0, sendAtMs: START_MS, mayBeSentAgain: true },
    ]);
    expect(record.calls[0]).not.toHaveProperty('doubt');
    expect(record.calls[0]).not.toHaveProperty('person');
    expect(record.opening.stage).toBe('awaiting_confirmation');
  });

  it('a question anew is asked anew; a create is made anew', () => {
    const [asking] = tell(blocked('pay'), 'ask_again').calls;
    expect(asking).toMatchObject({ kind: 'pay', possiblyDelivered: 1, doubt: { asked: 0 } });
    expect(asking).not.toHaveProperty('person');
    const [again] = tell(blocked('create'), 'ask_again').calls;
    expect(again).toMatchObject({ kind: 'create', possiblyDelivered: 0, sendAtMs: START_MS });
  });

  it('is not carried out once the call may have arrived meanwhile', () => {
    const decision = { id: 'd', decision: 'did_not_happen', by: 'Eva', reason: 'seen' } as const;
    const given = takeResolution(created(), decision, at(START_MS));
    const lost = send(given, 'pay', LOST, START_MS);
    const record = applyOwnStep(lost, { kind: 'carry_out', call: 'pay' }, at(START_MS));
    expect(record.lastDecision).toEqual({ id: 'd', carriedOut: false });
    expect(record.calls).toMatchObject([{ kind: 'pay', doubt: { reason: 'answer_timeout' } }]);
    expect(record.calls[0]).not.toHaveProperty('decision');
    // Of a payment that never left it is.
    const early = applyOwnStep(given, { kind: 'carry_out', call: 'pay' }, at(START_MS));
    expect(early.opening).toMatchObject({ stage: 'ending', as: 'cancelled' });
  });

  it('where nothing was decided, nothing is carried out', () => {
    for (const call of ['pay', 'other']) {
      const record = blocked('pay');
      expect(applyOwnStep(record, { kind: 'carry_out', call }, at(START_MS))).toBe(record);
    }
  });
});
