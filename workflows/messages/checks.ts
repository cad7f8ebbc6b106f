import { ApplicationFailure } from '@temporalio/workflow';
import {
  checkAcknowledgeCommand,
  checkConfirmationCommand,
  checkPlainCommand,
  checkResolveCommand,
} from '../../contract/checks/check-command';
import type { Checked } from '../../contract/checks/check-message';
import type {
  AcknowledgeCommand,
  ConfirmationCommand,
  PlainCommand,
  ResolveCommand,
} from '../../contract/commands';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import { describeProblems } from '../../contract/problems';
import {
  flagsDown,
  refusalOfConfirmation,
  refusalOfResolution,
  refusalOfRetirement,
} from '../../domain/subscription/commands';
import type { Subscription } from '../entity';

/** Refuses a confirm or undo that is not valid, or that nothing waits for. */
export function checkConfirmation(
  { record, context }: Subscription,
  kind: 'confirm' | 'undo',
  command: unknown,
): ConfirmationCommand {
  const parsed = valid(checkConfirmationCommand(command));
  refuse(kind, refusalOfConfirmation(record, kind, context));
  return parsed;
}

/** Refuses a resolve that is not valid, or that answers no open question. */
export function checkResolution({ record }: Subscription, command: unknown): ResolveCommand {
  const parsed = valid(checkResolveCommand(command));
  refuse('resolve', refusalOfResolution(record, parsed.decision, parsed.about));
  return parsed;
}

/** Refuses an acknowledgement that is not valid, or of a flag that is not up. */
export function checkAcknowledgement(
  { record, context }: Subscription,
  command: unknown,
): AcknowledgeCommand {
  const parsed = valid(checkAcknowledgeCommand(command));
  const down = flagsDown(record, parsed.flags, context);
  refuse('acknowledge', down.length > 0 ? `not flagged: ${down.join(', ')}` : undefined);
  return parsed;
}

/** Refuses a retirement that is not valid, or that would leave a call without its outcome. */
export function checkRetirement({ record }: Subscription, command: unknown): PlainCommand {
  const parsed = valid(checkPlainCommand(command));
  refuse('retire', refusalOfRetirement(record));
  return parsed;
}

/** A refusal of a command by the record; nothing is changed. */
export function notAllowed(command: string, why: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: WORKFLOW_ERRORS.commandNotAllowed,
    message: `${command} is not possible: ${why}`,
    nonRetryable: true,
  });
}

/** @throws the refusal, when there is a reason for one */
export function refuse(command: string, why: string | undefined): void {
  if (why !== undefined) throw notAllowed(command, why);
}

/** A checked message, or the refusal that names what is wrong with it. */
export function valid<Command>(checked: Checked<Command>): Command {
  if (checked.ok) return checked.value;
  const { problems } = checked;
  throw ApplicationFailure.create({
    type: WORKFLOW_ERRORS.invalidCommand,
    message: describeProblems(problems),
    nonRetryable: true,
    details: [problems],
  });
}
