import { chargeMomentMs, isAboutSameDate, isAroundMonthEnd, shifted, type IsoDate } from '../calendar';
import type { ScheduleFacts } from '../gateway/answers';
import { phaseOf } from '../gateway/status';
import { asNit } from '../ids';
import { dayOf } from '../ledger/charge-day';
import { chargeByNit } from '../ledger/ledger';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { Edit } from './edit';

/** What a schedule shows of an edit. */
export type Shown = 'same' | 'other' | 'invisible';

/** What of an edit a query shows. What an answer leaves out, as a card, it does not show. */
export function shownOf(
  record: SubscriptionRecord,
  edit: Edit,
  facts: ScheduleFacts,
  { nowMs }: RuleContext,
): Shown {
  const { status, amountCents, nextDate, installments } = edit.fields;
  const isFinished = phaseOf(facts.status) === 'finished';
  const fields = [
    isFinished ? undefined : same(status, facts.status),
    same(amountCents, facts.amountCents),
    same(installments, facts.installments),
    nextDate === undefined || facts.nextDate === undefined
      ? undefined
      : !isChargedBefore(edit, facts, nowMs) && isDateSet(record, edit, nextDate, facts),
  ].filter((shown) => shown !== undefined);
  if (fields.includes(false)) return 'other';
  return fields.length > 0 ? 'same' : 'invisible';
}

const same = <Value>(wanted: Value | undefined, shown: Value | undefined): boolean | undefined =>
  wanted === undefined || shown === undefined ? undefined : wanted === shown;

/**
 * Whether the date was set. Where nobody answered the send, and the schedule was executed since, the day of that execution tells; around a
 * month's end, where the date that follows says little, it is waited for.
 */
function isDateSet(record: SubscriptionRecord, edit: Edit, wanted: IsoDate, facts: ScheduleFacts): boolean {
  if (facts.nextDate === wanted) return true;
  if (edit.answered !== true && hasListedMore(edit, facts)) {
    const day = firstDaySince(record, edit, facts);
    if (day !== undefined || isAroundMonthEnd(wanted)) return day === wanted;
  }
  return isDateShown(edit, wanted, facts, record.terms.intervalMonths);
}

export const isOfDateBefore = (record: SubscriptionRecord, edit: Edit, facts: ScheduleFacts): boolean => {
  const day = edit.answered === true ? undefined : firstDaySince(record, edit, facts);
  return edit.fields.nextDate !== undefined && day !== undefined && day !== edit.fields.nextDate;
};

/** The day of the first execution that was listed since the send, once it has been read. */
function firstDaySince(record: SubscriptionRecord, edit: Edit, facts: ScheduleFacts): IsoDate | undefined {
  return daysSince(record, edit, facts)?.at(0);
}

/** The days of the executions that were listed since the send, earliest first, once all of them have been read; undefined before. */
export function daysSince(
  { ledger }: SubscriptionRecord,
  { executionsBefore }: Edit,
  { nits }: ScheduleFacts,
): IsoDate[] | undefined {
  const since = nits
    .slice(executionsBefore?.listed ?? nits.length)
    .map((nit) => chargeByNit(ledger, asNit(nit)));
  const days = since.flatMap((charge) =>
    charge === undefined || charge.outcome === 'unknown' ? [] : [dayOf(charge)],
  );
  return days.length < since.length ? undefined : days.sort();
}

/** The date itself; or one that is whole cycles after it, once it has been charged. */
function isDateShown(
  edit: Edit,
  wanted: IsoDate,
  { nextDate = '', ...facts }: ScheduleFacts,
  interval: number,
): boolean {
  if (nextDate === wanted) return true;
  if (!hasExecuted(edit, facts) || nextDate < wanted) return false;
  const later = Array.from({ length: CYCLES_LOOKED_AT }, (_, cycle) =>
    shifted(wanted, (cycle + 1) * interval, 0),
  );
  // A month's end can shift it; anything else that is near is another date.
  return later.some((date) =>
    isAroundMonthEnd(wanted) ? isAboutSameDate(date, nextDate) : date === nextDate,
  );
}

/** Executions of a date that can have come before anybody looked. */
const CYCLES_LOOKED_AT = 12;

/**
 * The schedule was executed after a send that nobody answered, and before the date that it was to set: on the date before, that is. What
 * follows that date by the gateway's own rule is no sign of the edit, whatever date it is.
 */
export const isChargedBefore = (edit: Edit, facts: ScheduleFacts, nowMs: number): boolean =>
  edit.fields.nextDate !== undefined &&
  edit.answered !== true &&
  chargeMomentMs(edit.fields.nextDate) > nowMs &&
  hasExecuted(edit, facts);

const hasExecuted = (edit: Edit, facts: ScheduleFacts): boolean =>
  (facts.currentTimes ?? 0) > (edit.executionsBefore?.counted ?? 0) || hasListedMore(edit, facts);

export const hasListedMore = ({ executionsBefore }: Edit, { nits }: Pick<ScheduleFacts, 'nits'>): boolean =>
  nits.length > (executionsBefore?.listed ?? nits.length);
