import type { Command } from 'commander';
import type { EventsPage } from '../events/read-events';
import { addExamples } from './examples';
import type { CliIo } from './io';
import { lookOf, type Look } from './look';
import { print, withClient, type CommonFlags } from './session';
import { wholeNumber } from './start-input';
import { readRef, SUBSCRIPTION_HELP } from './subscription-argument';
import { paragraph, table, type Column } from './table';
import { localTime, plain } from './text';

interface EventsFlags extends CommonFlags {
  since?: string;
}

/** Adds `events`: what the billing system is told of. */
export function addEvents(program: Command, io: CliIo): void {
  const command = program
    .command('events')
    .summary('list what the billing system is told of')
    .description(
      'Lists the events of a subscription that are kept, oldest first, and those that could not be delivered.',
    )
    .argument('<subscription>', SUBSCRIPTION_HELP)
    .option('--since <sequence>', 'after this one')
    .action(async (text: string, _flags: unknown, typed: Command) => {
      const flags: EventsFlags = typed.optsWithGlobals();
      const ref = readRef(text);
      const request =
        flags.since === undefined ? {} : { since: wholeNumber(flags.since, 'since', { min: 0 }) };
      const page = await withClient(io, flags, (client) => client.events(ref, request));
      print(io, flags, page, () => eventsText(page, lookOf(io, flags)));
    });
  addExamples(command, () => ['carat events loja-a/A0001', 'carat events loja-a/A0001 --since 12']);
}

/** Events as a table; times are São Paulo's. */
export function eventsText(
  { events, missed, rewound, undelivered, last }: EventsPage,
  look: Pick<Look, 'width' | 'paint'>,
): string {
  if (last === 0) return 'Nothing has been told yet.';
  const rows = events.map(({ sequence, time, type, subject, id }) => [
    String(sequence),
    localTime(time),
    type,
    plain(shortSubject(subject)),
    id,
  ]);
  const gaps = [
    ...(rewound === true
      ? [`It has told ${String(last)} events only: it was reset, or is one of a backup. These are all.`]
      : []),
    ...(missed === undefined ? [] : [`Kept no more: ${numbersOf(missed)}.`]),
  ];
  const failed = undelivered.map(
    ({ from, to, at, problem }) =>
      `Given up ${localTime(at)}: ${numbersOf({ from, to })}: ${plain(problem)}.`,
  );
  const since = failed.length === 0 ? [] : ['What was sent again with `resend` is not noted here.'];
  const told = rows.length === 0 ? 'No event after it.' : table(columnsIn(look.width, rows), rows, look);
  const sentences = (lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [lines.map((line) => paragraph(line, look.width)).join('\n')];
  return [...sentences(gaps), told, ...sentences([...failed, ...since]), 'Times are São Paulo’s.'].join(
    '\n\n',
  );
}

/** E.g. `events 3 to 5`, `event 3`. */
const numbersOf = ({ from, to }: { from: number; to: number }): string =>
  from === to ? `event ${String(from)}` : `events ${String(from)} to ${String(to)}`;

/** Enough of a NIT, or of an id that the client made up, to tell it from others. */
const shortSubject = (subject: string): string =>
  subject.replace(/^(charge\/.{7}).*/, '$1…').replace(/(-[\da-f]{7})[\da-f](?:-[\da-f]{4,12}){4}$/, '$1…');

const NUMBER = { head: '' };
const WHEN = { head: 'WHEN' };
const WHAT = { head: 'WHAT', wraps: true } as const;
const OF = { head: 'OF', wraps: true } as const;
/** Never cut nor broken: it is pasted into `resend`. */
const ID = { head: 'ID' };
/** Fewest characters that WHAT and OF are read in, with the gaps between the columns. */
const WHAT_AND_OF = 2 * 13 + 8;

/** What an event is of is left out first, where ids are long and the terminal narrow. */
function columnsIn(width: number, rows: readonly (readonly string[])[]): readonly Column[] {
  const longest = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const isRoomy = longest(0) + longest(1) + longest(4) + WHAT_AND_OF <= width;
  return [NUMBER, WHEN, WHAT, isRoomy ? OF : { ...OF, drop: 1 }, ID];
}
