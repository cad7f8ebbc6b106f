import type { OpenCall } from '../../../domain/calls/call';
import { asNit, asSid } from '../../../domain/ids';
import type { Opening } from '../../../domain/opening/opening';
import {
  confirmationStanding,
  flagsDown,
  isAboutCall,
  noteCancelRequest,
  refusalOfConfirmation,
  refusalOfResolution,
  refusalOfRetirement,
  resolutionOf,
  takeAcknowledgement,
  takeConfirmation,
  takeResolution,
  takeRetirement,
} from '../../../domain/subscription/commands';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { newRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, DONE, editIn, LOST, sent, toSend } from '../edits/support';
import { charge, cycle, ledger } from '../ledger/support';
import { asked as askedBack } from '../refunds/support';
import { at, created, NIT, orderOf, payment, running, send, SID, START_MS } from '../support/record';

const BY = { by: 'Ana', reason: 'asked for' };
const late = orderOf({ lateConfirmation: { confirmWithinMinutes: 30 } });
const CONFIRM_BY = '2027-01-01T12:30:00.000Z';
const CONFIRM_BY_MS = Date.parse(CONFIRM_BY);

/** An authorised payment that waits for the word of a person until half past twelve. */
const waiting = (): SubscriptionRecord => send(created(late), 'pay', payment('PPC'), START_MS, late);
const decided = (kind: 'confirm' | 'undo' = 'confirm'): SubscriptionRecord =>
  takeConfirmation(waiting(), kind, BY, at(START_MS, late));
const callOf = ({ calls: [call] }: SubscriptionRecord): OpenCall => {
  if (call === undefined) throw new Error('a call is open');
  return call;
};
const withOpenCall = (record: SubscriptionRecord, changes: Partial<OpenCall>): SubscriptionRecord => ({
  ...record,
  calls: [{ ...callOf(record), ...changes }],
});
const doubt = {
  ...{ reason: 'answer_timeout', sentAtMs: START_MS, sinceMs: START_MS, asked: 0 },
  ...{ nextAskAtMs: START_MS, deadlineMs: START_MS },
};
const person = {
  ...{ since: '2027-01-01T12:00:00.000Z', reason: 'nit_too_old', findOut: 'Was it paid?' },
  decisions: ['happened', 'ask_again'] as ('happened' | 'ask_again')[],
};
const ids = { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS };
const ending = (askAtMs?: number): Opening => ({
  ...{ stage: 'ending', as: 'undone', sinceMs: START_MS, ids },
  ...(askAtMs === undefined ? {} : { askAtMs }),
});

describe('a decision about an authorised payment', () => {
  const refusal = (record: SubscriptionRecord, kind: 'confirm' | 'undo', nowMs = START_MS): unknown =>
    refusalOfConfirmation(record, kind, at(nowMs, late));

  it('is taken until the deadline', () => {
    expect(waiting().opening).toMatchObject({ stage: 'awaiting_confirmation', confirmBy: CONFIRM_BY });
    expect(refusal(waiting(), 'confirm', CONFIRM_BY_MS - 1)).toBeUndefined();
    expect(refusal(waiting(), 'undo', CONFIRM_BY_MS)).toBe(`the deadline ${CONFIRM_BY} has passed`);
  });

  it('is taken at any time where there is no deadline', () => {
    const opening: Opening = { stage: 'awaiting_confirmation', sinceMs: START_MS, ids };
    expect(refusal({ ...waiting(), opening }, 'undo', 2 * CONFIRM_BY_MS)).toBeUndefined();
  });

  it('may be repeated, and not turned round', () => {
    expect(decided()).toMatchObject({ decision: { kind: 'confirm', by: 'Ana', reason: 'asked for' } });
    expect(refusal(decided(), 'confirm')).toBeUndefined();
    expect(refusal(decided(), 'undo')).toBe('Ana decided to confirm it at 2027-01-01T12:00:00.000Z');
    const again = decided();
    expect(takeConfirmation(again, 'undo', { by: 'Eva', reason: 'r' }, at(START_MS, late))).toBe(again);
  });

  it('is refused where no payment waits for one', () => {
    expect(refusal(running(), 'confirm')).toBe('the subscription is active');
  });
});

describe('where a decision about a payment stands', () => {
  const standing = confirmationStanding;

  it('follows its call', () => {
    const record = decided('undo');
    expect(callOf(record)).toMatchObject({ kind: 'undo' });
    expect(standing(record, 'undo')).toBe('waiting');
    expect(standing(withOpenCall(record, { notDelivered: 1 }), 'undo')).toBe('accepted');
    expect(standing(withOpenCall(record, { notTaken: 1 }), 'undo')).toBe('accepted');
    expect(standing(withOpenCall(record, { possiblyDelivered: 1 }), 'undo')).toBe('accepted');
    expect(standing(withOpenCall(record, { possiblyDelivered: 1, doubt }), 'undo')).toBe('in_doubt');
    expect(standing(withOpenCall(decided(), { doubt }), 'confirm')).toBe('in_doubt');
  });

  it('is whether the money was captured, once the call is over', () => {
    const paid = running();
    expect(standing(paid, 'confirm')).toBe('carried_out');
    expect(standing(paid, 'undo')).toBe('overtaken');
    const undone = {
      ...paid,
      ledger: { ...ledger(), immediate: [charge(NIT, '2027-01-01', { outcome: 'undone' })] },
    };
    expect(standing(undone, 'undo')).toBe('carried_out');
    expect(standing(undone, 'confirm')).toBe('overtaken');
    const back = charge('n9', '2027-01-01', { outcome: 'reversed' });
    const both = { ...undone, ledger: { ...undone.ledger, immediate: [...undone.ledger.immediate, back] } };
    expect(standing(both, 'confirm')).toBe('carried_out');
  });

  it('has nothing to do with the call of a refund', () => {
    const calls = created().calls.map((call) => ({ ...call, kind: 'refund' as const }));
    expect(standing({ ...running(), calls }, 'confirm')).toBe('carried_out');
  });

  it('is not said before the schedule was asked what came of it', () => {
    const paid = running();
    const reading = { listed: [], queue: [], sinceMs: START_MS, scheduledCents: 1, complete: true };
    const watched = (watch: object): SubscriptionRecord => ({
      ...paid,
      schedule: { ...paid.schedule, ...watch },
    });
    expect(standing(watched({ pollNow: true }), 'confirm')).toBe('waiting');
    expect(standing(watched({ reading }), 'confirm')).toBe('waiting');
    const over: Opening = { stage: 'ended', as: 'undone', sinceMs: START_MS, ids };
    expect(standing({ ...watched({ pollNow: true }), opening: over }, 'confirm')).toBe('carried_out');
  });

  it('of an end is told after its first question, and nobody waits for silence', () => {
    expect(standing({ ...running(), opening: ending() }, 'undo')).toBe('waiting');
    expect(standing({ ...running(), opening: ending(START_MS) }, 'undo')).toBe('accepted');
  });
});

describe('a decision about a call whose outcome is not known', () => {
  const blocked = (): SubscriptionRecord => withOpenCall(created(), { possiblyDelivered: 1, doubt, person });
  const resolving = { id: 'd1', ...BY };

  it('is one of those that the question allows', () => {
    expect(refusalOfResolution(blocked(), 'happened')).toBeUndefined();
    expect(refusalOfResolution(blocked(), 'did_not_happen')).toBe(
      'decision: must be one of happened, ask_again here',
    );
  });

  it('waits for its turn, and another one is refused meanwhile', () => {
    const taken = takeResolution(blocked(), { ...resolving, decision: 'happened' }, at(START_MS));
    expect(callOf(taken).decision).toMatchObject({ id: 'd1', by: 'Ana', reason: 'asked for' });
    expect(refusalOfResolution(taken, 'ask_again')).toBe('Ana has just decided');
    expect(resolutionOf(taken, 'd1')).toBe('waiting');
    expect(resolutionOf(taken, 'd2')).toBe('overtaken');
    expect(isAboutCall(blocked(), 'happened')).toBe(true);
  });

  it('gives up a call of which nothing left, and in no other way', () => {
    expect(refusalOfResolution(created(), 'did_not_happen')).toBeUndefined();
    expect(isAboutCall(created(), 'did_not_happen')).toBe(true);
    expect(refusalOfResolution(created(), 'happened')).toBe('the subscription is paying');
    expect(isAboutCall(created(), 'happened')).toBe(false);
    const left = withOpenCall(created(), { possiblyDelivered: 1 });
    expect(refusalOfResolution(left, 'did_not_happen')).toBe('the subscription is paying');
  });

  it('stands as what became of it', () => {
    const done = { ...running(), lastDecision: { id: 'd1', carriedOut: true } };
    expect(resolutionOf(done, 'd1')).toBe('carried_out');
    expect(resolutionOf(done, 'd2')).toBe('overtaken');
    expect(resolutionOf(running(), 'd1')).toBe('overtaken');
    expect(resolutionOf({ ...done, lastDecision: { id: 'd1', carriedOut: false } }, 'd1')).toBe('overtaken');
    expect(resolutionOf({ ...done, opening: ending() }, 'd1')).toBe('waiting');
    expect(resolutionOf({ ...done, opening: ending(START_MS) }, 'd1')).toBe('accepted');
    const two = { ...created(), calls: [...created().calls, { ...callOf(blocked()), decision: decision() }] };
    expect(resolutionOf(two, 'd1')).toBe('waiting');
  });

  const decision = (): NonNullable<OpenCall['decision']> => {
    const taken = takeResolution(blocked(), { ...resolving, decision: 'happened' }, at(START_MS));
    const { decision: made } = callOf(taken);
    if (made === undefined) throw new Error('it was decided');
    return made;
  };
});

describe('a decision about a charge that the gateway no longer tells of', () => {
  const { amountCents: told, ...lost } = charge('lost', '2027-01-10', { outcome: 'unknown' });
  const unclear = (snapshot: object = { status: 'FIN' }): SubscriptionRecord => {
    const record = running();
    const schedule = { ...record.schedule, snapshot };
    return { ...record, schedule, ledger: ledger(cycle(1, '2027-01-10', [lost])) };
  };
  const take = (decision: 'happened' | 'did_not_happen', record = unclear()): SubscriptionRecord =>
    takeResolution(record, { id: 'd1', decision, ...BY }, at(START_MS));
  const chargeIn = ({ ledger: { cycles } }: SubscriptionRecord): object | undefined => cycles[0]?.charges[0];

  it('is that it was paid or not: to ask again is no answer', () => {
    expect(refusalOfResolution(unclear(), 'happened', 'lost')).toBeUndefined();
    expect(refusalOfResolution(unclear(), 'did_not_happen', 'lost')).toBeUndefined();
    expect(refusalOfResolution(unclear(), 'ask_again')).toBe(
      'decision: must be one of happened, did_not_happen here',
    );
    // Also while the schedule runs.
    expect(refusalOfResolution(unclear({ status: 'ATV' }), 'ask_again')).toBe(
      'decision: must be one of happened, did_not_happen here',
    );
    expect(refusalOfResolution(running(), 'happened')).toBe('the subscription is active');
    expect(isAboutCall(unclear(), 'happened')).toBe(false);
  });

  it('is carried out at once, with the amount of the schedule, and told by whom', () => {
    const paid = take('happened', unclear({ status: 'FIN', amountCents: 5_990 }));
    expect(chargeIn(paid)).toMatchObject({ outcome: 'paid', amountCents: 5_990, knownBy: 'person' });
    expect(paid.audit.at(-1)).toMatchObject({
      ...{ event: 'charge_decided', by: 'Ana', reason: 'asked for' },
      what: 'decided about the charge with NIT lost: paid',
    });
    expect(chargeIn(take('happened'))).toMatchObject({ amountCents: told });
    expect(chargeIn(take('did_not_happen'))).toMatchObject({ outcome: 'failed' });
  });

  it('changes nothing where the gateway has told meanwhile', () => {
    const known = running();
    expect(take('happened', known)).toBe(known);
  });
});

describe('an acknowledgement', () => {
  it('names the flags that are up, and leaves a line by whom', () => {
    const record = noteCancelRequest(running(), at(START_MS));
    expect(record.audit.at(-1)).toMatchObject({
      ...{ by: 'Temporal', event: 'cancel_requested' },
      what: 'a cancellation was requested; it is not carried out, because the gateway would go on charging',
    });
    expect(record.cancelRequestedAt).toBe('2027-01-01T12:00:00.000Z');
    expect(record.opening.stage).toBe('running');
    const flags = ['cancel_requested', 'cycle_missed'] as const;
    expect(flagsDown(record, flags, at(START_MS))).toEqual(['cycle_missed']);
    const looked = takeAcknowledgement(record, flags, BY, at(START_MS));
    expect(looked.audit.at(-1)).toMatchObject({
      ...{ by: 'Ana', reason: 'asked for', event: 'acknowledged' },
      what: 'acknowledged cancel_requested, cycle_missed',
    });
    expect(flagsDown(looked, flags, at(START_MS))).toEqual(flags);
  });
});

describe('a retirement', () => {
  const cancellation = { when: 'now', by: 'Ana', reason: 'r', at: '2027-01-01T12:00:00.000Z' } as const;

  it('is taken while nothing is on its way', () => {
    expect(refusalOfRetirement(running())).toBeUndefined();
    const gone = { ...cancellation, inactiveAt: '2027-01-01T12:05:00.000Z' };
    expect(refusalOfRetirement({ ...running(), cancellation: gone })).toBeUndefined();
    expect(refusalOfRetirement(toSend(AMOUNT))).toBeUndefined();
    const adopting = newRecord(orderOf({ entry: 'adopt', payment: undefined, sid: SID }), START_MS);
    expect(refusalOfRetirement(adopting)).toBeUndefined();
  });

  it('is refused while what was sent is not known yet, or money is to be given back', () => {
    expect(refusalOfRetirement(created())).toBe('the subscription is paying');
    expect(refusalOfRetirement(askedBack())).toBe('a refund is open; ask again when it is done');
    const onItsWay = 'what became of the last call is not known yet; ask again when it is';
    const lost = sent(toSend(AMOUNT), LOST);
    expect(editIn(lost).sends).toBe(1);
    expect(refusalOfRetirement(lost)).toBe(onItsWay);
    expect(refusalOfRetirement(sent(toSend(AMOUNT), DONE))).toBe(onItsWay);
    expect(refusalOfRetirement({ ...running(), calls: created().calls })).toBe(onItsWay);
    expect(refusalOfRetirement({ ...running(), cancellation })).toBe(
      'it is cancelled, and the gateway does not say so yet; ask again when it does, or uncancel',
    );
  });

  it('ends our side, and withdraws what waits', () => {
    const retired = takeRetirement(asked(AMOUNT), BY, at(START_MS));
    expect(retired.opening).toMatchObject({ stage: 'ended', as: 'retired', sinceMs: START_MS });
    expect(retired.commands).toMatchObject([{ state: 'withdrawn' }]);
    expect(retired.audit).toContainEqual({
      ...{ at: '2027-01-01T12:00:00.000Z', event: 'retired', ...BY },
      what: 'retired: the schedule goes on at the gateway, and we follow it no more',
    });
  });
});
