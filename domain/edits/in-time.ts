import { chargeMomentMs, shifted } from '../calendar';
import { currentCycle } from '../ledger/ledger';
import { LIMITS } from '../limits';
import type { SubscriptionRecord } from '../subscription/record';
import type { EditFields } from './change';
import { onlyStops } from './hold';

/**
 * When the next try of an edit is due, milliseconds: what stops the charges is tried before the job that it is to prevent, however slow
 * its pace has become. A gateway that is back by then charges nobody who has cancelled.
 *
 * Example: due on 10 January, tried every two hours, and next at 03:35 of that day: tried at 02:00, 02:45, 03:10 and 03:22, too.
 */
export function inTimeMs(
  record: SubscriptionRecord,
  fields: EditFields,
  nowMs: number,
  atMs: number,
): number {
  const jobMs = onlyStops(fields) ? nextJobMs(record, nowMs) : undefined;
  if (jobMs === undefined) return atMs;
  const tries = LIMITS.stopTriedBeforeJobMs.map((beforeMs) => jobMs - beforeMs);
  return Math.min(atMs, ...tries.filter((tryMs) => tryMs > nowMs));
}

/** The job of the next date, as far as is known. Where nobody has told for months, the rhythm says which one that is. */
function nextJobMs({ schedule, ledger, terms }: SubscriptionRecord, nowMs: number): number | undefined {
  const date = schedule.snapshot.nextDate ?? currentCycle(ledger)?.dueDate;
  if (date === undefined) return undefined;
  const jobMs = (cycles: number): number => chargeMomentMs(shifted(date, cycles * terms.intervalMonths, 0));
  let cycles = 0;
  while (cycles < LIMITS.cycles && jobMs(cycles) <= nowMs) cycles += 1;
  return jobMs(cycles);
}
