import type { ScheduleFacts } from '../../../domain/gateway/answers';
import type { KnownBy } from '../../../domain/ledger/outcomes';
import { newRecord, type ScheduleWatch, type SubscriptionRecord } from '../../../domain/subscription/record';
import { expectedCharge, expectedPayment, takeFacts } from '../../../domain/subscription/take-facts';
import { at, created, NIT, orderOf, running, scheduleFacts, START_MS } from '../support/record';

const LATER = '2027-01-02T12:00:00.000Z';
const LATER_MS = Date.parse(LATER);
const later = orderOf({ entry: 'start_later', payment: undefined });
const live = (): SubscriptionRecord => running(later, { amountCents: 4_990 });
/** What an answer about the schedule makes of a record. */
const told = (
  facts: Partial<ScheduleFacts>,
  record = live(),
  knownBy: KnownBy = 'query',
  nowMs = LATER_MS,
): SubscriptionRecord =>
  takeFacts(record, { schedule: scheduleFacts({ nextDate: '2027-01-10', ...facts }) }, knownBy, at(nowMs));
const watchOf = ({ schedule }: SubscriptionRecord): ScheduleWatch => schedule;
const linesSince = (before: SubscriptionRecord, { audit }: SubscriptionRecord): string[] =>
  audit.slice(before.audit.length).map(({ event, what }) => `${event}: ${what}`);

describe('an answer of the gateway', () => {
  it('is noted with its moment, beside what else is known of the calls', () => {
    const record = { ...live(), access: { untrustedSinceMs: 1 } };
    expect(takeFacts(record, {}, 'query', at(LATER_MS)).access).toEqual({
      ...{ untrustedSinceMs: 1, answeredAt: LATER },
    });
    expect(watchOf(told({})).answeredAtMs).toBe(LATER_MS);
  });

  it('says nothing of a payment or schedule that is not ours, or before there are any', () => {
    const payment = { nit: 'another', status: 'CON', amountCents: 990 };
    const schedule = scheduleFacts({ sid: 'another', status: 'INA' });
    for (const record of [created(), newRecord(orderOf(), START_MS)]) {
      const { ledger, schedule: watch } = takeFacts(record, { payment, schedule }, 'query', at(LATER_MS));
      expect({ ledger, watch }).toEqual({ ledger: record.ledger, watch: record.schedule });
    }
  });

  it('about a payment is kept; one that was never tried is no charge yet', () => {
    const taken = (status: string): SubscriptionRecord =>
      takeFacts(created(), { payment: { nit: NIT, status, amountCents: 990 } }, 'query', at(LATER_MS));
    expect(taken('NOV')).toMatchObject({ paymentStatus: 'NOV', ledger: { immediate: [] } });
    expect(taken('CON')).toMatchObject({
      paymentStatus: 'CON',
      ledger: { immediate: [{ outcome: 'paid' }] },
    });
  });
});

describe('what the schedule says', () => {
  it('is taken over; what is not told stays', () => {
    const full = { initialDate: '2027-01-10', currentTimes: 2, numberOfTimes: 12, amountCents: 5_990 };
    const record = told(full);
    expect(watchOf(record).snapshot).toEqual({ status: 'ATV', nextDate: '2027-01-10', ...full });
    expect(watchOf(told({ nextDate: '2027-02-10' }, record)).snapshot).toEqual({
      ...{ status: 'ATV', nextDate: '2027-02-10', ...full },
    });
  });

  it('has no field that the gateway has never told', () => {
    const { snapshot } = watchOf(told({}, running(later)));
    expect(Object.keys(snapshot).toSorted()).toEqual(['currentTimes', 'nextDate', 'status']);
    const untold = takeFacts(
      created(),
      { schedule: scheduleFacts({ status: 'NOV' }) },
      'answer',
      at(LATER_MS),
    );
    expect(Object.keys(untold.schedule.snapshot)).toEqual(['status']);
  });

  it('has an amount or a date that cannot be read for as long as the gateway tells it so', () => {
    const unreadable = told({
      amountUnreadable: true,
      nextDateUnreadable: true,
      nextDate: undefined,
    } as object);
    expect(watchOf(unreadable).snapshot).toMatchObject({ amountUnreadable: true, nextDateUnreadable: true });
    expect(watchOf(unreadable).snapshot).not.toHaveProperty('nextDate');
    const { snapshot } = watchOf(told({}, unreadable));
    expect(snapshot).not.toHaveProperty('amountUnreadable');
    expect(snapshot).not.toHaveProperty('nextDateUnreadable');
  });

  it('has a date that cannot be read, whoever was told so', () => {
    const unreadable = told({ nextDateUnreadable: true, nextDate: undefined } as object, live(), 'answer');
    expect(watchOf(unreadable).snapshot).toMatchObject({ nextDateUnreadable: true });
    expect(watchOf(unreadable).snapshot).not.toHaveProperty('nextDate');
  });

  it('must have a next date in the answer to a question, while it is active; nowhere else', () => {
    const none = { nextDate: undefined } as object;
    expect(watchOf(told(none)).snapshot).toMatchObject({ nextDateUnreadable: true });
    expect(watchOf(told(none)).snapshot).not.toHaveProperty('nextDate');
    for (const kept of [told(none, live(), 'answer'), told({ status: 'INA', ...none })]) {
      expect(watchOf(kept).snapshot).toMatchObject({ nextDate: '2027-01-10' });
      expect(watchOf(kept).snapshot).not.toHaveProperty('nextDateUnreadable');
    }
  });

  it('has no next date once all executions are done, whatever the answer repeats', () => {
    expect(watchOf(told({ status: 'FIN' })).snapshot).not.toHaveProperty('nextDate');
  });

  it('is inactive since the answer that said so first, and until the one that says otherwise', () => {
    const inactive = told({ status: 'INA' });
    expect(watchOf(inactive)).toMatchObject({ phaseSinceMs: LATER_MS, inactiveUntil: '2027-01-02' });
    const still = told({ status: 'INA' }, inactive, 'query', Date.parse('2027-01-05T12:00:00.000Z'));
    expect(watchOf(still)).toMatchObject({ phaseSinceMs: LATER_MS, inactiveUntil: '2027-01-05' });
    const activeMs = Date.parse('2027-01-06T12:00:00.000Z');
    const active = told({}, still, 'query', activeMs);
    expect(watchOf(active)).toMatchObject({ phaseSinceMs: activeMs, inactiveUntil: '2027-01-06' });
    expect(watchOf(told({}, active, 'query', activeMs + 1))).toMatchObject({ phaseSinceMs: activeMs });
    expect(watchOf(told({}))).not.toHaveProperty('inactiveUntil');
  });
});

describe('what is changed in the portal', () => {
  it('leaves a line with both values', () => {
    const record = told({ numberOfTimes: 12 });
    const changed = told({ amountCents: 5_990, numberOfTimes: 10 }, record);
    expect(linesSince(record, changed)).toEqual([
      'schedule_changed: the amount was changed from R$ 49,90 to R$ 59,90',
      'schedule_changed: the number of times was changed from 12 to 10',
    ]);
    expect(linesSince(record, told({ amountCents: 4_990, numberOfTimes: 12 }, record))).toEqual([]);
  });

  it('leaves none where a value is told for the first time, or is not told', () => {
    const { schedule, ...rest } = live();
    const { amountCents, ...snapshot } = schedule.snapshot;
    expect(amountCents).toBe(4_990);
    const untold = { ...rest, schedule: { ...schedule, snapshot } };
    const first = told({ amountCents: 5_990, numberOfTimes: 12 }, untold);
    expect(linesSince(untold, first)).toEqual([]);
    expect(linesSince(first, told({}, first))).toEqual([]);
  });

  it('leaves a line when the schedule stops and when it goes on, once each', () => {
    const record = live();
    const inactive = told({ status: 'INA' }, record);
    expect(linesSince(record, inactive)).toEqual([
      'schedule_inactive: the schedule is inactive at the gateway; nothing is charged',
    ]);
    expect(linesSince(inactive, told({ status: 'INA' }, inactive))).toEqual([]);
    expect(linesSince(inactive, told({}, inactive))).toEqual([
      'schedule_active: the schedule is active again at the gateway',
    ]);
    expect(linesSince(inactive, told({ status: 'DES' }, inactive))).toEqual([]);
    expect(linesSince(record, told({}, record))).toEqual([]);
  });

  it('leaves none before the subscription runs, or where the status was not known', () => {
    const opening = created(later);
    expect(linesSince(opening, told({ status: 'INA' }, opening))).toEqual([]);
    const unseen = { ...live(), schedule: { ...live().schedule, snapshot: {} } };
    expect(linesSince(unseen, told({ status: 'INA' }, unseen))).toEqual([]);
  });
});

describe("the gateway's counter before the first scheduled charge", () => {
  const paying = (): SubscriptionRecord => created();
  const read = (facts: Partial<ScheduleFacts>, record = paying(), instant = LATER): ScheduleWatch =>
    watchOf(told(facts, record, 'query', Date.parse(instant)));

  it('is kept as it stood at first: it may count the immediate payment', () => {
    const first = told({ currentTimes: 1 }, paying());
    expect(watchOf(first).counterAtStart).toBe(1);
    expect(read({ currentTimes: 2 }, first).counterAtStart).toBe(1);
    expect(read({ currentTimes: 1, nits: [NIT.toUpperCase()] })).toMatchObject({
      ...{ counterAtStart: 1, immediateListed: true },
    });
  });

  it('is not learnt once a charge may have been made, or before the schedule runs', () => {
    for (const watch of [
      read({ currentTimes: 1 }, paying(), '2027-01-10T12:00:00.000Z'),
      read({ currentTimes: 1, nits: [NIT, 'n1'] }),
      read({ currentTimes: 1, status: 'PEN' }),
      read({ currentTimes: 1, status: 'FIN' }),
      read({}),
    ])
      expect(watch).not.toHaveProperty('counterAtStart');
    // The day counts in São Paulo: 02:00 UTC is the evening before.
    expect(read({ currentTimes: 1 }, paying(), '2027-01-10T02:00:00.000Z').counterAtStart).toBe(1);
  });

  it('counts the immediate payment where that is listed, among others too', () => {
    expect(read({ nits: ['n1', NIT] }).immediateListed).toBe(true);
    expect(read({ nits: ['n1'] })).not.toHaveProperty('immediateListed');
    expect(read({ nits: [] })).not.toHaveProperty('immediateListed');
    const ofSchedule = told({ nits: ['n1'], currentTimes: 1 }, created(later));
    expect(watchOf(ofSchedule)).not.toHaveProperty('immediateListed');
    expect(watchOf(ofSchedule)).not.toHaveProperty('counterAtStart');
  });
});

describe('what a charge is held against', () => {
  it('is what was sold, and what the gateway was to charge when it was asked', () => {
    const record = told({ amountCents: 5_990 });
    expect(expectedCharge(record)).toEqual({ soldCents: 4_990, scheduledCents: 5_990 });
    const reading = { listed: [], queue: [], sinceMs: 1, scheduledCents: 3_990, complete: true };
    const beingRead = { ...record, schedule: { ...record.schedule, reading } };
    expect(expectedCharge(beingRead)).toEqual({ soldCents: 4_990, scheduledCents: 3_990 });
    const untold = { ...record, schedule: { ...record.schedule, snapshot: {} } };
    expect(expectedCharge(untold)).toEqual({ soldCents: 4_990, scheduledCents: 4_990 });
  });

  it('is of the first payment what was asked for now', () => {
    expect(expectedPayment(at(START_MS))).toEqual({ soldCents: 990, scheduledCents: 990 });
    expect(expectedPayment(at(START_MS, later))).toEqual({ soldCents: 4_990, scheduledCents: 4_990 });
  });
});
