import { WorkflowNotFoundError } from '@temporalio/common';
import { commandAnswerSchema, type CommandAnswer } from '../../contract/commands';
import { amountsAbove } from '../ceiling';
import { InvalidCommandError } from '../errors/subscription-errors';
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
  const given = await update().catch(async (error: unknown) => {
    const known =
      error instanceof WorkflowNotFoundError
        ? await answerOfEnded(access, ref, { kind, updateId })
        : undefined;
    if (known !== undefined) return known;
    throw await explainCommandError(access, { workflowId, kind, updateId, timeoutMs }, error);
  });
  return currentAnswer(access, ref, { kind, updateId }, given);
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
