import { applySent } from '../../../domain/subscription/apply-step';
import { takeResolution } from '../../../domain/subscription/commands';
import { applyOwnStep } from '../../../domain/subscription/apply-step';
import { takeRefund } from '../../../domain/refunds/take-refund';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { at, done } from '../support/record';
import { refused } from '../support/refund-gateway';
import { RefundLife } from '../support/refund-life';
import {
  ASKED_MS,
  BEGIN,
  LOST,
  asked,
  begun,
  callIn,
  refundIn,
  SEND,
  sent,
  toBegin,
  toSend,
} from './support';

const AT = '2027-01-10T08:00:00.000Z';
const IN_WORDS = 'refund R$ 49,90 of the charge with NIT sale-1';
const lastTold = ({ audit }: SubscriptionRecord): unknown => audit.at(-1);

describe('the story of a refund says who, why, and what became of it', () => {
  it('asked for', () => {
    expect(lastTold(asked())).toEqual({
      ...{ at: AT, by: 'Ana', event: 'command_accepted' },
      ...{ what: `asked to ${IN_WORDS}`, reason: 'a mistake' },
    });
    expect(refundIn(asked())).toEqual({
      ...{ id: 'r', charge: 'sale-1', amountCents: 4_990, by: 'Ana', reason: 'a mistake', at: AT },
      ...{ state: 'planned', look: { atMs: ASKED_MS, asked: 0 }, usn: 'usn-sale-1', orphans: 0, rounds: 0 },
    });
  });

  it('carried out, as the gateway says', () => {
    const facts = { refund: { nit: 'back-1', status: 'CON', amountCents: 4_990 } };
    const known = sent(toSend(), done(facts));
    expect(lastTold(known)).toEqual({
      at: AT,
      by: 'gateway',
      event: 'command_done',
      what: `done: ${IN_WORDS}`,
    });
    expect(refundIn(known)).toMatchObject({ state: 'done', refundedCents: 4_990, endedAt: AT });
    expect(known.calls).toEqual([]);
  });

  it('refused by the gateway, with its code; what went wrong last is kept', () => {
    const known = sent(toSend(), refused('33'));
    expect(lastTold(known)).toEqual({
      ...{ at: AT, by: 'Ana', event: 'command_failed' },
      ...{ what: `failed: ${IN_WORDS}`, reason: '33: not allowed' },
    });
    expect(refundIn(known)).toMatchObject({
      ...{ state: 'failed', endedAt: AT, problem: { code: '33', message: 'not allowed' } },
    });
    expect(known.lastError).toEqual({ at: AT, call: 'sendRefund', code: '33', message: 'not allowed' });
    expect(refundIn(known).look).toBeUndefined();
  });

  it.each([
    ['NEG', 'denied', 'the refund was denied'],
    ['INV', 'failed', 'the gateway reports the refund as failed, 1 times'],
  ])('that reads %s only', (status, as, message) => {
    const old = asOld(toSend(), 15);
    const known = sent(old, done({ refund: { nit: 'back-1', status } }));
    expect(refundIn(known)).toMatchObject({ state: 'failed', problem: { code: as, message } });
  });

  it('not begun, as the gateway refuses', () => {
    const known = begun(toBegin(), refused('107'));
    expect(refundIn(known)).toMatchObject({
      state: 'failed',
      problem: { code: '107', message: 'not allowed' },
    });
    expect(known.lastError).toMatchObject({ call: 'beginRefund', code: '107' });
    expect(known.calls).toEqual([]);
  });

  it.each([
    ['happened', 'command_done', 'done', 'in the portal'],
    ['did_not_happen', 'command_failed', 'failed', 'did_not_happen: Eva: in the portal'],
  ] as const)('%s, as a person found out', (decision, event, state, reason) => {
    const blocked = asBlocked(sent(toSend(), LOST));
    const decided = takeResolution(
      blocked,
      { id: 'd', decision, by: 'Eva', reason: 'in the portal' },
      at(ASKED_MS),
    );
    const known = applyOwnStep(decided, { kind: 'carry_out', call: 'refund/r' }, at(ASKED_MS));
    expect(refundIn(known).state).toBe(state);
    expect(known.audit.at(-1)).toMatchObject({ event, what: `${state}: ${IN_WORDS}`, reason });
  });
});

describe('what a refund is made of', () => {
  const charged = (): SubscriptionRecord => new RefundLife().record;
  const wanted = { id: 'r', charge: { kind: 'nit', nit: 'sale-1' }, by: 'Ana', reason: 'a mistake' } as const;

  it('a card goes with it, where one was given', () => {
    const card = { kind: 'vault', reference: 'v' } as const;
    expect(refundIn(takeRefund(charged(), { ...wanted, card }, at(ASKED_MS))).card).toEqual(card);
    expect(refundIn(asked())).not.toHaveProperty('card');
  });

  it('a charge whose number was not told yet brings none', () => {
    const unnumbered = takeRefund(charged(), { ...wanted, charge: { kind: 'nit', nit: 'n0' } }, at(ASKED_MS));
    expect(refundIn(unnumbered)).not.toHaveProperty('usn');
  });

  it('the same command twice is one refund; one of a charge that is gone is none', () => {
    const [once, record] = [asked(), charged()];
    expect(takeRefund(once, wanted, at(ASKED_MS + 5))).toBe(once);
    expect(takeRefund(record, { ...wanted, charge: { kind: 'nit', nit: 'x' } }, at(ASKED_MS))).toBe(record);
  });
});

describe('an outcome that no refund waits for changes nothing', () => {
  it.each([BEGIN, SEND])('%o', (step) => {
    const ended = sent(toSend(), refused('33'));
    const call = step.call === 'refund/r' ? callIn(toSend()) : callIn(toBegin());
    const stray = { ...ended, refunds: [], calls: [call] };
    expect(applySent(stray, step, done({}), at(ASKED_MS))).toEqual(stray);
  });
});

/** As if it had been asked for so many days ago. */
function asOld(record: SubscriptionRecord, days: number): SubscriptionRecord {
  const atIso = new Date(ASKED_MS - days * 86_400_000).toISOString();
  return { ...record, refunds: (record.refunds ?? []).map((refund) => ({ ...refund, at: atIso })) };
}

/** As if the gateway had not told what became of it until a person was called. */
function asBlocked(record: SubscriptionRecord): SubscriptionRecord {
  const person = {
    since: AT,
    reason: 'x',
    findOut: 'x',
    decisions: ['happened', 'did_not_happen', 'ask_again'],
  };
  return { ...record, calls: record.calls.map((call) => ({ ...call, person })) } as SubscriptionRecord;
}
