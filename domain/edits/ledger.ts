import type { IsoDate } from '../calendar';
import { currentCycle, isOpen, replaceCycle, withCycle, type Ledger } from '../ledger/ledger';

/**
 * A named person moved the next date: it belongs to the cycle that is open, or else to the one that comes. It is no difference
 * from what was sold, so no other date is remembered.
 */
export function redatedByCommand(ledger: Ledger, nextDate: IsoDate): Ledger {
  const current = currentCycle(ledger);
  if (current === undefined || !isOpen(current)) return withCycle(ledger, nextDate);
  const { originalDate, plannedDate, ...cycle } = current;
  return replaceCycle(ledger, { ...cycle, dueDate: nextDate });
}
