import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { LIMITS } from '../limits';
import { isOpenCommand } from './command';
import { hasMetTrouble } from './edit';
import { holdOf, isAskedAtOnce } from './hold';
import { commandById } from './known-commands';

/** Where a command stands, as its answer says it. */
export type CommandStanding =
  /** Its answer comes in a moment. */
  | { kind: 'waiting' }
  /** It is written down and goes on by itself. */
  | { kind: 'accepted' }
  /** It was sent, and the schedule is being asked. */
  | { kind: 'in_doubt' }
  | { kind: 'carried_out'; since: string }
  | { kind: 'failed'; problem: { code: string; message: string } };

/** Where a command stands, from what is known now. */
export function commandStanding(
  record: SubscriptionRecord,
  id: string,
  context: RuleContext,
): CommandStanding | undefined {
  const command = commandById(record, id);
  if (command === undefined) return undefined;
  const { state, endedAt = command.at, problem = { code: 'unknown', message: '' } } = command;
  switch (state) {
    case 'done':
      return { kind: 'carried_out', since: endedAt };
    case 'failed':
    case 'withdrawn':
      return { kind: 'failed', problem };
    case 'planned':
    case 'under_way':
      return openStanding(record, id, context);
  }
}

function openStanding(record: SubscriptionRecord, id: string, context: RuleContext): CommandStanding {
  const { edit, schedule, access, commands = [] } = record;
  const turn = commands.filter(isOpenCommand).findIndex((command) => command.id === id);
  if (turn >= LIMITS.answersWaiting) return { kind: 'accepted' };
  if (edit === undefined) return { kind: 'waiting' };
  if (edit.command === id && edit.doubt !== undefined) return { kind: 'in_doubt' };
  const hold = holdOf(record, edit.fields, context);
  const isHeld = hold !== undefined && !isAskedAtOnce(record, hold, context);
  // Nothing is asked while the gateway wants to be left alone.
  const isAskedLater = schedule.reading !== undefined || edit.stage === 'look';
  const isQuiet = isAskedLater && (access.quietUntilMs ?? 0) > context.nowMs;
  const goesOn = hasMetTrouble(edit) || isHeld || isQuiet;
  return { kind: goesOn ? 'accepted' : 'waiting' };
}
