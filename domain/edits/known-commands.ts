import { instantOf } from '../calendar';
import { LIMITS } from '../limits';
import { withAudit } from '../subscription/changes';
import { withForgotten } from '../subscription/forgotten-ids';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { Bounds } from '../weight';
import { changeInWords } from './change';
import type { Command } from './command';
import { boundedCommands } from './kept-commands';

export const commandById = ({ commands = [] }: SubscriptionRecord, id: string): Command | undefined =>
  commands.find((command) => command.id === id);

/** Puts a command in its place, or adds it; of those that have ended, the oldest leave first. */
export function withCommand(record: SubscriptionRecord, command: Command): SubscriptionRecord {
  const { commands = [] } = record;
  const index = commands.findIndex(({ id }) => id === command.id);
  const all = index === -1 ? [...commands, command] : commands.with(index, command);
  return withoutOldCommands({ ...record, commands: all }, LIMITS.commandsEnded);
}

/** The oldest that have ended leave, but for their ids. */
export function withoutOldCommands(record: SubscriptionRecord, bounds: Bounds): SubscriptionRecord {
  const { commands = [] } = record;
  const kept = boundedCommands(commands, bounds, record.acknowledged);
  const leaving =
    kept.length === commands.length ? [] : commands.filter((command) => !kept.includes(command));
  return withForgotten(
    { ...record, commands: kept },
    leaving.map(({ id }) => id),
  );
}

/** Ends a command, and says how in the audit trail. */
export function withEnded(
  record: SubscriptionRecord,
  command: Command,
  state: 'done' | 'failed' | 'withdrawn',
  { nowMs }: RuleContext,
  problem?: { code: string; message: string },
): SubscriptionRecord {
  const ended = {
    ...command,
    state,
    endedAt: instantOf(nowMs),
    ...(problem === undefined ? {} : { problem }),
  };
  const what = `${ENDED_IN_WORDS[state]}: ${changeInWords(command.change)}`;
  const reason = problem === undefined ? command.reason : `${problem.code}: ${problem.message}`;
  return withAudit(withCommand(record, ended), nowMs, ENDED_EVENTS[state], what, { by: command.by, reason });
}

const ENDED_IN_WORDS = { done: 'done', failed: 'failed', withdrawn: 'withdrawn' } as const;
const ENDED_EVENTS = {
  done: 'command_done',
  failed: 'command_failed',
  withdrawn: 'command_withdrawn',
} as const;
