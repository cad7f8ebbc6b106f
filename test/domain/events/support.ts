import { withEvents } from '../../../domain/events/derive';
import type { KeptEvent } from '../../../domain/events/event';
import type { Opening } from '../../../domain/opening/opening';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { orderOf, running, START_MS } from '../support/record';

const DAY_MS = 86_400_000;
export const LATER_MS = START_MS + DAY_MS;
export const LATER = '2027-01-02T12:00:00.000Z';

/** A subscription whose workflow has just taken the order. */
export const born = (): SubscriptionRecord => {
  const order = orderOf();
  return withEvents(undefined, newRecord(order, START_MS), START_MS);
};

/** What a step that changes these parts makes of a record. */
export const step = (
  before: SubscriptionRecord,
  changes: Partial<SubscriptionRecord>,
  nowMs = LATER_MS,
): SubscriptionRecord => withEvents(before, { ...before, ...changes }, nowMs);

/** A running subscription that has told of itself. */
export const told = (): SubscriptionRecord => {
  const before = born();
  return step(before, { ...running(), events: eventsOf(before) }, START_MS);
};

/** The same with another status of the schedule at the gateway. */
export const withStatus = (record: SubscriptionRecord, status: string): Partial<SubscriptionRecord> => ({
  schedule: { ...record.schedule, snapshot: { ...record.schedule.snapshot, status } },
});

export const ended = (record: SubscriptionRecord, changes: object): Partial<SubscriptionRecord> => ({
  opening: { ...record.opening, stage: 'ended', ...changes } as Opening,
});

export const eventsOf = (record: SubscriptionRecord): NonNullable<SubscriptionRecord['events']> => {
  if (record.events === undefined) throw new Error('it has told nothing');
  return record.events;
};
export const keptIn = (record: SubscriptionRecord): KeptEvent[] => eventsOf(record).kept;
export const newest = (record: SubscriptionRecord): KeptEvent | undefined => keptIn(record).at(-1);

/** What one record tells that the other had not told, by type. */
export const toldSince = (before: SubscriptionRecord, after: SubscriptionRecord): string[] =>
  (after.events?.kept ?? [])
    .filter(({ sequence }) => sequence > (before.events?.last ?? 0))
    .map(({ type }) => type);
