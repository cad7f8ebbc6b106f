import { coversCounter, uncounted, type Counter } from '../ledger/anomalies';
import { allCharges } from '../ledger/ledger';
import { isUndecided } from '../ledger/outcomes';
import { isExplained } from '../ledger/explained';
import { phaseOf } from '../gateway/status';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';

/** The gateway's counter with what is known about it. */
function counterOf({ schedule }: SubscriptionRecord): Counter {
  const unread = new Set([...Object.keys(schedule.unreadSince), ...(schedule.reading?.queue ?? [])]);
  return {
    currentTimes: schedule.snapshot.currentTimes ?? 0,
    atStart: schedule.counterAtStart,
    immediateListed: schedule.immediateListed,
    unread: unread.size,
  };
}

/** Keys of the executions that the gateway counts and nobody can name. */
export const uncountedKeys = (record: SubscriptionRecord): string[] =>
  Array.from({ length: uncounted(record.ledger, counterOf(record)) }, (_, index) => String(index + 1));

/** The gateway counts executions that nobody can name, and no person has looked after. */
export const hasUnnamedExecutions = (record: SubscriptionRecord): boolean =>
  uncountedKeys(record).some((key) => !record.acknowledged.includes(UNEXPLAINED + key));

/**
 * What a person has looked after comes again when it happens again: a flag goes by itself once the execution can be named, and the
 * next one that cannot is another one.
 */
export function withoutNamed(record: SubscriptionRecord): SubscriptionRecord {
  // One that is not decided may not be counted yet.
  if (allCharges(record.ledger).some(isUndecided)) return record;
  const unnamed = uncountedKeys(record).map((key) => UNEXPLAINED + key);
  const acknowledged = record.acknowledged.filter(
    (key) => !key.startsWith(UNEXPLAINED) || unnamed.includes(key),
  );
  return acknowledged.length === record.acknowledged.length ? record : { ...record, acknowledged };
}

const UNEXPLAINED = 'counter_unexplained/';

/** True when everything that can have happened by now is in the ledger. */
export function isExplainedNow(record: SubscriptionRecord, { order, nowMs }: RuleContext): boolean {
  const { ledger, schedule } = record;
  return isExplained(ledger, {
    phase: phaseOf(schedule.snapshot.status),
    hasUnknownExecutions: hasUnnamedExecutions(record),
    knowsAllExecutions: hasNoneMissing(record),
    nowMs,
    spreadKey: order.orderId,
  });
}

/** True when the gateway made all executions, and each of them is known. */
export const hasNoneMissing = (record: SubscriptionRecord): boolean =>
  phaseOf(record.schedule.snapshot.status) === 'finished' &&
  record.schedule.snapshot.currentTimes !== undefined &&
  coversCounter(record.ledger, counterOf(record));
