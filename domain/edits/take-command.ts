import { instantOf } from '../calendar';
import { currentCycle, isOpen } from '../ledger/ledger';
import { definedOnly } from '../defined-only';
import { phaseOf } from '../gateway/status';
import { withAudit } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { changeInWords, type Change } from './change';
import { isOpenCommand, OVERTAKEN, takingBack, type Cancellation, type Command } from './command';
import { commandById, withCommand, withEnded } from './known-commands';
import { hasMetTrouble, lookingAgain, lookingEdit, maySet, newEdit, type Edit } from './edit';
import { fieldsOf, isImpossible } from './fields-of';
import { givenWayOf, isRemembered, withGivenWay, withoutGivenWay } from './given-way';
import { goesOnOnly, perhapsSoAlready } from './going-on';
import { holdOf } from './hold';
import {
  isBetweenSends,
  isStillOurs,
  isTakenBack,
  isUnset,
  takenBackBy,
  TAKES_BACK,
  withdraw,
} from './taken-back';
import { isCancelWaiting, pauseWaiting, whyOvertaken } from './waiting';

/** A command as it comes in. */
export type NewCommand = Pick<Command, 'id' | 'change' | 'by' | 'reason'>;

/**
 * Writes a command down. Commands are carried out one after another in the order of their acceptance. A cancellation overtakes
 * everything that has not been sent. A pause ends a resume that has not been set, and goes before an edit that is held or is being
 * tried.
 */
export function takeCommand(
  record: SubscriptionRecord,
  command: NewCommand,
  context: RuleContext,
): SubscriptionRecord {
  if (commandById(record, command.id) !== undefined) return record;
  const { change, by, reason } = command;
  const { nowMs } = context;
  const taken: Command = {
    ...command,
    at: instantOf(nowMs),
    state: 'planned',
    ...(namesDate(change) ? { cycle: cycleToMove(record) } : {}),
  };
  const what = `asked to ${changeInWords(change)}`;
  const told = withAudit(withCommand(record, taken), nowMs, 'command_accepted', what, { by, reason });
  return withNextEdit(lookedAtNow(withEarlierMadeWay(told, taken, context), context), context);
}

/** What a command means for those before it. */
function withEarlierMadeWay(
  record: SubscriptionRecord,
  taken: Command,
  context: RuleContext,
): SubscriptionRecord {
  const { change } = taken;
  if (change.kind === 'cancel') return cancelled(record, taken, change.when, context);
  if (change.kind === 'pause') return stopped(record, context);
  return withStopLookedAt(withoutUnsetStop(record, change.kind, context), context);
}

/** A stop that may be set, and is to be sent again, is looked for instead once it is taken back. */
function withStopLookedAt(record: SubscriptionRecord, { nowMs }: RuleContext): SubscriptionRecord {
  const { edit } = record;
  const command = edit === undefined ? undefined : commandById(record, edit.command);
  if (edit === undefined || !maySet(edit) || command === undefined) return record;
  if (!isTakenBack(record, command) || !isBetweenSends(record, command)) return record;
  return { ...record, edit: lookingAgain(edit, nowMs) };
}

/** No command waits for a look that is hours ahead: what became of the edit before it is asked at once. */
function lookedAtNow(record: SubscriptionRecord, { nowMs }: RuleContext): SubscriptionRecord {
  const { edit } = record;
  return edit?.stage === 'look' && edit.atMs > nowMs
    ? { ...record, edit: { ...edit, atMs: nowMs, looks: Math.min(edit.looks, 1) } }
    : record;
}

/** Begins the edit of the command that comes next, unless one is under way. */
export function withNextEdit(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  if (record.edit !== undefined) return record;
  const command = (record.commands ?? []).find(({ state }) => state === 'planned');
  return command === undefined ? record : withEditOf(record, command, context);
}

function withEditOf(record: SubscriptionRecord, command: Command, context: RuleContext): SubscriptionRecord {
  const wanted = perhapsSoAlready(record, command);
  if (wanted === undefined) return withSendingEdit(record, command, context);
  const begun = withCommand(record, { ...command, state: 'under_way' });
  return { ...begun, edit: lookingEdit(command, wanted, context.nowMs) };
}

/** Somebody in the portal has done what the edit is to do, before anything of it was sent: the date is theirs. */
export function goesOnByItself(record: SubscriptionRecord, { status }: { status: string }): boolean {
  const command = record.edit === undefined ? undefined : commandById(record, record.edit.command);
  if (command === undefined || !goesOnOnly(command.change) || phaseOf(status) !== 'active') return false;
  return isBetweenSends(record, command);
}

/** Begins what a first look has shown to be needed. */
export function afterFirstLook(
  record: SubscriptionRecord,
  edit: Edit,
  context: RuleContext,
): SubscriptionRecord {
  const command = commandById(record, edit.command);
  return command === undefined ? record : withSendingEdit(record, command, context);
}

function withSendingEdit(
  record: SubscriptionRecord,
  command: Command,
  context: RuleContext,
): SubscriptionRecord {
  const begun = withCommand(record, { ...command, state: 'under_way' });
  const before = givenWayOf(record, command);
  // It may be set already, and charged by now.
  if (before !== undefined && maySet(before))
    return { ...withoutGivenWay(begun, command.id), edit: lookingAgain(before, context.nowMs) };
  const fields = fieldsOf(record, command, context);
  if (isImpossible(fields))
    return withNextEdit(withEnded(record, command, 'failed', context, fields), context);
  const edit = newEdit(command, fields, context.nowMs);
  return { ...withoutGivenWay(begun, command.id), edit: before === undefined ? edit : goingOn(edit, before) };
}

/** An edit that made way begins anew: what its sends came to counts on. */
const goingOn = (
  edit: Edit,
  { sinceMs, sends, answered, wasAnswered, refusals, unclear, sentAtMs, executionsBefore }: Edit,
): Edit => ({
  ...edit,
  ...{ sinceMs, sends },
  ...definedOnly({ refusals, unclear, sentAtMs, executionsBefore, wasAnswered: answered ?? wasAnswered }),
});

/** What a pause puts aside as it comes in. An edit that meets no trouble is done in a moment, and goes first. */
function stopped(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const resumes = (record.commands ?? []).filter(
    (command) => command.change.kind === 'resume' && isStillOurs(record, command),
  );
  const kept = withdraw(record, resumes, () => PAUSED, context);
  const { edit } = kept;
  const isHeld = edit !== undefined && holdOf(kept, edit.fields, context) !== undefined;
  return edit !== undefined && (isHeld || hasMetTrouble(edit)) ? withPauseFirst(kept, context) : kept;
}

const PAUSED = { code: 'overtaken', message: OVERTAKEN.paused };

/** What a resume or an uncancel takes back, and that has not been set, is withdrawn. */
function withoutUnsetStop(
  record: SubscriptionRecord,
  kind: Change['kind'],
  context: RuleContext,
): SubscriptionRecord {
  const stops = (record.commands ?? []).filter(
    (command) => command.change.kind === TAKES_BACK[kind] && isUnset(record, command),
  );
  if (stops.length === 0) return record;
  const kept = withdraw(record, stops, () => TAKEN_BACK, context);
  // Of several cancellations the one that may have been set is taken back.
  const { cancellation } = kept;
  return cancellation?.before === undefined ? kept : { ...kept, cancellation: cancellation.before };
}

/** What stops the charges is not tried once more where a command that waits takes it back: it has not been set. */
export function withTakenBack(
  record: SubscriptionRecord,
  edit: Edit,
  stop: Command,
  context: RuleContext,
): SubscriptionRecord | undefined {
  const back = takenBackBy(record, stop);
  if (back === undefined) return undefined;
  const { seid, sentAtMs, ...unsent } = edit;
  const known: SubscriptionRecord = { ...record, edit: { ...unsent, stage: 'begin' } };
  const freed = withoutUnsetStop(known, back.change.kind, context);
  return freed === known ? undefined : withNextEdit(freed, context);
}

const TAKEN_BACK = { code: 'taken_back', message: 'it was taken back, and is not set' };

/** Puts a pause before the edit that it waits behind; that one waits then, and begins anew after it. */
export function withPauseFirst(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const { edit, ...rest } = record;
  const pause = pauseBehind(record);
  const held = edit === undefined ? undefined : commandById(record, edit.command);
  return edit === undefined || held === undefined || pause === undefined
    ? record
    : withEditOf(withGivenWay(withCommand(rest, waitingAgain(held, edit)), edit), pause, context);
}

const waitingAgain = (command: Command, { sends }: Edit): Command => ({
  ...command,
  state: 'planned',
  ...(sends > 0 ? { wasSent: true } : {}),
});

/**
 * A pause that waits behind an edit that the gateway is not at, where nothing before it decides whether the schedule is active.
 */
export function pauseBehind(record: SubscriptionRecord): Command | undefined {
  const { edit } = record;
  const held = edit === undefined ? undefined : commandById(record, edit.command);
  if (edit === undefined || held === undefined || !isBetweenSends(record, held)) return undefined;
  return pauseWaiting(record);
}

/**
 * The cancellation counts from now on. What was asked for before is withdrawn, unless it is on its way to the gateway, or may be.
 */
function cancelled(
  record: SubscriptionRecord,
  { id, by, reason, at }: Command,
  when: 'now' | 'period_end',
  context: RuleContext,
): SubscriptionRecord {
  const others = (record.commands ?? []).filter((command) => command.id !== id);
  const overtaken = others.filter((command) => isStillOurs(record, command));
  const known = overtaken.reduce(withMaybeSet, record);
  const ended = overtaken.filter(({ id: one }) => !isLookedFor(known, one));
  const withdrawn = withdraw(known, ended, (command) => whyOvertaken(record, command), context);
  const kept = ended.reduce((left, { id: one }) => withoutGivenWay(left, one), withdrawn);
  const nextDate = record.schedule.snapshot.nextDate ?? currentCycle(record.ledger)?.dueDate;
  // One that was being taken back may still stand at the gateway.
  const earlier = record.cancellation;
  const before = earlier?.inactiveAt === undefined ? earlier?.before : withoutBefore(earlier);
  const wasInactive =
    earlier === undefined
      ? phaseOf(record.schedule.snapshot.status) === 'inactive' ||
        overtaken.some(
          (command) => command.change.kind === 'pause' && givenWayOf(known, command) !== undefined,
        )
      : earlier.wasInactive === true;
  // One that was undone elsewhere is carried out once more as it was accepted first: what was charged since is not wanted, and access ends as told.
  const stands = earlier?.inactiveAt !== undefined && takingBack(others) === undefined;
  const cancellation = {
    ...(stands
      ? { when: earlier.when, by: earlier.by, reason: earlier.reason, at: earlier.at }
      : { when, by, reason, at }),
    nextDate,
    ...(before === undefined ? {} : { before }),
    ...(wasInactive ? { wasInactive } : {}),
  };
  return { ...kept, cancellation };
}

const withoutBefore = ({ before, ...cancellation }: Cancellation): Cancellation => cancellation;

/** What was sent, and may be set, makes way without an end: the schedule tells what became of it. */
function withMaybeSet(record: SubscriptionRecord, command: Command): SubscriptionRecord {
  const { edit, ...rest } = record;
  const isOfEdit = edit?.command === command.id;
  const sent = isOfEdit ? edit : givenWayOf(record, command);
  if (sent === undefined || !isRemembered(command, sent)) return record;
  return withGivenWay(withCommand(isOfEdit ? rest : record, { ...command, state: 'under_way' }), sent);
}

/** It made way for what stops the charges, and does not wait to be sent once more. */
const isLookedFor = (record: SubscriptionRecord, id: string): boolean =>
  commandById(record, id)?.state === 'under_way' && record.edit?.command !== id;

/** The cancellation is taken back; a later one stands. */
export function withoutCancellation(record: SubscriptionRecord): SubscriptionRecord {
  const { cancellation, ...kept } = record;
  return isCancelWaiting(record) ? record : kept;
}

const namesDate = (change: Change): boolean => 'nextDate' in change && change.nextDate !== undefined;

/** The cycle that is open, or else the one that comes. */
function cycleToMove({ ledger }: SubscriptionRecord): number {
  const current = currentCycle(ledger);
  if (current === undefined) return 1;
  return isOpen(current) ? current.number : current.number + 1;
}

/** Withdraws every command that waits: our side ends, and nothing of them was sent. */
export function withoutCommands(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const { edit, ...rest } = record;
  const open = (rest.commands ?? []).filter(isOpenCommand);
  return open.reduce<SubscriptionRecord>(
    (known, command) => withEnded(known, command, 'withdrawn', context, RETIRED),
    rest,
  );
}

const RETIRED = { code: 'retired', message: 'we follow the schedule no more' };
