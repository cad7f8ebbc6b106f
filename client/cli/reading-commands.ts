import type { Command } from 'commander';
import type { SubscriptionState } from '../../domain/subscription/states';
import { SubscriptionWorkflowFailedError } from '../errors/subscription-errors';
import type { ListFilter } from '../listing/list-query';
import type { SubscriptionPage } from '../listing/list-subscriptions';
import type { SubscriptionSummary } from '../listing/summary';
import type { SubscriptionClient } from '../subscription-client';
import { addCharges } from './charges-command';
import { listText } from './format-list';
import { lastKnownText, viewText } from './format-view';
import type { CliIo } from './io';
import { print, programName, withClient, type CommonFlags } from './session';
import { wholeNumber } from './start-input';
import { addEvents } from './events-command';
import { addResend } from './resend-command';
import { addTimeline } from './timeline-command';
import { readRef } from './subscription-argument';

interface ListFlags extends CommonFlags {
  merchant?: string;
  state?: string;
  scheduleStatus?: string;
  sid?: string;
  attention?: true;
  nextChargeFrom?: string;
  nextChargeBefore?: string;
  open?: true;
  ended?: true;
  pageSize?: string;
  pageToken?: string;
  all?: true;
}

/** Adds `show`, `charges`, `timeline`, `list` and `wait`: the commands that change nothing. */
export function addReadingCommands(program: Command, io: CliIo): void {
  program
    .command('show')
    .summary('show where a subscription stands')
    .description('Shows where a subscription stands, what the gateway says, every charge, and what to do.')
    .argument('<subscription>', 'merchant/orderId, e.g. loja-a/A0001')
    .action(async (text: string, _flags: unknown, command: Command) =>
      show(io, text, command.optsWithGlobals()),
    );
  addCharges(program, io);
  addTimeline(program, io);
  addEvents(program, io);
  addResend(program, io);
  addList(program, io);
  program
    .command('wait')
    .summary('wait until a subscription is in a state')
    .description('Waits until a subscription is in one of the states, and shows it.')
    .argument('<subscription>', 'merchant/orderId, e.g. loja-a/A0001')
    .requiredOption('--for <states>', 'states, with commas between: active,rejected')
    .option('--timeout-seconds <n>', 'longest wait', '60')
    .action(async (text: string, _flags: unknown, command: Command) =>
      wait(io, text, command.optsWithGlobals()),
    );
}

function addList(program: Command, io: CliIo): void {
  program
    .command('list')
    .summary('list subscriptions')
    .description('Lists subscriptions, newest first, one page at a time.')
    .option('--merchant <alias>', 'of this merchant')
    .option('--state <states>', 'in one of these states, with commas between')
    .option('--schedule-status <status>', "with this status of the gateway's schedule, e.g. ATV")
    .option('--sid <sid>', 'of this schedule of the gateway')
    .option('--attention', 'that a person should look at')
    .option('--next-charge-from <when>', 'charged next at or after this date or instant')
    .option('--next-charge-before <when>', 'charged next before this date or instant')
    .option('--open', 'that have not ended')
    .option('--ended', 'that have ended')
    .option('--page-size <n>', 'subscriptions on a page, 1–1000 (default: 100)')
    .option('--page-token <token>', 'the page after the one that gave this token')
    .option('--all', 'all pages at once')
    .action(async (_flags: unknown, command: Command) => list(io, command.optsWithGlobals()));
}

async function show(io: CliIo, text: string, flags: CommonFlags): Promise<void> {
  const ref = readRef(text);
  const view = await withClient(io, flags, (client) => client.get(ref)).catch((error: unknown) => {
    if (flags.json !== true) showLastKnown(io, error);
    throw error;
  });
  print(io, flags, view, () => viewText(view, programName(io)));
}

/** With `--json` the last known view is a part of the error. */
function showLastKnown(io: CliIo, error: unknown): void {
  const known = error instanceof SubscriptionWorkflowFailedError ? error.lastKnown : undefined;
  if (known !== undefined) io.out(`${lastKnownText(known)}\n`);
}

async function wait(
  io: CliIo,
  text: string,
  flags: CommonFlags & { for: string; timeoutSeconds: string },
): Promise<void> {
  const ref = readRef(text);
  const timeoutMs = wholeNumber(flags.timeoutSeconds, 'timeoutSeconds') * 1_000;
  const states = split(flags.for);
  const view = await withClient(io, flags, (client) => client.waitFor(ref, states, { timeoutMs }));
  print(io, flags, view, () => viewText(view, programName(io)));
}

async function list(io: CliIo, flags: ListFlags): Promise<void> {
  const filter = filterOf(flags);
  const pageSize = flags.pageSize === undefined ? {} : { pageSize: wholeNumber(flags.pageSize, 'pageSize') };
  const pageToken = flags.pageToken === undefined ? {} : { pageToken: flags.pageToken };
  const page = await withClient(io, flags, (client) =>
    flags.all === true ? allPages(client, filter) : client.list(filter, { ...pageSize, ...pageToken }),
  );
  print(io, flags, page, () => listText(page));
}

async function allPages(client: SubscriptionClient, filter: ListFilter): Promise<SubscriptionPage> {
  const subscriptions: SubscriptionSummary[] = [];
  for await (const subscription of client.listAll(filter, { pageSize: 1_000 }))
    subscriptions.push(subscription);
  return { subscriptions };
}

function filterOf(flags: ListFlags): ListFilter {
  const { merchant, state, scheduleStatus, sid, attention, nextChargeFrom, nextChargeBefore, open, ended } =
    flags;
  return {
    ...(merchant === undefined ? {} : { merchant }),
    ...(state === undefined ? {} : { state: split(state) }),
    ...(scheduleStatus === undefined ? {} : { scheduleStatus }),
    ...(sid === undefined ? {} : { sid }),
    ...(attention === undefined ? {} : { needsAttention: true }),
    ...(nextChargeFrom === undefined ? {} : { nextChargeFrom }),
    ...(nextChargeBefore === undefined ? {} : { nextChargeBefore }),
    ...(open === undefined ? {} : { open: true }),
    ...(ended === undefined ? {} : { open: false }),
  };
}

/** The client checks that these are states. */
const split = (text: string): SubscriptionState[] =>
  text.split(',').map((part) => part.trim() as SubscriptionState);
