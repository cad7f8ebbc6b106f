import type { Command } from 'commander';
import type { Timeline } from '../reading/timeline';
import { addExamples } from './examples';
import type { CliIo } from './io';
import { lookOf, type Look } from './look';
import { print, withClient, type CommonFlags } from './session';
import { readRef, SUBSCRIPTION_HELP } from './subscription-argument';
import { table, type Column } from './table';
import { localTime, plain, withLocalTimes } from './text';

/** Adds `timeline`: what happened, in order. */
export function addTimeline(program: Command, io: CliIo): void {
  const command = program
    .command('timeline')
    .summary('tell what happened, in order: who, why, and every charge')
    .description(
      'Tells what happened in the life of a subscription, oldest first, as far back as it is kept.',
    )
    .argument('<subscription>', SUBSCRIPTION_HELP)
    .action(async (text: string, _flags: unknown, typed: Command) => {
      const flags: CommonFlags = typed.optsWithGlobals();
      const ref = readRef(text);
      const timeline = await withClient(io, flags, (client) => client.timeline(ref));
      print(io, flags, timeline, () => timelineText(timeline, lookOf(io, flags)));
    });
  addExamples(command, () => ['carat timeline loja-a/A0001']);
}

/** A timeline as a table; times are São Paulo's. */
export function timelineText({ entries, earlierNotKept }: Timeline, look: TextLook): string {
  const { words } = look;
  const rows = entries.map((entry) => [
    localTime(entry.at),
    plain(words.actor(entry.by)),
    withLocalTimes(plain(words.happened(entry))),
    entry.nit === undefined ? '' : `NIT ${entry.nit.slice(0, NIT_SHOWN)}…`,
  ]);
  const before = earlierNotKept === true ? `${words.earlierNotKept}\n\n` : '';
  return `${before}${table(columnsOf(look), rows, look)}\n\n${words.timesAre}`;
}

type TextLook = Pick<Look, 'width' | 'paint' | 'words'>;

/** Enough of a NIT to tell it from others; `charges` and --json have the whole. */
const NIT_SHOWN = 12;

const columnsOf = ({ words: { names } }: TextLook): Column[] => [
  { head: names.when.toUpperCase() },
  { head: names.who.toUpperCase(), wraps: true },
  { head: names.what.toUpperCase(), wraps: true },
  { head: '', drop: 1 },
];
