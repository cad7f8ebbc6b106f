import type { QueryOutcome } from '../../../domain/gateway/answers';
import { asNit } from '../../../domain/ids';
import { summarise } from '../../../domain/ledger/summary';
import { withEvents } from '../../../domain/events/derive';
import { withAmount } from '../../../domain/schedule/sold-amount';
import { applyPoll } from '../../../domain/schedule/apply-poll';
import { applyCharge } from '../../../domain/schedule/reading';
import { chargesAfterCancellation } from '../../../domain/edits/cancellation';
import { takeCommand } from '../../../domain/edits/take-command';
import { acknowledge, attentionOf, flagsOf } from '../../../domain/subscription/attention';
import { takeResolution } from '../../../domain/subscription/commands';
import { allCharges, giveUpPending } from '../../../domain/ledger/ledger';
import type { RuleContext } from '../../../domain/subscription/order';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { at, created, done, NIT, orderOf, running, scheduleFacts, send, payment } from '../support/record';

const order = orderOf({ entry: 'start_later', payment: undefined });
const SILENT: QueryOutcome = { kind: 'no_answer', reason: 'gateway_silent' };
const on = (instant: string): RuleContext => at(`${instant}:00.000Z`, order);

/** A subscription of R$ 49,90 whose first execution, of 10 January, is listed as c1; each step is told to the events. */
class Told {
  record: SubscriptionRecord;

  constructor() {
    this.record = withEvents(undefined, running(order, { amountCents: 4_990 }), on('2027-01-01T12:00').nowMs);
  }

  to(step: (record: SubscriptionRecord) => SubscriptionRecord, { nowMs }: RuleContext): this {
    this.record = withEvents(this.record, step(this.record), nowMs);
    return this;
  }

  /** The schedule lists the charge, and is asked what it is. */
  reads(instant: string, charge: QueryOutcome, amountCents = 4_990): this {
    const context = on(instant);
    const facts = scheduleFacts({ nextDate: '2027-02-10', currentTimes: 1, nits: ['c1'], amountCents });
    this.to((known) => applyPoll(known, done({ schedule: facts }), context), context);
    return this.to((known) => applyCharge(known, asNit('c1'), charge, context), context);
  }

  get charge(): unknown {
    return allCharges(this.record.ledger)[0];
  }

  get events(): string[] {
    return (
      this.record.events?.kept.map(({ type }) => type).filter((type) => /^(charge|cycle)/.test(type)) ?? []
    );
  }
}

const says = (status: string, changes: object = {}): QueryOutcome =>
  done({
    payment: { nit: 'c1', status, amountCents: 4_990, at: '2027-01-10T06:30:00.000Z', ...changes },
  });
const UNDATED = { at: undefined };

/** A person has seen in the portal that it was paid. */
const foundPaid = (record: SubscriptionRecord, context: RuleContext): SubscriptionRecord =>
  takeResolution(record, { id: 'x', decision: 'happened', by: 'ana', reason: 'portal' }, context);

describe('what the gateway has told as paid does not become undecided again', () => {
  it('by an answer that comes late: it stays, and is told once', () => {
    const told = new Told()
      .reads('2027-01-10T08:00', says('CON'))
      .reads('2027-01-18T08:00', says('PEN'))
      .reads('2027-01-18T09:00', says('CON'));
    expect(told.charge).toMatchObject({ outcome: 'paid', knownAt: '2027-01-10T08:00:00.000Z' });
    expect(told.events).toEqual(['charge.paid', 'cycle.paid']);
  });

  it('nor is what comes of it forgotten: it was taken back', () => {
    const told = new Told()
      .reads('2027-01-10T08:00', says('CON'))
      .reads('2027-01-18T08:00', says('PEN'))
      .reads('2027-01-18T09:00', says('NEG'));
    expect(told.charge).toMatchObject({ outcome: 'reversed' });
    expect(flagsOf(told.record, on('2027-01-18T09:00'))).toEqual(['payment_reversed']);
  });

  it('where it is the immediate payment', () => {
    const paying = orderOf();
    const context = at('2027-01-01T13:00:00.000Z', paying);
    const paid = send(created(paying), 'pay', payment('CON'), context.nowMs, paying);
    const poll = done({ payment: { nit: NIT, status: 'PEN' }, schedule: scheduleFacts() });
    expect(applyPoll(paid, poll, context).ledger).toEqual(paid.ledger);
  });

  it('where a person has decided it', () => {
    const undecided = new Told().reads('2027-01-10T08:00', says('PEN'));
    const context = on('2027-02-20T08:00');
    undecided
      .to((known) => ({ ...known, ledger: giveUpPending(known.ledger) }), context)
      .to((known) => foundPaid(known, context), context);
    const decided = undecided.charge;
    expect(decided).toMatchObject({ outcome: 'paid', knownBy: 'person' });
    expect(undecided.reads('2027-02-20T09:00', says('PEN')).charge).toEqual(decided);
  });
});

describe('a charge that was listed before a cancellation, and read after it', () => {
  const cancelledOn =
    (instant: string) =>
    (told: Told): Told =>
      told.to(
        (known) =>
          takeCommand(
            known,
            { id: 'c', change: { kind: 'cancel', when: 'now' }, by: 'ana', reason: 'leaves' },
            on(instant),
          ),
        on(instant),
      );
  const after = cancelledOn('2027-01-15T12:00');

  it.each([
    ['nobody could read it', SILENT],
    ['it was undecided', says('PEN', UNDATED)],
  ])('was made before: %s', (_why, first) => {
    const told = after(new Told().reads('2027-01-10T08:10', first)).reads(
      '2027-01-20T08:00',
      says('CON', UNDATED),
    );
    expect(told.charge).toMatchObject({
      ...{ outcome: 'paid', firstSeenAt: '2027-01-10T08:10:00.000Z', knownAt: '2027-01-20T08:00:00.000Z' },
    });
    expect(chargesAfterCancellation(told.record)).toEqual([]);
    expect(told.events).not.toContain('charge.late_cancel');
  });

  it('was made after it where it was listed after it', () => {
    const told = after(new Told()).reads('2027-01-20T08:00', says('CON', UNDATED));
    expect(chargesAfterCancellation(told.record)).toHaveLength(1);
  });

  it('and a person who decides it does not move it', () => {
    const told = after(new Told().reads('2027-01-10T08:10', says('PEN', UNDATED)));
    const context = on('2027-02-26T08:00');
    told
      .to((known) => ({ ...known, ledger: giveUpPending(known.ledger) }), context)
      .to((known) => foundPaid(known, context), context);
    expect(told.charge).toMatchObject({ outcome: 'paid', knownBy: 'person' });
    expect(chargesAfterCancellation(told.record)).toEqual([]);
  });
});

describe('a charge of before the amount was changed, read after it', () => {
  const CHANGED_MS = Date.parse('2027-01-10T12:00:00.000Z');
  const changed = (): Told =>
    new Told()
      .reads('2027-01-10T08:00', SILENT)
      .to(
        (known) => ({
          ...known,
          terms: withAmount(known.terms, 5_990, { acceptedMs: CHANGED_MS, shownMs: CHANGED_MS }),
        }),
        on('2027-01-10T12:00'),
      )
      .reads('2027-01-10T12:00', SILENT, 5_990);

  it.each([
    ['its day', {}],
    ['the day on which it was listed', UNDATED],
  ])('is for what was sold on %s, where its answer tells no amount', (_which, day) => {
    const told = changed().reads('2027-01-12T08:00', says('CON', { amountCents: undefined, ...day }), 5_990);
    expect(told.charge).toMatchObject({ amountCents: 4_990, amountAssumed: true });
    expect(summarise(told.record.ledger).paidCents).toBe(4_990);
    expect(flagsOf(told.record, on('2027-01-12T08:00'))).toEqual([]);
  });

  it('is for that, too, where a person decides it; and that is assumed', () => {
    const told = changed();
    const context = on('2027-01-26T08:00');
    const unknown = { nit: asNit('c1'), outcome: 'unknown', knownBy: 'query' } as const;
    const seen = { firstSeenAt: '2027-01-10T08:00:00.000Z', knownAt: '2027-01-24T08:00:00.000Z' };
    const cycles = told.record.ledger.cycles.map((cycle) => ({
      ...cycle,
      charges: [{ ...unknown, ...seen }],
    }));
    told
      .to((known) => ({ ...known, ledger: { ...known.ledger, cycles } }), context)
      .to((known) => foundPaid(known, context), context);
    expect(told.charge).toMatchObject({ outcome: 'paid', amountCents: 4_990, amountAssumed: true });
  });

  it('is right at either amount where somebody accepted what was changed in the portal', () => {
    const told = new Told().reads('2027-01-10T08:00', SILENT).reads('2027-01-11T12:00', SILENT, 5_990);
    const context = on('2027-01-11T12:30');
    expect(flagsOf(told.record, context)).toEqual(['terms_differ']);
    told
      .to((known) => acknowledge(known, ['terms_differ'], context), context)
      .reads('2027-01-12T08:00', says('CON'), 5_990);
    expect(told.charge).toMatchObject({ amountCents: 4_990 });
    expect(attentionOf(told.record, on('2027-01-12T08:00'))).toEqual([]);
  });
});
