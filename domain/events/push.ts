import { instantOf } from '../calendar';
import { LIMITS } from '../limits';
import type { SubscriptionRecord } from '../subscription/record';
import type { KeptEvent } from './event';
import { emptyOutbox, type Outbox, type Push, type Undelivered } from './outbox';

/**
 * Notes what a worker of the merchant says about a receiver. One that is configured later gets what happens from then on; one that was
 * away gets what it missed, as far as it is kept.
 *
 * @param toldBefore - sequence of the last event of an earlier attempt at the order, which has told it itself
 */
export function noteReceiver(record: SubscriptionRecord, isOn: boolean, toldBefore = 0): SubscriptionRecord {
  const outbox = record.events ?? emptyOutbox();
  const { push } = outbox;
  if (push?.isOn === isOn) return record;
  const after = push === undefined ? toldBefore : (push.after ?? outbox.last);
  return withPush(record, outbox, { ...push, isOn, ...(isOn ? { after } : {}) });
}

/** The events that are still to be sent, in their order; none while nobody is to be told. */
export function eventsUnsent({ events }: SubscriptionRecord): KeptEvent[] {
  const { push, kept = [] } = events ?? {};
  const after = push?.after;
  if (push?.isOn !== true || after === undefined) return [];
  return kept.filter(({ sequence }) => sequence > after);
}

/** Those of them that the next delivery carries. */
export const eventsToSend = (record: SubscriptionRecord): KeptEvent[] =>
  eventsUnsent(record).slice(0, LIMITS.eventsSentAtOnce);

/** All up to this one have arrived. One that left the record before it could be sent counts as undelivered. */
export function noteDelivered(
  record: SubscriptionRecord,
  sent: readonly KeptEvent[],
  nowMs: number,
): SubscriptionRecord {
  const first = sent.at(0)?.sequence ?? 0;
  const { events } = record;
  const after = events?.push?.after ?? 0;
  const missed =
    first > after + 1 ? { from: after + 1, to: first - 1, problem: 'too many events waited' } : undefined;
  return dealtWith(record, sent, missed === undefined ? undefined : { ...missed, at: instantOf(nowMs) });
}

/** The schedule of attempts is over: whoever looks after it finds them by the flag. */
export function noteUndelivered(
  record: SubscriptionRecord,
  sent: readonly KeptEvent[],
  problem: string,
  nowMs: number,
): SubscriptionRecord {
  const from = (record.events?.push?.after ?? 0) + 1;
  return dealtWith(record, sent, { from, to: sent.at(-1)?.sequence ?? from, at: instantOf(nowMs), problem });
}

/** Events that an earlier attempt at the order had left, and nobody took. Sequences, both included. */
export type GivenUpEvents = Omit<Undelivered, 'at'>;

/**
 * What an earlier attempt at the order had left was given up: whoever looks after this one finds it by the flag.
 *
 * @param toldBefore - sequence of the last event of the earlier attempts
 */
export function noteLeftEvents(
  record: SubscriptionRecord,
  { from, to, problem }: GivenUpEvents,
  { nowMs, toldBefore }: { nowMs: number; toldBefore: number },
): SubscriptionRecord {
  const outbox = record.events ?? emptyOutbox();
  const push: Push = outbox.push ?? { isOn: false, after: toldBefore };
  const undelivered = [...(push.undelivered ?? []), { from, to, at: instantOf(nowMs), problem }];
  return withPush(record, outbox, { ...push, undelivered: undelivered.slice(-LIMITS.undeliveredKept) });
}

function dealtWith(
  record: SubscriptionRecord,
  sent: readonly KeptEvent[],
  missed: Undelivered | undefined,
): SubscriptionRecord {
  const { events } = record;
  if (events?.push === undefined) return record;
  const { push } = events;
  const undelivered = [...(push.undelivered ?? []), ...(missed === undefined ? [] : [missed])];
  const after = sent.at(-1)?.sequence ?? push.after ?? events.last;
  return withPush(record, events, {
    ...push,
    after,
    ...(undelivered.length === 0 ? {} : { undelivered: undelivered.slice(-LIMITS.undeliveredKept) }),
  });
}

const withPush = (record: SubscriptionRecord, outbox: Outbox, push: Push): SubscriptionRecord => ({
  ...record,
  events: { ...outbox, push },
});
