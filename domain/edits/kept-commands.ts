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
  failuresIn(
    commands,
    (one, other) => one.change.kind === other.change.kind && one.change.kind !== 'changeNextDate',
  );

/**
 * What failed, in the order in which it was asked for, but for what was asked for once more and done.
 *
 * @param isSame - whether two of them want the same
 */
export const failuresIn = <Asked extends { state: string }>(
  asked: readonly Asked[],
  isSame: (one: Asked, other: Asked) => boolean,
): Asked[] =>
  asked.filter(
    (one, index) =>
      one.state === 'failed' &&
      !asked.slice(index + 1).some((other) => other.state === 'done' && isSame(one, other)),
  );

/** The key under which a failure is acknowledged. */
export const failureKey = (id: string): string => `command_failed/${id}`;

/**
 * Whether a key is of a command that is remembered no more.
 *
 * @param known - everything that was asked for and is remembered: edits and refunds
 */
export const isOfForgotten = (key: string, known: readonly { id: string }[]): boolean =>
  key.startsWith(failureKey('')) && !known.some(({ id }) => failureKey(id) === key);
