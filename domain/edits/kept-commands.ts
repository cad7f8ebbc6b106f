import { newestWithin, type Bounds } from '../weight';
import { isOpenCommand, type Command } from './command';

/**
 * The commands that are remembered: all that are open, and the newest that ended. A failure that nobody has looked after stays longer
 * than what went well, since it is shown until somebody has.
 *
 * @param acknowledged - keys of the occurrences that a person has looked after
 */
export function boundedCommands(
  commands: readonly Command[],
  bounds: Bounds,
  acknowledged: readonly string[],
): Command[] {
  const ended = commands.filter((command) => !isOpenCommand(command));
  const isShown = ({ id, state }: Command): boolean =>
    state === 'failed' && !acknowledged.includes(failureKey(id));
  const byWorth = [
    ...ended.filter((command) => !isShown(command)),
    ...ended.filter((command) => isShown(command)),
  ];
  const kept = new Set(newestWithin(byWorth, bounds));
  return commands.filter((command) => isOpenCommand(command) || kept.has(command));
}

/** The key under which a failure is acknowledged. */
const failureKey = (id: string): string => `command_failed/${id}`;

/**
 * Whether a key is of a command that is remembered no more.
 *
 * @param known - everything that was asked for and is remembered: edits and refunds
 */
export const isOfForgotten = (key: string, known: readonly { id: string }[]): boolean =>
  key.startsWith(failureKey('')) && !known.some(({ id }) => failureKey(id) === key);
