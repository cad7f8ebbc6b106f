import { shifted, type IsoDate } from '../calendar';
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
  return Array.from({ length: Math.min(left, CHARGES_SHOWN) }, (_, cycle) => ({
    date: shifted(from, cycle * terms.intervalMonths, 0),
    amountCents,
  }));
}
