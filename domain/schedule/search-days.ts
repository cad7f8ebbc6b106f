import { dateInSaoPaulo, instantOf, likelyChargeDays, shifted, type IsoDate } from '../calendar';
import type { Nit } from '../ids';
import { dayOf } from '../ledger/charge-day';
import { chargeByNit, cycleOutcome, type Ledger } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { idsOf } from '../opening/opening';
import type { SubscriptionRecord } from '../subscription/record';

/** Days around a date on which what is looked for may be listed: somebody moved the date, or it was tried again. */
const AROUND = [0, -1, 1, -2, 2, -3, 3];

/**
 * The days on which a charge can be found in the gateway's list, the likeliest first: around its own day, if it was told before; one
 * cycle before the gateway's next date, then around each due date that has no charge, then every day since the cycle before.
 */
export function searchDays(
  { ledger, schedule, terms, opening }: SubscriptionRecord,
  nit: Nit,
  nowMs: number,
): IsoDate[] {
  const { cycles } = ledger;
  const today = dateInSaoPaulo(instantOf(nowMs));
  const { nextDate } = schedule.snapshot;
  const started = dateInSaoPaulo(instantOf(idsOf(opening)?.createdAtMs ?? opening.sinceMs));
  const first = cycles.at(-2)?.dueDate ?? started;
  const own = ownDays(ledger, nit);
  const before = nextDate === undefined ? [] : around(shifted(nextDate, -terms.intervalMonths, 0));
  // A charge that is new is not of a cycle far back.
  const recent = cycles.filter(({ dueDate }) => dueDate >= shifted(today, -LIMITS.monthsInDetail, 0));
  const uncharged = recent.filter((cycle) => cycle.charges.length === 0 && cycleOutcome(cycle) !== 'skipped');
  const due = uncharged.slice(-3).flatMap(({ dueDate }) => around(dueDate));
  const rest = likelyChargeDays(first, today, terms.intervalMonths, LIMITS.listDays, nextDate);
  const days = [...own, ...before.slice(0, 1), ...due, ...before.slice(1), today, ...rest];
  return [...new Set(days)].filter((day) => day <= today).slice(0, LIMITS.listDays);
}

/** The days around which a charge that is known is listed: its own, and the date that it was made for. */
export function ownDays(ledger: Ledger, nit: Nit): IsoDate[] {
  const charge = chargeByNit(ledger, nit);
  if (charge === undefined) return [];
  const cycle = ledger.cycles.find(({ charges }) => charges.includes(charge));
  const days = [dayOf(charge), cycle?.dueDate ?? dayOf(charge)];
  return [...new Set([...days, ...days.flatMap(around)])];
}

const around = (date: IsoDate): IsoDate[] => AROUND.map((days) => shifted(date, 0, days));
