import { isShortenedBySome, shifted, type IsoDate } from '../calendar';
import { LIMITS } from '../limits';
import { currentCycle, isOpen } from '../ledger/ledger';
import type { SubscriptionRecord } from '../subscription/record';
import type { EditFields } from './change';

/** Charges that a preview tells. */
const CHARGES_SHOWN = 3;

/** A charge that the gateway would make. */
export interface ComingCharge {
  date: IsoDate;
  amountCents: number;
}

/** The charges to come, were the fields set now; none while nothing is charged. */
export function comingCharges(
  { schedule, ledger, terms }: SubscriptionRecord,
  fields: EditFields,
): ComingCharge[] {
  const { snapshot } = schedule;
  if ((fields.status ?? snapshot.status) !== 'ATV') return [];
  const current = currentCycle(ledger);
  const due = current !== undefined && isOpen(current) ? current.dueDate : undefined;
  const from = fields.nextDate ?? snapshot.nextDate ?? due;
  if (from === undefined) return [];
  const amountCents = fields.amountCents ?? snapshot.amountCents ?? terms.amountCents;
  const left =
    snapshot.numberOfTimes === undefined
      ? CHARGES_SHOWN
      : Math.max(0, snapshot.numberOfTimes - (snapshot.currentTimes ?? 0));
  const dates = datesFrom(from, terms, fields.nextDate === undefined);
  return Array.from({ length: Math.min(left, CHARGES_SHOWN) }, (_, cycle) => ({
    date: dates(cycle),
    amountCents,
  }));
}

/**
 * The dates that follow one. The gateway's own are counted from the first that was sold where that is their rhythm: a short month does not
 * change the day for good. A date that is set begins a rhythm of its own.
 *
 * Example: sold from 31 January; after 28 February comes 31 March.
 */
function datesFrom(
  from: IsoDate,
  { firstDate, intervalMonths }: SubscriptionRecord['terms'],
  isGateways: boolean,
): (cycle: number) => IsoDate {
  const after = (date: IsoDate, cycles: number): IsoDate => shifted(date, cycles * intervalMonths, 0);
  let passed = 0;
  while (passed < LIMITS.cycles && after(firstDate, passed) < from) passed += 1;
  const isOfRhythm = isGateways && isShortenedBySome(firstDate) && after(firstDate, passed) === from;
  return (cycle) => (cycle === 0 ? from : isOfRhythm ? after(firstDate, passed + cycle) : after(from, cycle));
}
