import type { Command } from 'commander';
import { ATTEMPTS_MAX } from '../../contract/earlier-attempts';
import type { NewStart, SubscriptionStart } from '../../contract/input';
import { checkInput } from '../start/check-input';
import { notKnownYet } from './already-told';
import { addExamples } from './examples';
import { readJson, type CliIo } from './io';
import { lookOf } from './look';
import { DATE_TYPED, dateTyped } from './relative-date';
import { spokenOf, tell } from './fold';
import { startText } from './format-answers';
import { startPreviewText } from './format-start-preview';
import { viewText } from './format-view';
import type { StartOptions } from '../start/start-options';
import { print, withClient, type CommonFlags } from './session';
import { secondsOf, startInputOf, wholeNumber, type StartFlags } from './start-input';
import { inAMonth } from './text';
import { tryStart } from './try-start';
import { UsageError } from './usage-error';

/** The first date is always one to come. */
const example = (): string =>
  `carat start --merchant loja-a --order-id A0001 --entry start_later --amount-cents 4990 --first-date ${inAMonth()} --times 12 --authorizer 2 --store-identification buyer1 --card-token <token of a card stored at Carat>`;

/** With what was mended. */
const again = (): string => `${example()} --attempt 2`;

/** Adds `start`: a subscription from a JSON file, from flags, or from both. */
export function addStart(program: Command, io: CliIo): void {
  const command = program
    .command('start')
    .summary('start a subscription, once per merchant and order id')
    .description(
      'Starts a subscription, once per merchant and order id: repeating the same start is safe. Flags win over the file. Card numbers are refused.',
    )
    .option(
      '--input <file>',
      'JSON of the subscription (schemas/subscription-input.json); - is standard input',
    )
    .option('--merchant <alias>', 'alias of the merchant')
    .option('--order-id <id>', "the merchant's own id, 1–20 letters and digits")
    .option('--entry <way>', 'pay_now or start_later')
    .option('--amount-cents <cents>', 'amount of each charge: 4990 is R$ 49,90')
    .option('--first-date <date>', `first scheduled charge, ${DATE_TYPED}`, dateTyped)
    .option('--times <n>', 'number of charges; without it open-ended')
    .option('--interval-months <n>', 'months between charges (default: 1)')
    .option(
      '--payment-amount-cents <cents>',
      'pay_now: amount of the first payment (default: --amount-cents)',
    )
    .option('--installments <n>', 'pay_now: installments of the first payment (default: 1)')
    .option('--confirm-within-minutes <n>', 'pay_now: authorise only, and undo when not confirmed by then')
    .option('--card-token <token>', 'token of a card stored at Carat')
    .option('--vault-ref <reference>', 'reference of a card in the vault')
    .option('--authorizer <id>', 'authorizer id: 1 Visa, 2 Mastercard, 3 Amex, 41 Elo, …')
    .option('--store-identification <id>', 'id of the payer at the store, 1–20 letters and digits')
    .option('--merchant-usn <digits>', "the merchant's sequence number, up to 12 digits")
    .option('--soft-descriptor <text>', 'text on the statement')
    .option('--requested-by <name>', 'who asks, for the audit trail')
    .option(
      '--attempt <n>',
      'start a rejected order once more: 2 after the first attempt; card and terms may differ',
    )
    .option('--anyway', 'start although no worker serves the merchant, or the same was started just now')
    .option('--dry-run', 'start nothing: show what would be charged, and when')
    .option(
      '--wait',
      'wait until the gateway has said what came of it; exit 1 when that is nothing, 5 when a person must find it out',
    )
    .option('--timeout-seconds <n>', 'with --wait: longest wait (default: 60)')
    .action(async (_flags: unknown, typed: Command) => start(io, typed.optsWithGlobals()));
  addExamples(command, () => [example(), again()]);
}

interface OwnFlags extends StartFlags, CommonFlags {
  anyway?: true;
  attempt?: string;
  dryRun?: true;
  wait?: true;
  timeoutSeconds?: string;
}

async function start(io: CliIo, flags: OwnFlags): Promise<void> {
  if (flags.entry === 'adopt')
    throw new UsageError(
      '--entry: must be pay_now or start_later',
      'To take over a schedule that exists at the gateway, use carat adopt.',
    );
  const file = flags.input === undefined ? undefined : await readJson(io, flags.input);
  const input = startInputOf(file, flags);
  const checked = checkInput(input);
  if (flags.dryRun === true) {
    const { merchant, orderId } = checked;
    const tried = await tryStart(io, flags, input as NewStart, optionsOf(flags));
    tell(io, flags, tried, () => startPreviewText(tried, `${merchant}/${orderId}`));
    return;
  }
  if (flags.wait === true) return startAndWait(io, flags, input as SubscriptionStart);
  const info = await withClient(io, flags, (client) =>
    client.start(input as SubscriptionStart, optionsOf(flags)),
  );
  tell(io, flags, info, (page) => startText(info, page));
}

async function startAndWait(io: CliIo, flags: OwnFlags, input: SubscriptionStart): Promise<void> {
  const { timeoutSeconds: seconds } = flags;
  const wait = seconds === undefined ? {} : { timeoutMs: secondsOf(seconds) };
  const view = await withClient(io, flags, async (client) => {
    const info = await client.start(input, optionsOf(flags));
    // What a person may want to know is told before the wait, and beside the answer.
    if (flags.json !== true && (info.alreadyRunning || info.notes !== undefined))
      io.err(`${startText(info, spokenOf(io, flags))}\n`);
    // Repeated, it starts nothing.
    return client.startAndWait(input, { ...wait, ...optionsOf(flags) });
  });
  print(io, flags, view, () => viewText(view, lookOf(io, flags)));
  if (view.state === 'blocked') notKnownYet();
}

/** Somebody who types is told before the money moves; a program is told in the answer. */
const optionsOf = ({ anyway, attempt }: OwnFlags): StartOptions => ({
  ...(anyway === true ? { anyway } : { ifSimilar: 'refuse' }),
  ...(attempt === undefined
    ? {}
    : { attempt: wholeNumber(attempt, 'attempt', { min: 1, max: ATTEMPTS_MAX }) }),
});
