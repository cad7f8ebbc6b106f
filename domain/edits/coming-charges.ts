import { isShortenedBySome, nextOfRhythm, shifted, type IsoDate } from '../calendar';
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
  const dates = datesFrom(from, terms, fields.nextDate === undefined, Math.min(left, CHARGES_SHOWN));
  return dates.map((date) => ({ date, amountCents }));
}

/**
 * A date and those that follow it. The gateway's own are counted from the first that was sold where that is their rhythm: a short month does
 * not change the day for good. A date that is set begins a rhythm of its own.
 *
 * Example: sold from 31 January; after 28 February comes 31 March.
 */
function datesFrom(
  from: IsoDate,
  { firstDate, intervalMonths }: SubscriptionRecord['terms'],
  isGateways: boolean,
  count: number,
): IsoDate[] {
  const isSold =
    isGateways &&
    isShortenedBySome(firstDate) &&
    nextOfRhythm(firstDate, intervalMonths, shifted(from, 0, -1)) === from;
  const dates: IsoDate[] = [];
  for (
    let date = from;
    dates.length < count;
    date = nextOfRhythm(isSold ? firstDate : from, intervalMonths, date)
  )
    dates.push(date);
  return dates;
}
