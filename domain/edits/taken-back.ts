import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { Change } from './change';
import type { Command } from './command';
import { maySet } from './edit';
import { withEnded } from './known-commands';

// What can be taken back of a command, and what that does.

export const TAKES_BACK: Partial<Record<Change['kind'], Change['kind']>> = {
  resume: 'pause',
  uncancel: 'cancel',
};

/** The command that waits and takes this one back. */
export const takenBackBy = (
  { commands = [] }: SubscriptionRecord,
  { change }: Command,
): Command | undefined =>
  commands.find(({ state, change: other }) => state === 'planned' && TAKES_BACK[other.kind] === change.kind);

export const isTakenBack = (record: SubscriptionRecord, command: Command): boolean =>
  takenBackBy(record, command) !== undefined;

/** Withdraws commands, and the edit that is one of theirs. */
export function withdraw(
  record: SubscriptionRecord,
  commands: readonly Command[],
  why: (command: Command) => { code: string; message: string },
  context: RuleContext,
): SubscriptionRecord {
  const { edit, ...rest } = commands.reduce(
    (known, command) => withEnded(known, command, 'withdrawn', context, why(command)),
    record,
  );
  const isKept = edit !== undefined && !commands.some(({ id }) => id === edit.command);
  return isKept ? { ...rest, edit } : rest;
}

/** It waits its turn, or the gateway is not at it. */
export const isStillOurs = (record: SubscriptionRecord, command: Command): boolean =>
  command.state === 'planned' || isBetweenSends(record, command);

/** It waits its turn, or nothing of it is at the gateway, which has never said that it was done. */
export const isUnset = (record: SubscriptionRecord, command: Command): boolean =>
  isStillOurs(record, command) && !(record.edit?.command === command.id && maySet(record.edit));

/** Its edit is none that the gateway may be at: it waits to be begun, or for its SEID, or it has one and has not been sent with it. */
export function isBetweenSends({ edit }: SubscriptionRecord, { id, state }: Command): boolean {
  if (state !== 'under_way' || edit?.command !== id) return false;
  if (edit.stage === 'look') return edit.sends === 0;
  const { stage, begunAtMs = 0, sentAtMs } = edit;
  return stage !== 'send' || sentAtMs === undefined || sentAtMs < begunAtMs;
}
