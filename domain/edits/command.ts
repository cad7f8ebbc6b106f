import type { IsoDate, IsoInstant } from '../calendar';
import type { Change } from './change';

/** Where a command is in its life. */
export const COMMAND_STATES = ['planned', 'under_way', 'done', 'failed', 'withdrawn'] as const;
export type CommandState = (typeof COMMAND_STATES)[number];

/** What a person asked for: who, why, when, and how it ended. */
export interface Command {
  /** Of the Update that brought it. */
  id: string;
  change: Change;
  by: string;
  reason: string;
  at: IsoInstant;
  state: CommandState;
  /** Of one that names a next date: the cycle that it is for. Once that one is charged, the date would charge it again. */
  cycle?: number;
  /** It waits once more: an edit of it was sent. */
  wasSent?: true;
  endedAt?: IsoInstant;
  /** Why it failed or was withdrawn. */
  problem?: { code: string; message: string };
}

/** Why a cancellation ends a command that came before it, and a pause a resume. */
export const OVERTAKEN = {
  maybeSet: 'a cancellation came; whether it was set before is not known',
  unsent: 'a cancellation came before it was sent',
  notSet: 'a cancellation came before it was set',
  paused: 'a pause came before it was set',
  pausedMaybeSet: 'a pause came; whether it was set before is not known',
} as const;

/** Why a command came to nothing whose schedule has ended. */
export const SCHEDULE_OVER = {
  code: 'schedule_over',
  message: 'the gateway charges this schedule no more',
} as const;

/** A cancellation counts from the moment it is accepted. */
export interface Cancellation {
  when: 'now' | 'period_end';
  by: string;
  reason: string;
  at: IsoInstant;
  /** The date of the charge that it prevents; what was paid for goes on until then. */
  nextDate?: IsoDate | undefined;
  /** It was inactive already: paused. Taken back, it is paused again. */
  wasInactive?: true;
  /** When the gateway first said that the schedule is inactive. */
  inactiveAt?: IsoInstant;
  /** One before it, which was being taken back and had not been yet. */
  before?: Cancellation;
}

export const isOpenCommand = ({ state }: Command): boolean => state === 'planned' || state === 'under_way';

/** The command that takes a cancellation back, while it is open; none where another cancellation was accepted after it. */
export function takingBack(commands: readonly Command[] = []): Command | undefined {
  const last = commands.findLast(
    (command) => isOpenCommand(command) && DECIDES.includes(command.change.kind),
  );
  return last?.change.kind === 'uncancel' ? last : undefined;
}

/** The command that took a cancellation back, whatever came of it, where it was the last word: from then on nobody wanted it stopped. */
export function lastWish(commands: readonly Command[] = []): Command | undefined {
  const last = commands.findLast(
    ({ change, state }) => DECIDES.includes(change.kind) && state !== 'withdrawn',
  );
  return last?.change.kind === 'uncancel' ? last : undefined;
}

/** The last of these that is open says whether it is to be cancelled. */
const DECIDES: readonly Change['kind'][] = ['cancel', 'uncancel'];
