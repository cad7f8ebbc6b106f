import { Option, type Command } from 'commander';
import {
  LOSABLE_CALLS,
  ODD_ANSWERS,
  OUTAGES,
  PORTAL_STATUSES,
  REHEARSAL_RANGES,
  SILENCES,
  TEMPORAL_CALLS,
  type RehearsalAction,
} from '../../../contract/rehearsal';
import { addExamples } from '../examples';
import { tell } from '../fold';
import { tellIfItTakesLong } from '../tell-waiting';
import type { CliIo } from '../io';
import type { CommonFlags } from '../session';
import { wholeNumber } from '../start-input';
import { readRef, SUBSCRIPTION_HELP } from '../subscription-argument';
import { inAMonth } from '../text';
import { UsageError } from '../usage-error';
import { rehearse } from './rehearse';

/** Their own flags, as typed. */
interface DevFlags extends CommonFlags {
  to?: string;
  days?: string;
  code?: string;
  call?: string;
  seconds?: string;
  status?: string;
  amountCents?: string;
  nextDate?: string;
  reverse?: true;
  kind?: string;
  about?: string;
}

/** Adds an action that is about one subscription. */
type AddOne = (name: RehearsalAction, about: string, example: string) => Command;

/** Adds `dev`: rehearsals at the development stack of `npm start`, refused everywhere else. */
export function addDev(program: Command, io: CliIo): void {
  const dev = program
    .command('dev')
    .summary('rehearse at the development stack of npm start')
    .description(
      'Moves time and makes things go wrong at the development stack of `npm start`. Refused by every other server.',
    );
  addExamples(dev, () => [
    'carat dev status',
    `carat dev advance loja-a/A0001 --to ${inAMonth()}`,
    'carat dev deny-next loja-a/A0001',
    'carat dev make-blocked loja-a/B0001',
  ]);
  const one: AddOne = (name, about, example) =>
    addExamples(
      dev
        .command(name)
        .description(about)
        .argument('<subscription>', SUBSCRIPTION_HELP)
        .action(async (text: string, _flags: unknown, typed: Command) =>
          run(io, name, readRef(text), typed.optsWithGlobals()),
        ),
      () => [`carat dev ${name} ${example}`],
    );
  const all = (name: RehearsalAction, about: string): Command =>
    addExamples(
      dev
        .command(name)
        .description(about)
        .action(async (_flags: unknown, typed: Command) => run(io, name, {}, typed.optsWithGlobals())),
      () => [`carat dev ${name}`],
    );
  all('status', 'Tells what time it is at the sandbox, and what happens there next.');
  one(
    'advance',
    'Moves one subscription and the sandbox to a later time, together.',
    `loja-a/A0001 --to ${inAMonth()}`,
  )
    .option('--to <when>', 'a date (its noon, when the charge of the day is known) or an instant')
    .option(
      '--days <n>',
      'so many days from the time of the sandbox; without both: to the time of the sandbox',
    );
  one('deny-next', 'Lets the issuer deny the next charge.', 'loja-a/A0001 --code 51').option(
    '--code <code>',
    "the issuer's code (default: 51, insufficient funds)",
  );
  one(
    'lose-next-reply',
    'Loses the reply to the next call, which is carried out.',
    'loja-a/A0001 --call pay',
  ).addOption(new Option('--call <call>', 'which call (default: pay)').choices([...LOSABLE_CALLS]));
  all('outage', 'Lets the gateway take no connection, or no call get through otherwise.')
    .addOption(
      new Option('--kind <kind>', 'why none gets through (default: no-connection)').choices([...OUTAGES]),
    )
    .option('--seconds <n>', 'for so long; without it until `carat dev recover`');
  all('recover', 'Ends outages, lost replies, silence and odd answers.');
  one('make-blocked', 'Starts a subscription and brings it to where a person must decide.', 'loja-a/B0001');
  one(
    'repeat-executions',
    'Lets the gateway execute its last charge again on the next days.',
    'loja-a/A0001',
  ).option('--days <n>', 'on how many (default: 2)');
  addPortal(one);
  addOdd(one);
}

/** What somebody does in the portal, one flag each. */
function addPortal(one: AddOne): void {
  one(
    'portal',
    "Does what somebody would do in the vendor's portal, behind our back.",
    'loja-a/A0001 --amount-cents 7777',
  )
    .addOption(new Option('--status <status>', 'pauses it or lets it run').choices([...PORTAL_STATUSES]))
    .option('--amount-cents <cents>', 'sets the amount of the next charges')
    .option('--next-date <date>', 'moves the next charge, YYYY-MM-DD')
    .option('--reverse', 'gives the last paid charge back');
}

/** What nobody explains: no answers, odd ones, and what is done to the workflow in Temporal. */
function addOdd(one: AddOne): void {
  one(
    'silence',
    'Lets the gateway answer no question about one subscription, nor post.',
    'loja-a/A0001 --about charges',
  ).addOption(
    new Option('--about <what>', 'about what it is silent (default: everything)').choices([...SILENCES]),
  );
  one(
    'odd-answers',
    'Lets the gateway tell something odd about a schedule.',
    'loja-a/A0001 --about counter',
  ).addOption(new Option('--about <what>', 'what is odd (default: status)').choices([...ODD_ANSWERS]));
  one(
    'temporal',
    'Does what nobody should do to a workflow in Temporal.',
    'loja-a/A0001 --call cancel',
  ).addOption(new Option('--call <call>', 'what (default: cancel)').choices([...TEMPORAL_CALLS]));
}

/** A move goes from one moment to the next at which something is due, and waits each time until all is done. */
const STILL_MOVING =
  'still on the way: whatever is open comes along, and a receiver of events that is slow or away is waited for, event by event';
const STILL_MOVING_MS = 20_000;

async function run(io: CliIo, action: RehearsalAction, named: object, flags: DevFlags): Promise<void> {
  const { to, code, call, status, nextDate, reverse, kind, about } = flags;
  if (to !== undefined && flags.days !== undefined)
    throw new UsageError('--to and --days exclude each other', 'Give one of them.');
  const args = {
    ...named,
    ...{ to, code, call, status, nextDate, reverse, kind, about },
    amountCents: count(action, flags.amountCents, 'amount-cents'),
    days: count(action, flags.days, 'days'),
    seconds: count(action, flags.seconds, 'seconds'),
  };
  const answer = await tellIfItTakesLong(io, flags, {
    answer: rehearse(io, flags, action, args),
    what: () => Promise.resolve(STILL_MOVING),
    afterMs: STILL_MOVING_MS,
  });
  tell(io, flags, answer, () => answer.told.join('\n'));
}

/** A whole number in the range of the action; where it takes none, the door refuses it. */
function count(action: RehearsalAction, text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  return wholeNumber(text, flag, isRanged(action) ? REHEARSAL_RANGES[action] : { min: 0 });
}

const isRanged = (action: RehearsalAction): action is keyof typeof REHEARSAL_RANGES =>
  Object.hasOwn(REHEARSAL_RANGES, action);
