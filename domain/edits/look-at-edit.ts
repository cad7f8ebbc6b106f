import { chargeMomentMs, dateInSaoPaulo, instantOf } from '../calendar';
import { askPauseMs } from '../calls/cadence';
import type { ScheduleFacts } from '../gateway/answers';
import { isOver, phaseOf } from '../gateway/status';
import { LIMITS } from '../limits';
import { formatReais } from '../money';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { beginAgain, fail } from './apply-edit';
import { fieldsInWords } from './change';
import { isOpenCommand, SCHEDULE_OVER } from './command';
import { concludeEdit, withDone, withResumedDate } from './conclude-edit';
import { maySet, type Edit } from './edit';
import { daysSince, hasListedMore, isChargedBefore, isOfDateBefore, shownOf } from './shown';
import { dateOfRhythmAfter } from './fields-of';
import { withoutGivenWay } from './given-way';
import { goesOnOnly, perhapsSoAlready } from './going-on';
import { onlyStops } from './hold';
import { afterFirstLook, goesOnByItself, withPauseFirst } from './take-command';
import { isTakenBack, takenBackBy } from './taken-back';
import { commandById, withEnded } from './known-commands';
import { isStopWaiting, whyOvertaken } from './waiting';

/**
 * Holds what the schedule says against the edit under way, field by field. An edit is done when it shows, and not because
 * its send was answered.
 */
export function lookAtEdit(
  record: SubscriptionRecord,
  facts: ScheduleFacts,
  context: RuleContext,
): SubscriptionRecord {
  const noted = withGivenWayTold(noteInactive(record, facts, context), facts, context);
  return noted.edit === undefined
    ? noted
    : compare(noted, withWhatIsSought(noted, noted.edit), facts, context);
}

/** An edit that only looks so far looks for what would be so by now: a schedule that was inactive can have been made active. */
function withWhatIsSought(record: SubscriptionRecord, edit: Edit): Edit {
  const command = commandById(record, edit.command);
  const fields =
    edit.stage === 'look' && edit.sends === 0 && command !== undefined
      ? perhapsSoAlready(record, command)
      : undefined;
  return fields === undefined ? edit : { ...edit, fields };
}

/** Holds what the schedule says against what made way for a stop. */
function withGivenWayTold(
  record: SubscriptionRecord,
  facts: ScheduleFacts,
  context: RuleContext,
): SubscriptionRecord {
  return (record.gaveWay ?? []).reduce((known, edit) => tellGivenWay(known, edit, facts, context), record);
}

function tellGivenWay(
  record: SubscriptionRecord,
  edit: Edit,
  facts: ScheduleFacts,
  context: RuleContext,
): SubscriptionRecord {
  const command = commandById(record, edit.command);
  const known = withoutGivenWay(record, edit.command);
  if (command === undefined) return known;
  if (!isOpenCommand(command)) return withSoughtDate(record, edit, facts, context);
  const shown = shownOf(record, edit, facts, context);
  if (shown === 'same' || (shown === 'invisible' && edit.wasAnswered === true))
    return withDone(known, command, edit.fields.nextDate, context);
  if (shown === 'other' && !hasSettled(edit, context.nowMs)) return record;
  // It waits behind a pause, and is begun anew after it.
  if (command.state === 'planned') return shown === 'invisible' ? record : known;
  const isKnown = shown === 'other' && !(edit.fields.nextDate !== undefined && hasListedMore(edit, facts));
  const why = whyOvertaken(record, command, isKnown ? 'not_set' : 'maybe');
  return withEnded(known, command, 'withdrawn', context, why);
}

/** A command that has ended may have set its date: the next date tells, or the days of what was executed since. */
function withSoughtDate(
  record: SubscriptionRecord,
  edit: Edit,
  facts: ScheduleFacts,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { nextDate } = edit.fields;
  const days = daysSince(record, edit, facts);
  const isWaitedFor = nowMs - edit.sinceMs < LIMITS.editForMs;
  if (days === undefined && isWaitedFor) return record;
  const isSet = nextDate !== undefined && [facts.nextDate, ...(days ?? [])].includes(nextDate);
  const known = withoutGivenWay(record, edit.command);
  return isSet ? withResumedDate(known, nextDate, nowMs) : known;
}

function compare(
  record: SubscriptionRecord,
  edit: Edit,
  facts: ScheduleFacts,
  context: RuleContext,
): SubscriptionRecord {
  if (isOver(phaseOf(facts.status))) {
    // What it set last can still show.
    const isSet = edit.stage === 'look' && shownOf(record, edit, facts, context) === 'same';
    const conclusion = isSet ? ({ as: 'done' } as const) : ({ as: 'over', problem: SCHEDULE_OVER } as const);
    // The commands that waited behind it have come too late as well.
    return lookAtEdit(concludeEdit(record, edit, conclusion, context), facts, context);
  }
  if (edit.stage !== 'look') {
    const isSetBefore =
      edit.isUnseen === true && edit.stage !== 'send' && shownOf(record, edit, facts, context) === 'same';
    return isSetBefore || goesOnByItself(record, facts)
      ? concludeEdit(record, edit, { as: 'done' }, context)
      : record;
  }
  const { isUnseen, ...seen } = edit;
  const looked = { ...seen, looks: edit.looks + 1 };
  switch (shownOf(record, edit, facts, context)) {
    case 'same':
      return concludeEdit(withDateSet(record, edit, facts), looked, { as: 'done' }, context);
    case 'invisible':
      return afterInvisible(withDateSet(record, edit, facts), looked, context);
    case 'other':
      return afterOther(record, looked, facts, context);
  }
}

/**
 * A question met silence: the next one about the edit comes at a growing pace. What is to stop the charges does not wait for that. Once the
 * send can be on its way no more, it goes first; the next answer tells what became of the edit before it. One that was sent itself, and was
 * not answered, is sent again: INA twice leaves the schedule as INA once does.
 */
export function withEditUnseen(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const { edit } = record;
  const { nowMs } = context;
  if (edit?.stage !== 'look' || edit.atMs > nowMs) return record;
  const isStop = onlyStops(edit.fields);
  const command = commandById(record, edit.command);
  if (isStop && edit.refusal !== undefined && !maySet(edit))
    return afterRefusal(record, edit, edit.refusal, context);
  const isToBeSet =
    isStop && edit.answered !== true && command !== undefined && !isTakenBack(record, command);
  const goesOn = isStopWaiting(record) || isToBeSet;
  const looked = { ...edit, looks: edit.looks + 1 };
  // Nothing of it was sent: a pause behind it need not wait for what it looks for.
  if (edit.sends === 0) return withPauseFirst(lookAgain(record, looked, nowMs), context);
  if (!hasSettled(edit, nowMs) || !goesOn) return lookAgain(record, looked, nowMs);
  // No query would show it.
  if (edit.fields.card !== undefined && edit.answered === true)
    return concludeEdit(record, edit, { as: 'done' }, context);
  const unseen: Edit = { ...edit, isUnseen: true };
  // As it was sent: what it would set by now says nothing about that.
  const { seid, ...waiting } = unseen;
  const paused = withPauseFirst({ ...record, edit: { ...waiting, stage: 'begin' } }, context);
  return paused.edit?.command === edit.command
    ? beginAgain(record, unseen, 'nobody tells what became of it', context)
    : paused;
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
  if (edit.sends === 0) return afterFirstLook(record, edit, context);
  if (edit.refusal !== undefined) return afterRefusal(record, edit, edit.refusal, context);
  // An execution that is not decided yet: what it did to the date shows later, and another one must not be caused meanwhile.
  const isExecuting = edit.fields.nextDate !== undefined && hasListedMore(edit, facts);
  const isWaitedFor = isExecuting && nowMs - edit.sinceMs < LIMITS.editForMs;
  const isTooEarly = isChargedBefore(edit, facts, nowMs) || isOfDateBefore(record, edit, facts);
  if (!hasSettled(edit, nowMs) || (isWaitedFor && !isTooEarly && !isStopWaiting(record)))
    return lookAgain(record, edit, nowMs);
  const command = commandById(record, edit.command);
  const back = command === undefined ? undefined : takenBackBy(record, command);
  if (back !== undefined) {
    // What takes it back can be done by a look alone, which must not be mistaken. Another one sets the schedule itself.
    const mayShow = edit.wasAnswered === true && nowMs - (edit.sentAtMs ?? 0) < LIMITS.answeredShowsWithinMs;
    return mayShow && goesOnOnly(back.change)
      ? lookAgain(record, edit, nowMs)
      : beginAgain(record, withoutAnswer(edit), 'it does not show', context);
  }
  // Begun anew it waits until that charge has been read, and ends where it was the one of its cycle.
  if (isTooEarly) return beginAgain(record, edit, 'the date before was executed', context);
  if (isWaitedFor) return beginAgain(record, edit, 'an execution is not decided', context);
  if (edit.answered !== true && !isExecuting) return beginAgain(record, edit, 'it never arrived', context);
  const message = `sent ${fieldsInWords(edit.fields)}, the gateway shows ${factsInWords(facts)}`;
  return fail(record, edit, { code: 'edit_differs', message }, context);
}

/** It was answered with success, and the schedule tells otherwise since: it is set no more. */
const withoutAnswer = ({ answered, wasAnswered, ...edit }: Edit): Edit => edit;

/** A SEID may have expired on the way: another one is tried once, and then the refusal stands. */
function afterRefusal(
  record: SubscriptionRecord,
  edit: Edit,
  problem: { code: string; message: string },
  context: RuleContext,
): SubscriptionRecord {
  const { refusals = 0, sends, fields } = edit;
  if (refusals < LIMITS.refusedEditSends)
    return beginAgain(record, edit, `refused with code ${problem.code}`, context);
  const isUnknown = fields.card !== undefined && sends > refusals;
  const message = `${problem.message}; whether the card was set by an earlier send is not known`;
  return fail(record, edit, isUnknown ? { ...problem, message } : problem, context);
}

/** An answer that names no date, as an inactive schedule may, leaves the one that was set as the last one known. */
function withDateSet(
  record: SubscriptionRecord,
  { fields, answered }: Edit,
  { nextDate }: ScheduleFacts,
): SubscriptionRecord {
  if (answered !== true || fields.nextDate === undefined || nextDate !== undefined) return record;
  const { schedule } = record;
  return {
    ...record,
    schedule: { ...schedule, snapshot: { ...schedule.snapshot, nextDate: fields.nextDate } },
  };
}

/** A request can still be on its way for a while; only then "nothing shows" is believed. */
const hasSettled = ({ sentAtMs = 0 }: Edit, nowMs: number): boolean =>
  nowMs - sentAtMs >= LIMITS.believeNothingAfterMs;

const lookAgain = (record: SubscriptionRecord, edit: Edit, nowMs: number): SubscriptionRecord => ({
  ...record,
  edit: { ...edit, atMs: nowMs + askPauseMs(edit.looks) },
});

/** Whatever told it: once the gateway says that a cancelled schedule is inactive, it counts, and the date that it prevents is known. */
function noteInactive(
  record: SubscriptionRecord,
  { status }: ScheduleFacts,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { cancellation, schedule } = record;
  if (cancellation === undefined) return record;
  if (phaseOf(status) === 'active') {
    // What was paused runs: taken back, the cancellation leaves it so.
    const { wasInactive, ...known } = cancellation;
    return wasInactive === true ? { ...record, cancellation: known } : record;
  }
  if (phaseOf(status) !== 'inactive' || cancellation.inactiveAt !== undefined) return record;
  const at = instantOf(nowMs);
  const today = dateInSaoPaulo(at);
  const told = schedule.snapshot.nextDate;
  const isPrevented = told !== undefined && chargeMomentMs(told) > nowMs;
  const nextDate = isPrevented ? told : dateOfRhythmAfter(record, today, told);
  return { ...record, cancellation: { ...cancellation, inactiveAt: at, nextDate } };
}

function factsInWords({ status, amountCents, nextDate }: ScheduleFacts): string {
  const amount = amountCents === undefined ? 'no amount' : formatReais(amountCents);
  return `status ${status}, ${amount}, next date ${nextDate ?? '–'}`;
}
