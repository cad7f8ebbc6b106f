import type { SubscriptionRecord } from '../subscription/record';
import { STATUS_AFTER } from './change';
import { isOpenCommand, OVERTAKEN, takingBack, type Command } from './command';
import { isHiddenFromQueries, maySet, type Edit } from './edit';
import { givenWayOf } from './given-way';

// What waits for the edit of another command, and what it means for that one.

/**
 * A pause that waits for the edit of another command, where nothing before it decides whether the schedule is active. A cancellation that
 * is being taken back does not: whatever becomes of that, it is to be inactive.
 */
export function pauseWaiting(record: SubscriptionRecord): Command | undefined {
  const { commands = [] } = record;
  const isTakenBack = takingBack(commands) !== undefined;
  const first = commands.find(
    (command) =>
      isOpenCommand(command) &&
      STATUS_AFTER[command.change.kind] !== undefined &&
      !(isTakenBack && (command.change.kind === 'cancel' || command.change.kind === 'uncancel')) &&
      !(command.state === 'under_way' && givenWayOf(record, command) !== undefined),
  );
  return first?.change.kind === 'pause' && first.state === 'planned' ? first : undefined;
}

/**
 * Why what waits ends a command that came before it.
 *
 * @param fate - what is known of its edit
 */
export function whyOvertaken(
  record: SubscriptionRecord,
  command: Command,
  fate: Fate = fateOf(
    command,
    record.edit?.command === command.id ? record.edit : givenWayOf(record, command),
  ),
): { code: string; message: string } {
  return { code: 'overtaken', message: OVERTAKEN[isCancelled(record) ? BY_CANCEL[fate] : BY_PAUSE[fate]] };
}

type Fate = 'unsent' | 'maybe' | 'not_set';

/** A look may not show it, and a date that was set may have been executed since. */
function fateOf({ wasSent, change }: Command, edit: Edit | undefined): Fate {
  if (edit === undefined || edit.sends === 0) {
    if (wasSent !== true) return 'unsent';
    return 'nextDate' in change ? 'maybe' : 'not_set';
  }
  const isKnown = !maySet(edit) && !isHiddenFromQueries(edit) && edit.fields.nextDate === undefined;
  return isKnown ? 'not_set' : 'maybe';
}

const BY_CANCEL = { unsent: 'unsent', maybe: 'maybeSet', not_set: 'notSet' } as const;
const BY_PAUSE = { unsent: 'paused', maybe: 'pausedMaybeSet', not_set: 'paused' } as const;

/** A cancellation came, whatever has become of it by now. */
const isCancelled = (record: SubscriptionRecord): boolean =>
  record.cancellation !== undefined || isCancelWaiting(record);

/** True where what waits makes another try of a command pointless: a cancellation that stands, or a pause that came after a resume. */
export const isOvertaken = (record: SubscriptionRecord, command: Command): boolean =>
  (command.change.kind !== 'cancel' &&
    isCancelWaiting(record) &&
    takingBack(record.commands) === undefined) ||
  isPausedAfter(record, command);

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
