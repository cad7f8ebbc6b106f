import { applyFirstLook } from '../adoption/adopt';
import { assertNever } from '../assert-never';
import { applyBegun, applyEditSent, endHold, withoutSeid } from '../edits/apply-edit';
import type { CallOutcome, QueryOutcome } from '../gateway/answers';
import { isOpeningCall, type CallId } from '../calls/call';
import { applyConfirmationLook, applyQuestion } from '../opening/apply-question';
import { applyLastLook } from '../opening/last-look';
import { applyOrderAnswer } from '../opening/ask-order';
import { applySend } from '../opening/apply-send';
import { carryOut, undoAtDeadline } from '../opening/decisions';
import { endWithSchedule } from '../opening/transitions';
import { applyRefundQuestion, applyRefundSent } from '../refunds/apply-refund';
import { noteRefundBegins } from '../refunds/begin-refund';
import { applySaleLook } from '../refunds/look-at-sale';
import { refundOfCall } from '../refunds/open-refunds';
import { applyPoll } from '../schedule/apply-poll';
import { withLookBegun, withLookEnded } from '../schedule/hint';
import { applyCharge, applyPassedDate, applySearchDay } from '../schedule/reading';
import { noteAccess } from './access';
import { callById, withCall } from './changes';
import type { RuleContext } from './order';
import type { EditStep, OwnStep, QuestionStep, SendStep } from './plan';
import type { SubscriptionRecord } from './record';

/** Does a step that needs no gateway call. */
export function applyOwnStep(
  record: SubscriptionRecord,
  step: OwnStep,
  context: RuleContext,
): SubscriptionRecord {
  switch (step.kind) {
    case 'carry_out':
      return carryOut(record, step.call, context);
    case 'undo_at_deadline':
      return undoAtDeadline(record, context);
    case 'begin_again':
      return withoutSeid(record, context);
    case 'end_hold':
      return endHold(record, context);
    case 'end':
      return endWithSchedule(record, step.as, context);
    default:
      return assertNever(step);
  }
}

/** Notes that a call is about to leave, where something can come of it before its answer. */
export function noteSent(
  record: SubscriptionRecord,
  step: SendStep,
  context: RuleContext,
): SubscriptionRecord {
  const call = callById(record, step.call);
  const refund = call?.kind === 'begin_refund' ? refundOfCall(record, call.id) : undefined;
  return refund === undefined ? record : noteRefundBegins(record, refund, context);
}

/** Takes the outcome of a send over: how the merchant's calls fare, and what it means for the call. */
export function applySent(
  record: SubscriptionRecord,
  step: SendStep,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const noted = noteAccess(record, outcome, context.nowMs);
  const call = callById(noted, step.call);
  // What was posted while it was under way may have concluded it.
  if (call === undefined) return noted;
  return isOpeningCall(call)
    ? applySend(noted, call, outcome, context)
    : applyRefundSent(noted, call, outcome, context);
}

/** Takes the outcome of a step of an edit over. */
export function applyEdited(
  record: SubscriptionRecord,
  { kind, command }: EditStep,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const noted = noteAccess(record, outcome, context.nowMs);
  return kind === 'begin_edit'
    ? applyBegun(noted, command, outcome, context)
    : applyEditSent(noted, command, outcome, context);
}

/** Notes, before a question goes out, when that was, and which posts of the gateway it answers. */
export function beginQuestion(
  record: SubscriptionRecord,
  step: QuestionStep,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  switch (step.kind) {
    case 'ask':
      return isAboutOpening(record, step.call) ? withLookBegun(record, step.hinted === true, nowMs) : record;
    case 'look_at_payment':
    case 'last_look':
      return withLookBegun(record, step.hinted === true, nowMs);
    case 'poll_schedule': {
      const asking = { ...record, schedule: { ...record.schedule, askingSinceMs: nowMs } };
      return withLookBegun(asking, step.hinted === true, nowMs);
    }
    default:
      return record;
  }
}

/** Takes the answer to a question over: how the merchant's calls fare, and what it means for whoever asked. */
export function applyAnswer(
  record: SubscriptionRecord,
  step: QuestionStep,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const noted = noteAccess(record, answer, context.nowMs);
  switch (step.kind) {
    case 'ask':
      return isAboutOpening(record, step.call)
        ? withLookEnded(keepingPace(record, applyCallQuestion(noted, step, answer, context), step))
        : applyCallQuestion(noted, step, answer, context);
    case 'ask_order': {
      const call = callById(noted, step.call);
      return call === undefined || !isOpeningCall(call)
        ? noted
        : applyOrderAnswer(noted, call, answer, context);
    }
    case 'look_at_sale':
      return applySaleLook(noted, step.refund, answer, context);
    case 'look_at_payment':
      return withLookEnded(applyConfirmationLook(noted, answer, context));
    case 'first_look':
      return applyFirstLook(noted, answer, context);
    case 'last_look':
      return withLookEnded(applyLastLook(noted, answer, context));
    case 'poll_schedule':
      return applyPoll(noted, answer, context);
    case 'read_charge':
      return applyCharge(noted, step.nit, answer, context);
    case 'search_charge':
      return applySearchDay(noted, step.nit, answer, context);
    case 'list_passed_date':
      return applyPassedDate(noted, answer, context);
    default:
      return assertNever(step);
  }
}

/** A question about a refund answers no post: those are about charges. */
function isAboutOpening(record: SubscriptionRecord, id: CallId): boolean {
  const call = callById(record, id);
  return call !== undefined && isOpeningCall(call);
}

/** The question goes to whoever owns the call. */
function applyCallQuestion(
  record: SubscriptionRecord,
  { call: id }: Extract<QuestionStep, { kind: 'ask' }>,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const call = callById(record, id);
  if (call === undefined) return record;
  return isOpeningCall(call)
    ? applyQuestion(record, call, answer, context)
    : applyRefundQuestion(record, call, answer, context);
}

/** A question that a post brought forward does not slow the others down: the call is asked about again when it would have been. */
function keepingPace(
  before: SubscriptionRecord,
  after: SubscriptionRecord,
  { call: id, hinted }: Extract<QuestionStep, { kind: 'ask' }>,
): SubscriptionRecord {
  const was = callById(before, id)?.doubt;
  const call = callById(after, id);
  if (hinted !== true || was === undefined || call?.doubt === undefined) return after;
  const { asked, nextAskAtMs } = was;
  return call.doubt.askSchedule === true
    ? after
    : withCall(after, { ...call, doubt: { ...call.doubt, asked, nextAskAtMs } });
}
