import { problemsOf } from '../../contract/problems';
import { holdsCardNumber } from '../../contract/vocabulary';
import { problemsBeforeSchema } from '../card-data';
import { MILLISECONDS, problemsOfOptions } from '../check-options';
import { InvalidCommandError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { COMMANDS, type CommandKind, type CommandRequests } from './command-table';

/**
 * Checks what a command is asked for with, before anything leaves.
 *
 * @returns the argument of its Update, with its defaults filled in
 * @throws InvalidCommandError naming every field that is not valid
 */
export function checkRequest<Kind extends CommandKind>(kind: Kind, request: CommandRequests[Kind]): unknown {
  const { updateId, timeoutMs, ...content } = request;
  const first = problemsBeforeSchema(content);
  if (first.length > 0) throw new InvalidCommandError(first);
  const parsed = COMMANDS[kind].schema.safeParse(content);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...problemsOfOptions({ updateId, timeoutMs }, { updateId: updateIdCheck, timeoutMs: MILLISECONDS }),
  ];
  if (problems.length > 0) throw new InvalidCommandError(problems);
  return parsed.data;
}

const updateIdCheck = (updateId: unknown): string | undefined => {
  const fits =
    typeof updateId === 'string' && updateId.length >= 1 && updateId.length <= CLIENT_LIMITS.updateIdLength;
  return fits && !holdsCardNumber(updateId)
    ? undefined
    : `must be 1–${String(CLIENT_LIMITS.updateIdLength)} characters and no card number`;
};
