import { earliestNextDueDate, type IsoDate } from '../calendar';
import { endedWithoutDecision } from '../ledger/assign-charge';
import { dayOf } from '../ledger/charge-day';
import type { Charge } from '../ledger/charge';
import {
  currentCycle,
  isOpen,
  passedOver,
  replaceCycle,
  withCharge,
  withCycle,
  type Cycle,
  type Ledger,
} from '../ledger/ledger';

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
 *
 * @param number - of the cycle that the date was meant for: it may have been charged on it before anybody knew that it was set
 */
export function redatedByCommand(ledger: Ledger, nextDate: IsoDate, number?: number): Ledger {
  const repeated = repeatedOn(ledger, nextDate, number);
  if (repeated !== undefined) {
    const { cycle, charge } = repeated;
    const charges = cycle.charges.filter((one) => one !== charge);
    const dated = redated(replaceCycle(ledger, { ...cycle, charges }), nextDate, number);
    const hasPlace = dated.cycles.some((one) => one.number === cycle.number + 1);
    return hasPlace ? withCharge(dated, cycle.number + 1, charge) : ledger;
  }
  return redated(ledger, nextDate, number);
}

/**
 * The cycle that a charge of a date belongs to, by its number; undefined without one. Within days of the charge before, it was filed
 * as its repetition, and is that of the cycle after it.
 */
export function numberChargedOn({ cycles }: Ledger, date: IsoDate): number | undefined {
  const isOfDate = (charge: Charge): boolean => dayOf(charge) === date;
  const cycle = cycles.findLast(({ charges }) => charges.some(isOfDate));
  if (cycle === undefined) return undefined;
  // One that failed before was tried again: that is no repetition.
  const before = cycle.charges.slice(0, cycle.charges.findIndex(isOfDate));
  const isRepetition = cycle.dueDate < date && !before.every(endedWithoutDecision);
  return isRepetition ? cycle.number + 1 : cycle.number;
}

/**
 * The charge of the date that was set, where it was read before that was known: within days of the charge before it reads as its
 * repetition.
 */
function repeatedOn(
  { cycles }: Ledger,
  nextDate: IsoDate,
  number?: number,
): { cycle: Cycle; charge: Charge } | undefined {
  const cycle = cycles.find((one) => number !== undefined && one.number === number - 1);
  const charge = cycle?.charges.slice(1).find((one) => dayOf(one) === nextDate);
  const isOwn = cycle === undefined || cycle.dueDate >= nextDate;
  return isOwn || charge === undefined ? undefined : { cycle, charge };
}

function redated(ledger: Ledger, nextDate: IsoDate, number?: number): Ledger {
  const charged = ledger.cycles.find(
    (cycle) => cycle.number === number && cycle.charges.some((charge) => dayOf(charge) === nextDate),
  );
  const current = currentCycle(ledger);
  const meant = charged ?? (current !== undefined && isOpen(current) ? current : undefined);
  if (meant === undefined) return withCycle(ledger, nextDate);
  const { originalDate, plannedDate, ...cycle } = meant;
  return replaceCycle(ledger, { ...cycle, dueDate: nextDate });
}
