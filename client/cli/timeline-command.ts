import type { Command } from 'commander';
import type { Timeline } from '../reading/timeline';
import { addExamples } from './examples';
import type { CliIo } from './io';
import { lookOf, type Look } from './look';
import { print, withClient, type CommonFlags } from './session';
import { readRef, SUBSCRIPTION_HELP } from './subscription-argument';
import { table } from './table';
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
export function timelineText(
  { entries, earlierNotKept }: Timeline,
  look: Pick<Look, 'width' | 'paint'>,
): string {
  const rows = entries.map(({ at, by, what, reason, nit }) => [
    localTime(at),
    plain(by),
    withLocalTimes(plain(reason === undefined ? what : `${what}: ${reason}`)),
    nit === undefined ? '' : `NIT ${nit.slice(0, NIT_SHOWN)}…`,
  ]);
  const before =
    earlierNotKept === true
      ? 'Earlier runs are not kept any more: of what happened before, only what follows is known.\n\n'
      : '';
  return `${before}${table(COLUMNS, rows, look)}\n\nTimes are São Paulo’s.`;
}

/** Enough of a NIT to tell it from others; `charges` and --json have the whole. */
const NIT_SHOWN = 12;

const COLUMNS = [
  { head: 'WHEN' },
  { head: 'WHO', wraps: true as const },
  { head: 'WHAT', wraps: true as const },
  { head: '', drop: 1 },
];
