import { assertNever } from '../assert-never';
import { applyBegun, applyEditSent, withoutSeid } from '../edits/apply-edit';
import type { CallOutcome, QueryOutcome } from '../gateway/answers';
import { applyConfirmationLook, applyLastLook, applyQuestion } from '../opening/apply-question';
import { applySend } from '../opening/apply-send';
import { carryOut, undoAtDeadline } from '../opening/decisions';
import { endWithSchedule } from '../opening/transitions';
import { applyPoll } from '../schedule/apply-poll';
import { applyCharge, applyPassedDate, applySearchDay } from '../schedule/reading';
import { noteAccess } from './access';
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
    case 'end':
      return endWithSchedule(record, step.as, context);
    default:
      return assertNever(step);
  }
}

/** Takes the outcome of a send over: how the merchant's calls fare, and what it means for the call. */
export const applySent = (
  record: SubscriptionRecord,
  step: SendStep,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord => applySend(noteAccess(record, outcome, context.nowMs), step.call, outcome, context);

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
      return applyQuestion(noted, step.call, answer, context);
    case 'look_at_payment':
      return applyConfirmationLook(noted, answer, context);
    case 'last_look':
      return applyLastLook(noted, answer, context);
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
