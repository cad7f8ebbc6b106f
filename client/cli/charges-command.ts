import type { Command } from 'commander';
import type { ChargesPage, ChargesRequest } from '../reading/charges';
import type { SubscriptionClient } from '../subscription-client';
import type { SubscriptionRef } from '../reference';
import { CLIENT_LIMITS } from '../limits';
import { chargesCsv } from './charges-csv';
import { chargesText } from './format-ledger';
import { addExamples } from './examples';
import type { CliIo } from './io';
import { lookOf } from './look';
import { print, withClient, type CommonFlags } from './session';
import { wholeNumber } from './start-input';
import { readRef } from './subscription-argument';
import { UsageError } from './usage-error';

interface ChargesFlags extends CommonFlags {
  pageSize?: string;
  pageToken?: string;
  all?: true;
  csv?: true;
}

/** Adds `charges`: the cycles and charges of the whole life, newest first. */
export function addCharges(program: Command, io: CliIo): void {
  const command = program
    .command('charges')
    .summary('list every cycle and charge, newest first')
    .description(
      'Lists the cycles with every charge, newest first, one page at a time, as far back as they are kept.',
    )
    .argument('<subscription>', 'merchant/orderId, e.g. loja-a/A0001')
    .option('--page-size <n>', `cycles on a page, 1–${CLIENT_LIMITS.cyclesOnPageMax} (default: 50)`)
    .option('--page-token <token>', 'the page after the one that gave this token')
    .option('--all', 'all pages at once')
    .option('--csv', 'one line for each charge, separated by commas')
    .action(async (text: string, _flags: unknown, typed: Command) =>
      charges(io, text, typed.optsWithGlobals()),
    );
  addExamples(command, () => ['carat charges loja-a/A0001', 'carat charges loja-a/A0001 --all --csv']);
}

async function charges(io: CliIo, text: string, flags: ChargesFlags): Promise<void> {
  const ref = readRef(text);
  const look = lookOf(io, flags);
  if (flags.csv === true && flags.json === true)
    throw new UsageError('--csv and --json exclude each other', 'Give one of them.');
  const request = {
    ...(flags.pageSize === undefined
      ? {}
      : {
          pageSize: wholeNumber(flags.pageSize, 'pageSize', { min: 1, max: CLIENT_LIMITS.cyclesOnPageMax }),
        }),
    ...(flags.pageToken === undefined ? {} : { pageToken: flags.pageToken }),
  };
  const page = await withClient(io, flags, (client) =>
    flags.all === true ? allPages(client, ref, request) : client.charges(ref, request),
  );
  print(io, flags, page, () => (flags.csv === true ? chargesCsv(page) : chargesText(page, look)));
  // A table of data holds nothing else; who reads it must still hear what is missing.
  if (flags.csv === true && page.notKept !== undefined)
    io.err(`${look.words.notKept(page.notKept.cycles, page.notKept.upToNumber)}\n`);
}

async function allPages(
  client: SubscriptionClient,
  ref: SubscriptionRef,
  request: ChargesRequest,
): Promise<ChargesPage> {
  let page = await client.charges(ref, { pageSize: CLIENT_LIMITS.cyclesOnPageMax, ...request });
  const [cycles, refunds] = [[...page.cycles], [...page.refunds]];
  while (page.nextPageToken !== undefined) {
    page = await client.charges(ref, { ...request, pageToken: page.nextPageToken });
    cycles.push(...page.cycles);
    refunds.push(...page.refunds);
  }
  return { ...page, cycles, refunds };
}
