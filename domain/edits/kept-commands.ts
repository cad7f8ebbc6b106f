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
  const open = new Set(openFailures(commands));
  const isShown = (command: Command): boolean =>
    open.has(command) && !acknowledged.includes(failureKey(command.id));
  const byWorth = [
    ...ended.filter((command) => !isShown(command)),
    ...ended.filter((command) => isShown(command)),
  ];
  const kept = new Set(newestWithin(byWorth, bounds));
  return commands.filter((command) => isOpenCommand(command) || kept.has(command));
}

/** The commands that failed, and that nobody has asked for again since with success. A later move of a date is one of another cycle, perhaps. */
export const openFailures = (commands: readonly Command[]): Command[] =>
  commands.filter((one, index) => one.state === 'failed' && !isDoneSince(commands.slice(index + 1), one));

const isDoneSince = (later: readonly Command[], { change }: Command): boolean =>
  change.kind !== 'changeNextDate' &&
  later.some((other) => other.state === 'done' && other.change.kind === change.kind);

/** The key under which a failure is acknowledged. */
export const failureKey = (id: string): string => `command_failed/${id}`;

/**
 * Whether a key is of a command that is remembered no more.
 *
 * @param known - everything that was asked for and is remembered: edits and refunds
 */
export const isOfForgotten = (key: string, known: readonly { id: string }[]): boolean =>
  key.startsWith(failureKey('')) && !known.some(({ id }) => failureKey(id) === key);
