import type { Command } from 'commander';
import type { EventsPage } from '../events/read-events';
import type { CliIo } from './io';
import { print, withClient, type CommonFlags } from './session';
import { wholeNumber } from './start-input';
import { readRef } from './subscription-argument';
import { columns, localTime, plain } from './text';

interface EventsFlags extends CommonFlags {
  since?: string;
}

/** Adds `events`: what the billing system is told of. */
export function addEvents(program: Command, io: CliIo): void {
  program
    .command('events')
    .summary('list what the billing system is told of')
    .description(
      'Lists the events of a subscription that are kept, oldest first, and those that could not be delivered.',
    )
    .argument('<subscription>', 'merchant/orderId, e.g. loja-a/A0001')
    .option('--since <sequence>', 'after this one')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const flags: EventsFlags = command.optsWithGlobals();
      const ref = readRef(text);
      const request = flags.since === undefined ? {} : { since: wholeNumber(flags.since, 'since') };
      const page = await withClient(io, flags, (client) => client.events(ref, request));
      print(io, flags, page, () => eventsText(page));
    });
}

/** Events as a table; times are São Paulo's. */
function eventsText({ events, missed, undelivered, last }: EventsPage): string {
  if (last === 0) return 'Nothing has been told yet.';
  const rows = events.map(({ sequence, time, type, subject, id }) => [
    String(sequence),
    localTime(time),
    type,
    plain(subject.replace(/^(charge\/.{12}).*/, '$1…')),
    id,
  ]);
  const gaps =
    missed === undefined ? [] : [`Events ${String(missed.from)} to ${String(missed.to)} are kept no more.`];
  const failed = undelivered.map(
    ({ from, to, at, problem }) =>
      `Not delivered: events ${String(from)} to ${String(to)}, given up ${localTime(at)}: ${plain(problem)}.`,
  );
  const table =
    rows.length === 0 ? 'No event after it.' : columns([['', 'WHEN', 'WHAT', 'OF', 'ID'], ...rows]);
  return [...gaps, table, ...failed, 'Times are São Paulo’s.'].join('\n\n');
}
