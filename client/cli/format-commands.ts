import type { SubscriptionView } from '../../contract/view';
import { isEndState } from '../../contract/vocabulary';
import { askedOf } from '../reading/asked';
import type { Look } from './look';
import { table, type Column } from './table';
import { localDate, localTime, plain, withLocalTimes } from './text';

type Command = SubscriptionView['commands'][number] | SubscriptionView['refunds'][number];

/** Commands that ended, shown; the audit trail and `--json` have the others. */
const ENDED_SHOWN = 5;

/** The commands and refunds that are under way, and the last ones that ended: what, who, why, when, and how. Empty without any. */
export function commandsText(view: SubscriptionView, look: Look): string {
  const commands: Command[] = [...view.commands, ...view.refunds].sort(byTime);
  const open = commands.filter(({ endedAt }) => endedAt === undefined);
  const ended = commands.filter(({ endedAt }) => endedAt !== undefined).slice(-ENDED_SHOWN);
  if (commands.length === 0) return '';
  const rows = [...open, ...ended].map((command) => rowOf(command, look));
  const text = table(columnsOf(look), rows, { ...look, width: look.width - 2 });
  return `${look.words.names.commands}\n${text.replace(/^/gm, '  ')}`;
}

const byTime = (one: Command, other: Command): number => Date.parse(one.at) - Date.parse(other.at);

const columnsOf = ({ words: { names } }: Look): Column[] => [
  { head: names.asked.toUpperCase() },
  { head: names.state.toUpperCase() },
  { head: names.ended.toUpperCase(), drop: 1 },
  { head: names.what.toUpperCase(), wraps: true },
  { head: names.by.toUpperCase(), wraps: true },
  { head: names.why.toUpperCase(), wraps: true },
  { head: names.standing.toUpperCase(), wraps: true },
];

function rowOf(command: Command, look: Look): string[] {
  const { at, state, endedAt, by, reason } = command;
  return [
    localTime(at),
    look.words.commandStates[state],
    localTime(endedAt),
    plain(look.words.asked(askedOf(command))),
    plain(by),
    plain(reason),
    standing(command, look),
  ];
}

function standing({ state, waitingFor, doubt, problem }: Command, { words }: Look): string {
  if (problem !== undefined) return withLocalTimes(plain(words.problem(problem)));
  if (doubt !== undefined) return words.inDoubt(plain(withMeaning(doubt, words)));
  if (waitingFor !== undefined) return withLocalTimes(words.waitsFor(words.waiting(plain(waitingFor))));
  return state === 'planned' ? words.waitsForTurn : '';
}

/** A reason with what it means. */
function withMeaning(reason: string, { explain }: Look['words']): string {
  const meaning = explain(reason);
  return meaning === undefined ? reason : `${reason}: ${meaning}`;
}

/** A command of a kind was asked for, and has not ended. */
export const isAsked = ({ commands }: Pick<SubscriptionView, 'commands'>, kind: string): boolean =>
  commands.some(({ command, endedAt }) => command === kind && endedAt === undefined);

/** The gateway had confirmed the cancellation, and somebody has activated the schedule since. */
export const isActiveAgain = ({ cancellation, gateway, state, commands }: SubscriptionView): boolean =>
  cancellation?.inactiveAt !== undefined &&
  gateway.scheduleStatus === 'ATV' &&
  !isEndState(state) &&
  // That one is ours.
  !isAsked({ commands }, 'uncancel');

/** The gateway charged on a day after it had confirmed the cancellation, whatever became of that charge. Of some charges only the day is known. */
const isChargedSince = ({ cancellation, ledger }: SubscriptionView): boolean => {
  const { inactiveAt } = cancellation ?? {};
  if (inactiveAt === undefined) return false;
  return [...ledger.immediate, ...ledger.cycles.flatMap(({ charges }) => charges)].some(
    ({ at, outcome }) => MONEY_MOVED.includes(outcome) && localDate(at) > localDate(inactiveAt),
  );
};

const MONEY_MOVED: readonly string[] = ['paid', 'refunded', 'reversed'];

/** A cancellation in one line: how, by whom, why, and until when what was paid for goes on. */
export function cancellationLine(view: SubscriptionView, { words }: Look): string {
  const { cancellation } = view;
  if (cancellation === undefined) return '';
  const { at, inactiveAt, ...rest } = cancellation;
  return words.cancellation({
    ...rest,
    isActiveAgain: isActiveAgain(view),
    isChargedSince: isChargedSince(view),
    at: localTime(at),
    ...(inactiveAt === undefined ? {} : { inactiveAt: localTime(inactiveAt) }),
  });
}
