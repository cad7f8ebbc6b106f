import { problemsOf, type Problem } from '../../contract/problems';
import { holdsCardNumber } from '../../contract/vocabulary';
import { problemsBeforeSchema } from '../card-data';
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
