import { askPauseMs } from '../calls/cadence';
import type { ScheduleFacts } from '../gateway/answers';
import { isOver, phaseOf } from '../gateway/status';
import { LIMITS } from '../limits';
import { formatReais } from '../money';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { beginAgain } from './apply-edit';
import { fieldsInWords } from './change';
import { concludeEdit } from './conclude-edit';
import type { Edit } from './edit';

/** What a schedule shows of an edit. */
type Shown = 'same' | 'other' | 'invisible';

/**
 * Holds what the schedule says against the edit under way, field by field. An edit is done when it shows, and not because
 * its send was answered.
 */
export function lookAtEdit(
  record: SubscriptionRecord,
  facts: ScheduleFacts,
  context: RuleContext,
): SubscriptionRecord {
  const { edit } = record;
  if (edit === undefined) return record;
  if (isOver(phaseOf(facts.status))) {
    const concluded = concludeEdit(record, edit, { as: 'over', problem: SCHEDULE_OVER }, context);
    // The commands that waited behind it have come too late as well.
    return lookAtEdit(concluded, facts, context);
  }
  if (edit.stage !== 'look' || edit.sentAtMs === undefined) return record;
  const looked = { ...edit, looks: edit.looks + 1 };
  switch (shownOf(edit, facts)) {
    case 'same':
      return concludeEdit(record, looked, { as: 'done' }, context);
    case 'invisible':
      return afterInvisible(record, looked, context);
    case 'other':
      return afterOther(record, looked, facts, context);
  }
}

const SCHEDULE_OVER = { code: 'schedule_over', message: 'the gateway charges this schedule no more' };

/** A question about the edit met silence: the next one comes at a growing pace. */
export function withEditUnseen(record: SubscriptionRecord, { nowMs }: RuleContext): SubscriptionRecord {
  const { edit } = record;
  if (edit?.stage !== 'look' || edit.atMs > nowMs) return record;
  return lookAgain(record, { ...edit, looks: edit.looks + 1 }, nowMs);
}

/** What a query does not show, as a card: the answer of the send has to do; without one it is set once more. */
function afterInvisible(record: SubscriptionRecord, edit: Edit, context: RuleContext): SubscriptionRecord {
  if (edit.answered === true) return concludeEdit(record, edit, { as: 'done' }, context);
  if (edit.refusal !== undefined) return afterRefusal(record, edit, edit.refusal, context);
  return hasSettled(edit, context.nowMs)
    ? beginAgain(record, edit, 'what became of it cannot be seen', context)
    : lookAgain(record, edit, context.nowMs);
}

function afterOther(
  record: SubscriptionRecord,
  edit: Edit,
  facts: ScheduleFacts,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  if (edit.refusal !== undefined) return afterRefusal(record, edit, edit.refusal, context);
  if (!hasSettled(edit, nowMs)) return lookAgain(record, edit, nowMs);
  if (edit.answered !== true) return beginAgain(record, edit, 'it never arrived', context);
  const message = `sent ${fieldsInWords(edit.fields)}, the gateway shows ${factsInWords(facts)}`;
  return concludeEdit(record, edit, { as: 'failed', problem: { code: 'edit_differs', message } }, context);
}

/** A SEID may have expired on the way: another one is tried once, and then the refusal stands. */
function afterRefusal(
  record: SubscriptionRecord,
  edit: Edit,
  problem: { code: string; message: string },
  context: RuleContext,
): SubscriptionRecord {
  return edit.sends < LIMITS.refusedEditSends
    ? beginAgain(record, edit, `refused with code ${problem.code}`, context)
    : concludeEdit(record, edit, { as: 'failed', problem }, context);
}

/** A request can still be on its way for a while; only then "nothing shows" is believed. */
const hasSettled = ({ sentAtMs = 0 }: Edit, nowMs: number): boolean =>
  nowMs - sentAtMs >= LIMITS.believeNothingAfterMs;

const lookAgain = (record: SubscriptionRecord, edit: Edit, nowMs: number): SubscriptionRecord => ({
  ...record,
  edit: { ...edit, atMs: nowMs + askPauseMs(edit.looks) },
});

/** What of an edit a query shows. Executions since the send have moved the date on. */
function shownOf({ fields, executionsBefore = 0 }: Edit, facts: ScheduleFacts): Shown {
  const { status, amountCents, nextDate, installments } = fields;
  const hasExecuted = (facts.currentTimes ?? 0) > executionsBefore;
  const isDateSame =
    nextDate === undefined ||
    facts.nextDate === nextDate ||
    (hasExecuted && facts.nextDate !== undefined && facts.nextDate > nextDate);
  const isSame =
    (status === undefined || facts.status === status) &&
    (amountCents === undefined || facts.amountCents === amountCents) &&
    (installments === undefined || facts.installments === undefined || facts.installments === installments) &&
    isDateSame;
  if (!isSame) return 'other';
  const isShown =
    [status, amountCents, nextDate].some((field) => field !== undefined) ||
    (installments !== undefined && facts.installments !== undefined);
  return isShown ? 'same' : 'invisible';
}

function factsInWords({ status, amountCents, nextDate }: ScheduleFacts): string {
  const amount = amountCents === undefined ? 'no amount' : formatReais(amountCents);
  return `status ${status}, ${amount}, next date ${nextDate ?? '–'}`;
}
