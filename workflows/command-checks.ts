import { ApplicationFailure } from '@temporalio/workflow';
import {
  checkAcknowledgeCommand,
  checkConfirmationCommand,
  checkResolveCommand,
} from '../contract/checks/check-command';
import type { Checked } from '../contract/checks/check-message';
import type { AcknowledgeCommand, ConfirmationCommand, ResolveCommand } from '../contract/commands';
import { WORKFLOW_ERRORS } from '../contract/error-codes';
import { describeProblems } from '../contract/problems';
import { unreadableCharge } from '../domain/explanation';
import type { Life } from './life';

/** Refuses a confirm or undo that is not valid, or that nothing waits for. */
export function checkConfirmation(life: Life, kind: string, command: unknown): void {
  readConfirmation(command);
  const { decision, confirmBy } = life.record;
  if (life.state !== 'pending_confirmation') throw notAllowed(kind, `the subscription is ${life.state}`);
  if (decision !== undefined)
    throw notAllowed(kind, `${decision.by} decided to ${decision.kind} it at ${decision.at}`);
  if (confirmBy !== undefined && life.nowMs >= Date.parse(confirmBy)) {
    throw notAllowed(kind, `the deadline ${confirmBy} has passed`);
  }
}

/** Refuses a resolve that is not valid, or that answers no open question. */
export function checkResolution(life: Life, command: unknown): void {
  const { decision } = readResolution(command);
  const { blocked } = life.record;
  const settlesCharge = decision !== 'ask_again' && unreadableCharge(life.record.ledger) !== undefined;
  if (life.state !== 'blocked' && settlesCharge) return;
  if (life.state !== 'blocked' || blocked === undefined)
    throw notAllowed('resolve', `the subscription is ${life.state}`);
  if (life.personalDecision !== undefined)
    throw notAllowed('resolve', `${life.personalDecision.by} has just decided`);
  if (!blocked.decisions.includes(decision)) {
    throw notAllowed('resolve', `decision: must be one of ${blocked.decisions.join(', ')} here`);
  }
}

/** Refuses an acknowledgement that is not valid, or of a flag that is not up. */
export function checkAcknowledgement(life: Life, command: unknown): void {
  const { flags } = readAcknowledgement(command);
  const down = flags.filter((flag) => !life.record.attention.includes(flag));
  if (down.length > 0) throw notAllowed('acknowledge', `not flagged: ${down.join(', ')}`);
}

/** A refusal of a command by the state; nothing is changed. */
export function notAllowed(command: string, why: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: WORKFLOW_ERRORS.commandNotAllowed,
    message: `${command} is not possible: ${why}`,
    nonRetryable: true,
  });
}

/** The argument of `confirm` or `undo`. @throws ApplicationFailure `invalid_command` */
export const readConfirmation = (command: unknown): ConfirmationCommand =>
  valid(checkConfirmationCommand(command));

/** The argument of `resolve`. @throws ApplicationFailure `invalid_command` */
export const readResolution = (command: unknown): ResolveCommand => valid(checkResolveCommand(command));

/** The argument of `acknowledge`. @throws ApplicationFailure `invalid_command` */
export const readAcknowledgement = (command: unknown): AcknowledgeCommand =>
  valid(checkAcknowledgeCommand(command));

function valid<Command>(checked: Checked<Command>): Command {
  if (checked.ok) return checked.value;
  throw ApplicationFailure.create({
    type: WORKFLOW_ERRORS.invalidCommand,
    message: describeProblems(checked.problems),
    nonRetryable: true,
    details: [checked.problems],
  });
}
