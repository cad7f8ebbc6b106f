import { dateInSaoPaulo, instantOf, likelyChargeDays, shifted, type IsoDate } from '../calendar';
import { cycleOutcome } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { idsOf } from '../opening/opening';
import type { SubscriptionRecord } from '../subscription/record';

/** Days around a due date on which it may have been charged: somebody moved it, or it was tried again. */
const AROUND = [0, -1, 1, -2, 2, -3, 3];

/**
 * The days on which a charge can be found in the gateway's list, the likeliest first: one cycle before the gateway's next
 * date, then around each due date that has no charge, then every day since the cycle before.
 */
export function searchDays(
  { ledger, schedule, terms, opening }: SubscriptionRecord,
  nowMs: number,
): IsoDate[] {
  const { cycles } = ledger;
  const today = dateInSaoPaulo(instantOf(nowMs));
  const { nextDate } = schedule.snapshot;
  const started = dateInSaoPaulo(instantOf(idsOf(opening)?.createdAtMs ?? opening.sinceMs));
  const first = cycles.at(-2)?.dueDate ?? started;
  const before = nextDate === undefined ? [] : around(shifted(nextDate, -terms.intervalMonths, 0));
  // A charge that is new is not of a cycle far back.
  const recent = cycles.filter(({ dueDate }) => dueDate >= shifted(today, -LIMITS.monthsInDetail, 0));
  const uncharged = recent.filter((cycle) => cycle.charges.length === 0 && cycleOutcome(cycle) !== 'skipped');
  const due = uncharged.slice(-3).flatMap(({ dueDate }) => around(dueDate));
  const rest = likelyChargeDays(first, today, terms.intervalMonths, LIMITS.listDays, nextDate);
  const days = [...before.slice(0, 1), ...due, ...before.slice(1), today, ...rest];
  return [...new Set(days)].filter((day) => day <= today).slice(0, LIMITS.listDays);
}

const around = (date: IsoDate): IsoDate[] => AROUND.map((days) => shifted(date, 0, days));
