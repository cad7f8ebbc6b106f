import { withEvents } from '../../../domain/events/derive';
import { asNit, asSid } from '../../../domain/ids';
import type { Cycle } from '../../../domain/ledger/ledger';
import type { Opening } from '../../../domain/opening/opening';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked } from '../edits/support';
import { charge, cycleOf, ledger } from '../ledger/support';
import { asked as askedBack, refundIn } from '../refunds/support';
import { NIT, orderOf, SID, START_MS } from '../support/record';
import { born, eventsOf, keptIn, LATER_MS, newest, step, told, toldSince } from './support';

const DAY = '2027-01-10';
const withCycles = (record: SubscriptionRecord, ...cycles: Cycle[]): Partial<SubscriptionRecord> => ({
  ledger: { ...record.ledger, cycles },
});

describe('what is told after a step', () => {
  it('is what holds now and did not hold before', () => {
    const active = told();
    const first = step(active, withCycles(active, cycleOf(1, DAY, 'paid')));
    expect(toldSince(active, first)).toEqual(['charge.paid', 'cycle.paid']);
    const second = step(first, withCycles(first, cycleOf(1, DAY, 'paid'), cycleOf(2, '2027-02-10', 'paid')));
    expect(toldSince(first, second)).toEqual(['charge.paid', 'cycle.paid']);
    expect(keptIn(second).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('leaves the record as it is where nothing is new', () => {
    const active = told();
    const after = { ...active, acknowledged: ['seen'] };
    expect(withEvents(active, after, LATER_MS)).toBe(after);
    const { events, ...untold } = active;
    expect(events).toBeDefined();
    expect(withEvents(untold, untold, LATER_MS)).toBe(untold);
  });

  it('is that a cycle was missed, once, also where a late execution of it is under way for a while', () => {
    const active = told();
    const cycleWith = (...outcomes: ('pending' | 'failed')[]): Cycle => ({
      ...{ number: 1, dueDate: DAY, passed: 'missed' },
      charges: outcomes.map((outcome) => charge('late', DAY, { outcome })),
    });
    const missed = step(active, withCycles(active, cycleWith()));
    expect(toldSince(active, missed)).toEqual(['cycle.missed']);
    const executing = step(missed, withCycles(missed, cycleWith('pending')));
    expect(toldSince(missed, executing)).toEqual([]);
    expect(toldSince(executing, step(executing, withCycles(executing, cycleWith('failed'))))).toEqual([
      'charge.failed',
    ]);
  });

  it('is the end of each command, whatever else stays the same', () => {
    const before = { ...asked(AMOUNT), events: eventsOf(told()) };
    const commands = (before.commands ?? []).map((one) => ({ ...one, state: 'done' as const }));
    expect(toldSince(before, step(before, { commands }))).toEqual(['command.done']);
  });

  it('is what became of a refund, and that one alone', () => {
    const before = { ...askedBack(), events: eventsOf(told()) };
    const problem = { code: '33', message: 'not allowed' };
    const failed = step(before, { refunds: [{ ...refundIn(before), state: 'failed', problem }] });
    expect(toldSince(before, failed)).toEqual(['command.failed']);
    expect(newest(failed)).toMatchObject({ subject: 'command/r', key: 'command.failed/r' });
    expect(newest(failed)?.data).toEqual({
      ...{ id: 'r', command: 'refund', by: 'Ana', state: 'failed', problem },
      ...{ charge: 'sale-1', amountCents: 4_990 },
      what: 'refund R$ 49,90 of the charge with NIT sale-1',
    });
    const done = step(before, { refunds: [{ ...refundIn(before), state: 'done' }] });
    expect(newest(done)?.data).not.toHaveProperty('problem');
  });

  it('is a charge that turns out to be late when the cancellation becomes known', () => {
    const active = told();
    const charged = step(active, withCycles(active, cycleOf(1, '2027-01-05', 'paid')));
    const cancellation = { when: 'now', by: 'Ana', reason: 'r', at: '2027-01-03T12:00:00.000Z' } as const;
    const late = step(charged, { cancellation });
    expect(toldSince(charged, late)).toEqual(['charge.late_cancel']);
    expect(newest(late)).toMatchObject({ data: { of: { cycle: 1, dueDate: '2027-01-05' } } });
  });
});

describe('an authorised payment', () => {
  const awaiting = (confirmBy?: string): Opening => ({
    ...{ stage: 'awaiting_confirmation', sinceMs: START_MS },
    ids: { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS },
    ...(confirmBy === undefined ? {} : { confirmBy }),
  });

  it('is told with its amount and its deadline, once', () => {
    const before = born();
    const immediate = [
      charge('other', '2027-01-01', { outcome: 'pending', amountCents: 1 }),
      charge(NIT.toUpperCase(), '2027-01-01', { outcome: 'pending', amountCents: 990 }),
      charge('another', '2027-01-01', { outcome: 'pending', amountCents: 2 }),
    ];
    const confirmBy = '2027-01-01T12:30:00.000Z';
    const waiting = step(before, { opening: awaiting(confirmBy), ledger: { ...ledger(), immediate } });
    expect(toldSince(before, waiting)).toEqual(['payment.awaiting_confirmation']);
    expect(newest(waiting)).toMatchObject({
      ...{ key: `payment.awaiting_confirmation/${NIT}`, subject: `charge/${NIT}` },
      data: { nit: NIT, amountCents: 990, confirmBy },
    });
    const asked = step(waiting, { confirmationAskedAtMs: LATER_MS });
    expect(toldSince(waiting, asked)).toEqual([]);
  });

  it('is told without what the gateway did not say', () => {
    const before = born();
    expect(newest(step(before, { opening: awaiting() }))?.data).toEqual({ nit: NIT });
  });

  it('is told when the subscription only moves on to wait for the decision', () => {
    const before = born();
    const opening: Opening = { ...awaiting(), stage: 'paying' } as Opening;
    const paying = step(before, { opening });
    expect(toldSince(before, paying)).toEqual([]);
    expect(toldSince(paying, step(paying, { opening: awaiting() }))).toEqual([
      'payment.awaiting_confirmation',
    ]);
  });
});

describe('a debt', () => {
  it('is told when it comes up, and again only after it had gone', () => {
    const active = told();
    const denied = step(active, withCycles(active, cycleOf(1, DAY, 'denied')));
    expect(toldSince(active, denied)).toEqual(['charge.denied', 'subscription.past_due']);
    expect(newest(denied)).toMatchObject({
      ...{ key: 'subscription.past_due/2027-01-02T12:00:00.000Z', subject: 'subscription' },
      data: { state: 'active', owedCents: 4_990, paidCents: 990 },
    });
    const more = step(
      denied,
      withCycles(denied, cycleOf(1, DAY, 'denied'), cycleOf(2, '2027-02-10', 'denied')),
    );
    expect(toldSince(denied, more)).toEqual(['charge.denied']);
    const paid = cycleOf(2, '2027-02-10', 'denied', 'paid');
    const clear = step(more, withCycles(more, cycleOf(1, DAY, 'denied', 'paid'), paid));
    expect(toldSince(more, clear)).toEqual([
      ...['charge.paid', 'charge.paid', 'cycle.recovered', 'cycle.recovered'],
    ]);
    const again = step(
      clear,
      withCycles(clear, ...clear.ledger.cycles, cycleOf(3, '2027-03-10', 'denied')),
      LATER_MS + 1,
    );
    expect(toldSince(clear, again)).toEqual(['charge.denied', 'subscription.past_due']);
  });
});

describe('a schedule that is to be adopted', () => {
  const paid = (): SubscriptionRecord => {
    const active = told();
    return { ...active, ...withCycles(active, cycleOf(1, DAY, 'paid')) };
  };

  it('is none of ours before it is adopted: its charges are not told', () => {
    const before = { ...told(), adoption: {} };
    const { ledger: charged } = paid();
    expect(toldSince(before, step(before, { ledger: charged }))).toEqual([]);
    const adopted = { ...before, adoption: { before: { executions: 0, nits: [] } } };
    expect(toldSince(adopted, step(adopted, { ledger: charged }))).toEqual(['charge.paid', 'cycle.paid']);
  });

  it('begins with the order alone', () => {
    const order = orderOf({ entry: 'adopt', payment: undefined, sid: SID });
    const begun = withEvents(undefined, newRecord(order, START_MS), START_MS);
    expect(keptIn(begun).map(({ type }) => type)).toEqual(['subscription.created']);
  });

  it('tells what is known of it at the moment of its adoption', () => {
    const before = { ...paid(), adoption: {} };
    const after = step(before, { adoption: { before: { executions: 0, nits: [] } } });
    expect(toldSince(before, after)).toEqual(['charge.paid', 'charge.paid', 'cycle.paid']);
  });
});

describe('a record of before there were events', () => {
  it('does not tell again how far it has come', () => {
    const { events, ...untold } = told();
    expect(events).toBeDefined();
    const after = step(untold, withCycles(untold, cycleOf(1, DAY, 'paid')));
    expect(toldSince(untold, after)).toEqual(['charge.paid', 'cycle.paid']);
    expect(eventsOf(after)).toMatchObject({ last: 2, life: 'active' });
    const quiet = step(untold, { acknowledged: ['seen'] });
    expect(quiet.events).toEqual({ last: 0, kept: [], life: 'active', raised: [] });
  });

  it('tells the step that it makes now', () => {
    const { events, ...untold } = { ...born() };
    expect(events).toBeDefined();
    expect(toldSince(untold, step(untold, { opening: told().opening }))).toEqual(['subscription.activated']);
  });
});
