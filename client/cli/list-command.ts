import type { Command } from 'commander';
import type { Attention } from '../../domain/subscription/attention';
import { CLIENT_LIMITS } from '../limits';
import { listQueryOf } from '../listing/list-query';
import type { SubscriptionPage } from '../listing/list-subscriptions';
import type { SubscriptionSummary } from '../listing/summary';
import type { SubscriptionClient } from '../subscription-client';
import { addExamples } from './examples';
import { listText, type FlagsById } from './format-list';
import type { CliIo } from './io';
import { listCsv } from './list-csv';
import { filterOf, type FilterFlags } from './list-filter';
import { lookOf, type Look } from './look';
import { print, withClient, type CommonFlags } from './session';
import { readSortKey, SORT_KEYS, sorted, type SortKey } from './sort-list';
import { wholeNumber } from './start-input';
import { inAMonth } from './text';
import { UsageError } from './usage-error';
import { watch, watchSeconds } from './watch';

interface ListFlags extends FilterFlags, CommonFlags {
  sort?: string;
  watch?: string | true;
  csv?: true;
  count?: true;
  pageSize?: string;
  pageToken?: string;
  all?: true;
}

/** Subscriptions of a list that are asked for the names of their flags, at once, and how long for, milliseconds. */
const NAMED = { most: 20, atOnce: 5, withinMs: 5_000 } as const;

/** Adds `list`. */
export function addList(program: Command, io: CliIo): void {
  const command = program
    .command('list')
    .summary('list subscriptions')
    .description(
      'Lists subscriptions one page at a time: those that run, the newest first, then those that ended. Every condition must hold.',
    )
    .option('--merchant <alias>', 'of this merchant')
    .option('--payer <id>', 'of this payer of the merchant, by its id at the store')
    .option('--state <states>', 'in one of these states, with commas between')
    .option('--schedule-status <status>', "with this status of the gateway's schedule, e.g. ATV")
    .option('--sid <sid>', 'of this schedule of the gateway')
    .option('--attention', 'that a person should look at; their flags are named')
    .option('--denied', 'with denied cycles')
    .option('--owed', 'that owe something')
    .option('--next-charge-from <when>', 'charged next at or after this date or instant')
    .option('--next-charge-before <when>', 'charged next before this date or instant')
    .option('--started-from <when>', 'started at or after this date or instant')
    .option('--started-before <when>', 'started before this date or instant')
    .option('--ended-from <when>', 'ended at or after this date or instant')
    .option('--ended-before <when>', 'ended before this date or instant')
    .option('--open', 'that have not ended')
    .option('--ended', 'that have ended')
    .option('--sort <key>', `${SORT_KEYS.join(', ')}; reads all that fit`)
    .option('--count', 'only how many there are')
    .option('--csv', 'one line for each, separated by commas')
    .option('--watch [seconds]', 'again and again, until Ctrl-C (default: every 5 seconds)')
    .option(
      '--page-size <n>',
      `subscriptions on a page, 1–${String(CLIENT_LIMITS.pageSizeMax)} (default: 100)`,
    )
    .option('--page-token <token>', 'the page after the one that gave this token')
    .option('--all', 'all pages at once')
    .action(async (_flags: unknown, typed: Command) => list(io, typed.optsWithGlobals()));
  addExamples(command, () => [
    'carat list --attention --open',
    'carat list --denied --sort owed',
    `carat list --merchant loja-a --next-charge-before ${inAMonth()} --csv`,
    'carat list --state active --count',
    'carat list --merchant loja-a --payer buyer1',
  ]);
}

async function list(io: CliIo, flags: ListFlags): Promise<void> {
  refuseTogether(flags);
  const look = lookOf(io, flags);
  await withClient(io, flags, async (client) => {
    if (flags.watch !== undefined)
      return watch(io, watchSeconds(flags.watch), () => tableOf(client, flags, look));
    if (flags.count === true) {
      const count = await client.count(filterOf(flags));
      print(io, flags, { count }, () => look.words.count(count));
      return;
    }
    const page = await pageOf(client, flags);
    const named = flags.json === true || flags.csv === true ? new Map() : await flagsOf(client, page);
    print(io, flags, page, () =>
      flags.csv === true ? listCsv(page.subscriptions) : textOf(page, flags, look, named),
    );
  });
}

/** Flags of which only one can hold. */
const ALTERNATIVES: readonly (readonly (keyof ListFlags)[])[] = [
  ['watch', 'json', 'csv', 'count'],
  ['open', 'ended'],
  ['sort', 'pageToken'],
  ['all', 'pageToken'],
];

function refuseTogether(flags: ListFlags): void {
  if (flags.watch !== undefined) watchSeconds(flags.watch);
  if (flags.sort !== undefined) readSortKey(flags.sort);
  pageSizeOf(flags);
  // What is not valid is told before anything is connected to.
  listQueryOf(filterOf(flags));
  for (const names of ALTERNATIVES) {
    const [one, other] = names.filter((name) => flags[name] !== undefined);
    // The count comes as JSON, too.
    if (one === undefined || other === undefined || (one === 'json' && other === 'count')) continue;
    throw new UsageError(`${flagOf(one)} and ${flagOf(other)} exclude each other`, 'Give one of them.');
  }
}

const pageSizeOf = ({ pageSize }: ListFlags): number | undefined =>
  pageSize === undefined
    ? undefined
    : wholeNumber(pageSize, 'pageSize', { min: 1, max: CLIENT_LIMITS.pageSizeMax });

const flagOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What is sorted is read whole; `--page-size` then says how many of it are shown. */
interface Listed extends SubscriptionPage {
  of?: number;
}

async function pageOf(client: SubscriptionClient, flags: ListFlags): Promise<Listed> {
  const filter = filterOf(flags);
  const pageSize = pageSizeOf(flags);
  const { sort, pageToken } = flags;
  if (flags.all !== true && sort === undefined)
    return client.list(filter, {
      ...(pageSize === undefined ? {} : { pageSize }),
      ...(pageToken === undefined ? {} : { pageToken }),
    });
  const subscriptions: SubscriptionSummary[] = [];
  for await (const subscription of client.listAll(filter, { pageSize: CLIENT_LIMITS.pageSizeMax }))
    subscriptions.push(subscription);
  const inOrder = sort === undefined ? subscriptions : sorted(subscriptions, readSortKey(sort));
  if (flags.all === true) return { subscriptions: inOrder };
  return { subscriptions: inOrder.slice(0, pageSize ?? CLIENT_LIMITS.pageSize), of: inOrder.length };
}

async function tableOf(client: SubscriptionClient, flags: ListFlags, look: Look): Promise<string> {
  const page = await pageOf(client, flags);
  return textOf(page, flags, look, await flagsOf(client, page));
}

function textOf(page: Listed, { sort }: ListFlags, look: Look, named: FlagsById): string {
  const text = listText(page, look, named);
  const shown = page.subscriptions.length;
  if (sort === undefined || page.of === undefined || page.of === shown) return text;
  return `${text}\n\n${look.words.shownOf(shown, page.of, look.words.sorts[sort as SortKey])}`;
}

/** The names of the flags: the server knows only whether there is one, so the first subscriptions are asked. Who does not answer soon has none named. */
async function flagsOf(client: SubscriptionClient, { subscriptions }: SubscriptionPage): Promise<FlagsById> {
  const flags = new Map<string, readonly Attention[]>();
  const waiting = subscriptions.filter(({ needsAttention }) => needsAttention).slice(0, NAMED.most);
  const deadline = Date.now() + NAMED.withinMs;
  const ask = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && Date.now() < deadline; next = waiting.shift()) {
      const { workflowId, merchant, orderId } = next;
      const view = await client
        .get({ merchant, orderId }, { timeoutMs: NAMED.withinMs })
        .catch(() => undefined);
      if (view !== undefined) flags.set(workflowId, view.attention);
    }
  };
  await Promise.all(Array.from({ length: NAMED.atOnce }, ask));
  return flags;
}
