import { askPauseMs, sendPauseMs, slowedMs } from '../calls/cadence';
import { withCode } from '../calls/protocol';
import type { CallOutcome, UnknownReason } from '../gateway/answers';
import { counted } from '../counted';
import { LIMITS } from '../limits';
import { withError } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { EditFields } from './change';
import { concludeEdit } from './conclude-edit';
import { LOOKED_AT, lookingAgain, maySet, type Edit } from './edit';
import { fieldsOf, isImpossible } from './fields-of';
import { inTimeMs } from './in-time';
import { withPauseFirst, withTakenBack } from './take-command';
import { isTakenBack } from './taken-back';
import { commandById } from './known-commands';
import { isOvertaken } from './waiting';

/** A begin is about to be sent: from now on the gateway may post its SEID. */
export const noteBeginning = (record: SubscriptionRecord, context: RuleContext): SubscriptionRecord =>
  withCurrentFields(record, context, (edit, fields) => ({
    ...edit,
    fields,
    stage: 'begin',
    begunAtMs: context.nowMs,
  }));

/**
 * What is about to leave has its fields computed once more, since a date may have passed, or a cycle been charged, while it waited.
 * Where it has become impossible, its command has ended, and nothing is sent.
 */
function withCurrentFields(
  record: SubscriptionRecord,
  context: RuleContext,
  change: (edit: Edit, fields: EditFields) => Edit,
): SubscriptionRecord {
  const { edit } = record;
  const command = edit === undefined ? undefined : commandById(record, edit.command);
  if (edit === undefined || command === undefined) return record;
  const fields = fieldsOf(record, command, context);
  return isImpossible(fields)
    ? concludeEdit(record, edit, { as: 'failed', problem: fields }, context)
    : { ...record, edit: change(edit, fields) };
}

/** Takes the outcome of a begin over. Whether a SEID came is known by the gateway's post alone. */
export function applyBegun(
  record: SubscriptionRecord,
  id: string,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const { edit } = record;
  const { nowMs } = context;
  // What a command has stopped meanwhile is looked for: nothing is sent of it.
  if (edit?.command !== id || edit.stage === 'look') return record;
  if (outcome.kind === 'refused' || outcome.kind === 'denied') {
    const problem = { code: outcome.code, message: outcome.message };
    const isOurDoors = outcome.kind === 'refused' && outcome.authenticityFailed === true;
    const noted = withError(record, nowMs, 'beginEdit', {
      ...problem,
      ...(isOurDoors ? { code: 'authenticity_error' } : {}),
    });
    // Our doors did not take the SEID (docs/gateway.md §8, code 115): they may, next time.
    const mayPass = isOurDoors || (outcome.kind === 'refused' && outcome.credentialsRefused === true);
    if (mayPass) return beginAgain(noted, edit, problem.message, context);
    // The begin of another try: what a send before it came to shows yet.
    return edit.sends > 0 && maySet(edit)
      ? { ...noted, edit: lookingAgain(edit, nowMs) }
      : fail(noted, edit, problem, context);
  }
  if (outcome.kind === 'not_sent') {
    const noted = withError(record, nowMs, 'beginEdit', { code: outcome.reason, message: NOTHING_ARRIVED });
    return beginAgain(noted, edit, NOTHING_ARRIVED, context);
  }
  if (edit.seid !== undefined) return { ...record, edit: readyToSend(edit, nowMs) };
  const waiting: Edit = {
    ...edit,
    stage: 'await_seid',
    atMs: nowMs + LIMITS.awaitSeidMs,
    waitingFor: "the gateway's post with the SEID",
  };
  return { ...record, edit: waiting };
}

const NOTHING_ARRIVED = 'nothing was sent to the gateway';

/** No SEID came in time: the gateway is asked for another one. The first expires by itself (R5). */
export const withoutSeid = (record: SubscriptionRecord, context: RuleContext): SubscriptionRecord =>
  record.edit === undefined ? record : beginAgain(record, record.edit, 'no SEID came', context);

/** The SEID of the edit under way, as the gateway posted it. */
export function takeSeid(
  record: SubscriptionRecord,
  seid: string,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { edit } = record;
  if (edit === undefined) return record;
  const known = { ...edit, seid };
  return { ...record, edit: edit.stage === 'await_seid' ? readyToSend(known, nowMs) : known };
}

/** Whether a SEID is one that we wait for: our own begin is open, or its reply was lost, and nothing has been sent. */
export function expectsSeid({ edit }: SubscriptionRecord, seid: string): boolean {
  if (edit?.begunAtMs === undefined || edit.stage === 'look') return false;
  // The first one stands: whoever posts another has not been asked by this begin.
  return edit.seid === undefined || edit.seid === seid;
}

const readyToSend = (edit: Edit, nowMs: number): Edit => ({
  ...edit,
  stage: 'send',
  atMs: nowMs,
  waitingFor: 'the edit of the schedule',
});

/** A send is about to leave: from now on it may have arrived. */
export function noteSending(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const { snapshot, listed } = record.schedule;
  const executionsBefore = {
    counted: snapshot.currentTimes ?? 0,
    ...(listed === undefined ? {} : { listed }),
  };
  return withCurrentFields(record, context, (edit, fields) => ({
    ...edit,
    fields,
    sends: edit.sends + 1,
    sentAtMs: context.nowMs,
    executionsBefore,
  }));
}

/** Takes the outcome of a send over. Whatever it was, the schedule has the last word. */
export function applyEditSent(
  record: SubscriptionRecord,
  id: string,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  if (record.edit?.command !== id) return record;
  const edit = withUnclear(record.edit, outcome);
  if (outcome.kind === 'not_sent')
    return afterNotSent(record, { ...edit, sends: Math.max(0, edit.sends - 1) }, outcome, context);
  const looking: Edit = {
    ...edit,
    stage: 'look',
    sentAtMs: nowMs,
    looks: 0,
    atMs: nowMs,
    waitingFor: LOOKED_AT,
  };
  switch (outcome.kind) {
    case 'done':
      return { ...record, edit: { ...withoutDoubt(looking), answered: true, wasAnswered: true } };
    case 'refused':
    case 'denied': {
      const refusal = { code: outcome.code, message: outcome.message };
      return {
        ...withError(record, nowMs, 'sendEdit', refusal),
        edit: { ...withoutDoubt(looking), refusal, refusals: (edit.refusals ?? 0) + 1 },
      };
    }
    case 'unknown': {
      const problem = {
        code: withCode(outcome.reason, outcome.code),
        message: 'the outcome is not known; the schedule is being asked',
      };
      const doubtful = { ...looking, doubt: outcome.reason, atMs: nowMs + askPauseMs(0) };
      return { ...withError(record, nowMs, 'sendEdit', problem), edit: doubtful };
    }
  }
}

/** Counts an answer to a send of a card whose code leaves open whether it was executed. A failing gateway is none. */
function withUnclear(edit: Edit, outcome: CallOutcome): Edit {
  const isUnclear = outcome.kind === 'unknown' && LEAVES_OPEN.includes(outcome.reason);
  if (!isUnclear || outcome.code === undefined || edit.fields.card === undefined) return edit;
  return { ...edit, unclear: { code: outcome.code, times: (edit.unclear?.times ?? 0) + 1 } };
}

const LEAVES_OPEN: readonly UnknownReason[] = ['ambiguous_code', 'unlisted_code'];

function withoutDoubt({ doubt, refusal, answered, ...edit }: Edit): Edit {
  return edit;
}

function afterNotSent(
  record: SubscriptionRecord,
  edit: Edit,
  { reason, cardGone }: Extract<CallOutcome, { kind: 'not_sent' }>,
  context: RuleContext,
): SubscriptionRecord {
  const problem = { code: reason, message: NOTHING_ARRIVED };
  const noted = withError(record, context.nowMs, 'sendEdit', problem);
  if (cardGone === true)
    return concludeEdit(
      noted,
      edit,
      { as: 'failed', problem: { ...problem, message: withoutCard(edit) } },
      context,
    );
  return beginAgain(noted, edit, NOTHING_ARRIVED, context);
}

const withoutCard = ({ sends }: Edit): string =>
  sends === 0
    ? 'the card is no longer in the vault; take it in again and send the command once more'
    : 'the card is no longer in the vault, and whether it was set before is not known; take it in again and send the command once more';

/** Ends a command that came to nothing. A cancellation does not: it is tried for as long as it takes. */
export function fail(
  record: SubscriptionRecord,
  edit: Edit,
  problem: { code: string; message: string },
  context: RuleContext,
): SubscriptionRecord {
  return commandById(record, edit.command)?.change.kind === 'cancel'
    ? beginAgain(record, edit, `${problem.code}: ${problem.message}`, context)
    : concludeEdit(record, edit, { as: 'failed', problem }, context);
}

/**
 * A held edit makes way for a pause: whatever it waits for, the charges are to stop. One that has been held for too long has come to
 * nothing.
 */
export function endHold(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const { edit } = record;
  if (edit === undefined) return record;
  const paused = withPauseFirst(record, context);
  return paused === record
    ? fail(record, edit, gaveUp(edit, 'what has been charged is not known'), context)
    : paused;
}

/** Begins anew, at a pace that gets slower: a cancellation may be tried for months. Fields are computed again: a date may have passed meanwhile. */
export function beginAgain(
  record: SubscriptionRecord,
  edit: Edit,
  why: string,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const command = commandById(record, edit.command);
  if (command === undefined) return record;
  if (isOvertaken(record, command)) return concludeEdit(record, edit, { as: 'overtaken' }, context);
  const takenBack = withTakenBack(record, edit, command, context);
  if (takenBack !== undefined) return takenBack;
  if (isTakenBack(record, command) && edit.sends > 0 && maySet(edit))
    return { ...record, edit: lookingAgain(edit, nowMs) };
  const fields = fieldsOf(record, command, context);
  if (isImpossible(fields)) return concludeEdit(record, edit, { as: 'failed', problem: fields }, context);
  if (edit.unclear !== undefined && edit.unclear.times >= LIMITS.unclearCardAnswers)
    return concludeEdit(record, edit, { as: 'failed', problem: unclearProblem(edit.unclear) }, context);
  const isGivenUp = command.change.kind !== 'cancel' && nowMs - edit.sinceMs >= LIMITS.editForMs;
  if (isGivenUp) return concludeEdit(record, edit, { as: 'failed', problem: gaveUp(edit, why) }, context);
  // What became of the send before is known by now: it shows, or it is set once more.
  const { seid, begunAtMs, ...rest } = withoutDoubt(edit);
  const begins = edit.begins + 1;
  const again: Edit = {
    ...rest,
    stage: 'begin',
    fields,
    begins,
    atMs: inTimeMs(record, fields, nowMs, nowMs + slowedMs(sendPauseMs(begins), nowMs - edit.sinceMs)),
    waitingFor: `the edit again: ${why}`,
  };
  return withPauseFirst({ ...record, edit: again }, context);
}

/** A command was tried for as long as it may be. */
function gaveUp(edit: Edit, why: string): { code: string; message: string } {
  const isOpen = edit.sends > 0 && maySet(edit);
  const message = `tried for ${String(LIMITS.editForMs / DAY_MS)} days: ${why}`;
  return { code: 'gave_up', message: isOpen ? `${message}; whether it was set is not known` : message };
}

const DAY_MS = 86_400_000;

/** Answered so often that another try says nothing new; no query shows a card. */
const unclearProblem = ({
  code,
  times,
}: NonNullable<Edit['unclear']>): { code: string; message: string } => ({
  code,
  message: `the gateway answered ${counted(times, 'time', 'times')} without saying whether the card was set, last with code ${code}: it is not known`,
});
