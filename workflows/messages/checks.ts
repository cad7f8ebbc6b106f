import { ApplicationFailure } from '@temporalio/workflow';
import type { z } from 'zod';
import {
  acknowledgeCommandSchema,
  confirmationCommandSchema,
  resolveCommandSchema,
  type AcknowledgeCommand,
  type ConfirmationCommand,
  type ResolveCommand,
} from '../../contract/commands';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import { describeProblems, problemsOf } from '../../contract/problems';
import { flagsDown, refusalOfConfirmation, refusalOfResolution } from '../../domain/subscription/commands';
import type { Subscription } from '../entity';

/** Refuses a confirm or undo that is not valid, or that nothing waits for. */
export function checkConfirmation(
  { record, context }: Subscription,
  kind: 'confirm' | 'undo',
  command: unknown,
): ConfirmationCommand {
  const parsed = parseCommand(confirmationCommandSchema, command);
  refuse(kind, refusalOfConfirmation(record, kind, context));
  return parsed;
}

/** Refuses a resolve that is not valid, or that answers no open question. */
export function checkResolution({ record }: Subscription, command: unknown): ResolveCommand {
  const parsed = parseCommand(resolveCommandSchema, command);
  refuse('resolve', refusalOfResolution(record, parsed.decision));
  return parsed;
}

/** Refuses an acknowledgement that is not valid, or of a flag that is not up. */
export function checkAcknowledgement(
  { record, context }: Subscription,
  command: unknown,
): AcknowledgeCommand {
  const parsed = parseCommand(acknowledgeCommandSchema, command);
  const down = flagsDown(record, parsed.flags, context);
  refuse('acknowledge', down.length > 0 ? `not flagged: ${down.join(', ')}` : undefined);
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

function refuse(command: string, why: string | undefined): void {
  if (why !== undefined) throw notAllowed(command, why);
}

function parseCommand<T extends z.ZodType>(schema: T, command: unknown): z.output<T> {
  const parsed = schema.safeParse(command);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error);
  throw ApplicationFailure.create({
    type: WORKFLOW_ERRORS.invalidCommand,
    message: describeProblems(problems),
    nonRetryable: true,
    details: [problems],
  });
}
