import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  acknowledgeCommandSchema,
  commandAnswerSchema,
  confirmationCommandSchema,
  resolveCommandSchema,
  type AcknowledgeCommand,
  type CommandAnswer,
  type ConfirmationCommand,
  type ResolveCommand,
} from '../../contract/commands';
import { acknowledgeUpdate, confirmUpdate, resolveUpdate, undoUpdate } from '../../contract/messages';
import { problemsOf, type Problem } from '../../contract/problems';
import { holdsCardNumber } from '../../contract/vocabulary';
import { within, type TemporalAccess } from '../access';
import { problemsBeforeSchema } from '../card-data';
import { explainCommandError } from './command-errors';
import { InvalidCommandError } from '../errors/subscription-errors';
import { currentAnswer } from './current-answer';
import { CLIENT_LIMITS } from '../limits';
import { parseAnswer } from '../parse-answer';
import { workflowIdFor, type SubscriptionRef } from '../reference';

/** How a command is sent. */
export interface CommandOptions {
  /**
   * Under one id a command takes effect once, however often it is sent. An answer that was not the last word, `in_doubt` or
   * `accepted`, is given from what is known by then.
   *
   * @default `confirm` and `undo` for these, as a subscription takes each once; a random one for the others
   */
  updateId?: string;
  /**
   * Longest wait for the answer, milliseconds. The gateway alone may take 60 s (docs/gateway.md §12).
   *
   * @default 90000
   */
  timeoutMs?: number;
}

/** Who confirms or undoes, and why. */
export interface ConfirmationRequest extends ConfirmationCommand, CommandOptions {}
/** What a person found out about a blocked subscription. */
export interface ResolveRequest extends ResolveCommand, CommandOptions {}
/** Flags that a person has looked after. */
export interface AcknowledgeRequest extends AcknowledgeCommand, CommandOptions {}

const COMMANDS = {
  confirm: { update: confirmUpdate, schema: confirmationCommandSchema, defaultId: () => 'confirm' },
  undo: { update: undoUpdate, schema: confirmationCommandSchema, defaultId: () => 'undo' },
  resolve: {
    update: resolveUpdate,
    schema: resolveCommandSchema,
    defaultId: () => `resolve-${randomUUID()}`,
  },
  acknowledge: {
    update: acknowledgeUpdate,
    schema: acknowledgeCommandSchema,
    defaultId: () => `acknowledge-${randomUUID()}`,
  },
} as const;

/** The commands that a subscription takes. */
export type CommandKind = keyof typeof COMMANDS;

/**
 * Sends a command and waits for its answer.
 *
 * @throws InvalidCommandError, SubscriptionNotFoundError, CommandNotAllowedError, CommandFailedError, CommandOutcomePendingError,
 * NoWorkerError, TemporalUnreachableError
 */
export async function sendCommand(
  access: TemporalAccess,
  ref: SubscriptionRef,
  kind: CommandKind,
  request: ConfirmationRequest | ResolveRequest | AcknowledgeRequest,
): Promise<CommandAnswer> {
  const workflowId = workflowIdFor(ref);
  const { update, schema, defaultId } = COMMANDS[kind];
  const { updateId: givenId, timeoutMs = CLIENT_LIMITS.commandMs, ...content } = request;
  const command = checkCommand(schema, content, givenId);
  const updateId = givenId ?? defaultId();
  try {
    const answer = await within(access, timeoutMs, () =>
      access.client.workflow
        .getHandle(workflowId)
        .executeUpdate<unknown, [unknown]>(update.name, { args: [command], updateId }),
    );
    return await currentAnswer(
      access,
      ref,
      kind,
      parseAnswer(commandAnswerSchema, answer, `the answer of ${kind}`),
    );
  } catch (error) {
    throw await explainCommandError(access, { workflowId, kind, updateId, timeoutMs }, error);
  }
}

function checkCommand(schema: z.ZodType, content: unknown, updateId: string | undefined): unknown {
  const first = problemsBeforeSchema(content);
  if (first.length > 0) throw new InvalidCommandError(first);
  const parsed = schema.safeParse(content);
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error)), ...updateIdProblems(updateId)];
  if (problems.length > 0) throw new InvalidCommandError(problems);
  return parsed.data;
}

function updateIdProblems(updateId: string | undefined): Problem[] {
  if (updateId === undefined) return [];
  const fits = updateId.length >= 1 && updateId.length <= CLIENT_LIMITS.updateIdLength;
  if (fits && !holdsCardNumber(updateId)) return [];
  return [
    { field: 'updateId', problem: `must be 1–${CLIENT_LIMITS.updateIdLength} characters and no card number` },
  ];
}
