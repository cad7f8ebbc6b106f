import { earliestNextDueDate, type IsoDate } from '../calendar';
import { currentCycle, isOpen, passedOver, replaceCycle, withCycle, type Ledger } from '../ledger/ledger';

/**
 * Of several dates that passed while it was paused, one charge is made up for, that of the last of them; the others were skipped.
 *
 * Example: due on 20 April, monthly, resumed on 4 June for 5 June: April is skipped, and May is charged on 5 June.
 */
export function withEarlierSkipped(ledger: Ledger, nextDate: IsoDate, intervalMonths: number): Ledger {
  const current = currentCycle(ledger);
  if (current === undefined || !isOpen(current)) return ledger;
  const following = earliestNextDueDate(current.dueDate, intervalMonths);
  const grown = withCycle(passedOver(ledger, current, 'skipped'), following);
  return following < nextDate && currentCycle(grown)?.dueDate === following
    ? withEarlierSkipped(grown, nextDate, intervalMonths)
    : ledger;
}

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
