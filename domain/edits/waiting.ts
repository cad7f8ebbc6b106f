import type { SubscriptionRecord } from '../subscription/record';
import { STATUS_AFTER } from './change';
import { isOpenCommand, OVERTAKEN, type Command } from './command';
import type { Edit } from './edit';

// What waits for the edit of another command, and what it means for that one.

/** A pause that waits for the edit of another command, where nothing before it decides whether the schedule is active. */
export function pauseWaiting({ commands = [] }: SubscriptionRecord): Command | undefined {
  const first = commands.find(
    (command) => isOpenCommand(command) && STATUS_AFTER[command.change.kind] !== undefined,
  );
  return first?.change.kind === 'pause' && first.state === 'planned' ? first : undefined;
}

/** Why what waits ends a command that came before it. */
export function whyOvertaken(
  record: SubscriptionRecord,
  edit: Edit | undefined,
  { id }: Command,
): { code: string; message: string } {
  const maybeSet = edit?.command === id && edit.sends > 0;
  const message = isCancelWaiting(record)
    ? OVERTAKEN[maybeSet ? 'maybeSet' : 'unsent']
    : OVERTAKEN[maybeSet ? 'pausedMaybeSet' : 'paused'];
  return { code: 'overtaken', message };
}

/** True where what waits makes another try of a command pointless: a cancellation, or a pause that came after a resume. */
export const isOvertaken = (record: SubscriptionRecord, command: Command): boolean =>
  (command.change.kind !== 'cancel' && isCancelWaiting(record)) || isPausedAfter(record, command);

const isPausedAfter = ({ commands = [] }: SubscriptionRecord, { change }: Command): boolean =>
  change.kind === 'resume' &&
  commands.some((other) => other.change.kind === 'pause' && other.state === 'planned');

/** True when a cancellation waits for the edit of another command. */
export const isCancelWaiting = ({ commands = [] }: SubscriptionRecord): boolean =>
  commands.some(({ change, state }) => change.kind === 'cancel' && state === 'planned');

/** True when what stops the charges waits for the edit of another command. */
export function isStopWaiting(record: SubscriptionRecord): boolean {
  const held = record.commands?.find(({ id }) => id === record.edit?.command);
  return (held !== undefined && isOvertaken(record, held)) || pauseWaiting(record) !== undefined;
}
