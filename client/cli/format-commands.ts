import type { SubscriptionView } from '../../contract/view';
import { columns, localTime, longDate, plain } from './text';

type Command = Omit<SubscriptionView['commands'][number], 'command'>;

/** Commands that ended, shown; the audit trail and `--json` have the others. */
const ENDED_SHOWN = 5;

/** The commands and refunds that are under way, and the last ones that ended: what, who, why, when, and how. Empty without any. */
export function commandsText(view: SubscriptionView): string {
  const commands: Command[] = [...view.commands, ...view.refunds];
  const open = commands.filter(({ endedAt }) => endedAt === undefined);
  const ended = commands.filter(({ endedAt }) => endedAt !== undefined).slice(-ENDED_SHOWN);
  if (commands.length === 0) return '';
  const table = columns([HEADINGS, ...[...open, ...ended].map(rowOf)]);
  return `Commands\n${table.replace(/^/gm, '  ')}`;
}

const HEADINGS = ['ASKED', 'STATE', 'ENDED', 'WHAT', 'BY', 'WHY', 'HOW IT STANDS'];

function rowOf(command: Command): string[] {
  const { at, state, endedAt, what, by, reason } = command;
  return [localTime(at), state, localTime(endedAt), plain(what), plain(by), plain(reason), standing(command)];
}

function standing({ state, waitingFor, doubt, problem }: Command): string {
  if (problem !== undefined) return plain(`${problem.code}: ${problem.message}`);
  if (doubt !== undefined) return plain(`in doubt (${doubt}): the gateway is being asked`);
  if (waitingFor !== undefined) return plain(`waits for ${waitingFor}`);
  return state === 'planned' ? 'waits for its turn' : '';
}

/** A cancellation in one line: how, by whom, why, and until when what was paid for goes on. */
export function cancellationLine({ cancellation }: SubscriptionView): string {
  if (cancellation === undefined) return '';
  const { when, by, reason, at, inactiveAt, accessUntil } = cancellation;
  const how = when === 'now' ? 'now' : 'at the end of the paid period';
  const told =
    inactiveAt === undefined
      ? 'the gateway is being told'
      : `the gateway charges no more since ${localTime(inactiveAt)}`;
  const access = accessUntil === undefined ? '' : `, access until ${longDate(accessUntil)}`;
  return `${how}, by ${by} at ${localTime(at)} (${reason}); ${told}${access}`;
}
