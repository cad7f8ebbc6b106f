import { WorkflowNotFoundError } from '@temporalio/common';
import { commandAnswerSchema, type CommandAnswer } from '../../contract/commands';
import { amountsAbove } from '../ceiling';
import { contentMarkOf } from '../../contract/content-mark';
import { CommandNotAllowedError, InvalidCommandError } from '../errors/subscription-errors';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import { parseAnswer } from '../parse-answer';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { checkRequest } from './check-request';
import { explainCommandError } from './command-errors';
import { COMMANDS, defaultUpdateId, type CommandKind, type CommandRequests } from './command-table';
import type { ChangeAmountRequest } from './requests';
import { answerOfEnded, currentAnswer } from './current-answer';
import { executeUpdate } from './execute-update';

/**
 * Sends a command and waits for its answer.
 *
 * @throws InvalidCommandError, SubscriptionNotFoundError, CommandNotAllowedError, CommandNotCarriedOutError, CommandFailedError,
 * CommandOutcomePendingError, NoWorkerError, TemporalUnreachableError
 */
export async function sendCommand<Kind extends CommandKind>(
  access: TemporalAccess,
  ref: SubscriptionRef,
  kind: Kind,
  request: CommandRequests[Kind],
): Promise<CommandAnswer> {
  const workflowId = workflowIdFor(ref);
  const command = checkRequest(kind, request);
  refuseAboveCeiling(access, ref, kind, command);
  const { updateId = defaultUpdateId(kind), timeoutMs = CLIENT_LIMITS.commandMs } = request;
  const update = async (): Promise<CommandAnswer> => {
    const answer = await within(access, timeoutMs, () =>
      executeUpdate(access.client, workflowId, {
        name: COMMANDS[kind].update.name,
        args: [command],
        updateId: serverIdOf(kind, updateId),
      }),
    );
    return parseAnswer(commandAnswerSchema, answer, `the answer of ${kind}`);
  };
  const { content, ...given } = await update().catch(async (error: unknown) => {
    const known =
      error instanceof WorkflowNotFoundError
        ? await answerOfEnded(access, ref, { kind, updateId, content: command as object })
        : undefined;
    if (known !== undefined) return known;
    throw await explainCommandError(access, { workflowId, kind, updateId, timeoutMs }, error);
  });
  // A worker of before has no mark.
  if (content !== undefined && content !== contentMarkOf(command as object))
    throw usedForAnother(workflowId, kind);
  return currentAnswer(access, ref, { kind, updateId }, given);
}

/** Under one id a command takes effect once: another one would be answered as if it had been carried out. */
function usedForAnother(workflowId: string, kind: CommandKind): CommandNotAllowedError {
  const problem = `was used for another ${kind}, of other content; nothing was changed by this one`;
  return new CommandNotAllowedError(
    `${workflowId}: ${kind} is not possible: updateId: ${problem}`,
    undefined,
    [{ field: 'updateId', problem }],
    'To have this one carried out, too, send it with an update id of its own. To repeat the first one, send what it said.',
  );
}

/** The server knows an update by its id alone, whatever it is to do: so that one id may name a pause and, later, a cancellation. */
const serverIdOf = (kind: CommandKind, updateId: string): string => `${kind}/${updateId}`;

/** What is given back is below what was charged: only a change can raise what is charged. */
function refuseAboveCeiling(
  { maxAmountCents }: TemporalAccess,
  { merchant }: SubscriptionRef,
  kind: CommandKind,
  command: unknown,
): void {
  if (kind !== 'changeAmount') return;
  const { amountCents } = command as ChangeAmountRequest;
  const problems = amountsAbove(maxAmountCents, merchant, { amountCents });
  if (problems.length > 0) throw new InvalidCommandError(problems);
}
