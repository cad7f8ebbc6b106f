import type { Command } from 'commander';
import type { AdoptionRequest } from '../adoption/adopt';
import { checkInput } from '../start/check-input';
import { AlreadyTold, notKnownYet } from './already-told';
import { EXIT } from './exit-codes';
import { tell } from './fold';
import { adoptionText, previewText } from './format-adoption';
import { addExamples } from './examples';
import { readJson, type CliIo } from './io';
import { withClient, type CommonFlags } from './session';
import { secondsOf, startInputOf, type StartFlags } from './start-input';
import { DATE_TYPED, dateTyped } from './relative-date';
import { inAMonth } from './text';

interface AdoptFlags extends StartFlags, CommonFlags {
  dryRun?: true;
  timeoutSeconds?: string;
}

/** To be copied, with a SID of one's own. */
const example = (): string =>
  `carat adopt --dry-run --merchant loja-a --order-id A0001 --sid ${'a1b2c3d4'.repeat(8)} --amount-cents 4990 --first-date ${inAMonth()} --times 12`;

const AFTER = `
What is adopted is followed from now on: nothing is created, paid or activated.
Repeating the same adoption is safe. docs/adopting.md says how to take over
thousands.`;

/** Adds `adopt`: an existing schedule of the gateway is taken over, or only looked at. */
export function addAdopt(program: Command, io: CliIo): void {
  const command = program
    .command('adopt')
    .summary('take over a schedule that exists at the gateway')
    .description(
      'Takes over a schedule that exists at the gateway, with the terms as they were sold. Repeating it is safe. Flags win over the file.',
    )
    .option('--dry-run', 'only say what would be taken over, and what does not fit the terms')
    .option('--input <file>', 'JSON of the adoption (schemas/subscription-input.json); - is standard input')
    .option('--merchant <alias>', 'alias of the merchant')
    .option('--order-id <id>', "the merchant's own id, 1–20 letters and digits")
    .option('--sid <sid>', 'SID of the schedule, 64 letters and digits')
    .option('--gateway-order-id <id>', 'order id at the gateway, where it is another one')
    .option('--amount-cents <cents>', 'amount of each charge: 4990 is R$ 49,90')
    .option('--first-date <date>', 'its first charge, as it was sold, YYYY-MM-DD')
    .option(
      '--next-date <date>',
      `its next charge, ${DATE_TYPED} (default: the one of the gateway)`,
      dateTyped,
    )
    .option('--times <n>', 'number of charges over its whole life; without it open-ended')
    .option('--interval-months <n>', 'months between charges (default: 1)')
    .option('--if-terms-differ <which>', 'refuse, sold_holds or gateway_holds (default: refuse)')
    .option('--requested-by <name>', 'who asks, for the audit trail')
    .option('--timeout-seconds <n>', 'longest wait for the answer (default: 60, of a dry run 120)')
    .action(async (_flags: unknown, typed: Command) => run(io, typed.optsWithGlobals()));
  addExamples(command, () => [example()]).addHelpText('after', AFTER);
}

async function run(io: CliIo, flags: AdoptFlags): Promise<void> {
  const file = flags.input === undefined ? undefined : await readJson(io, flags.input);
  const input = startInputOf(file, { ...flags, entry: 'adopt' });
  checkInput(input);
  const request = input as AdoptionRequest;
  const { timeoutSeconds } = flags;
  const options = timeoutSeconds === undefined ? {} : { timeoutMs: secondsOf(timeoutSeconds) };
  if (flags.dryRun === true) {
    const preview = await withClient(io, flags, (client) => client.previewAdoption(request, options));
    tell(io, flags, preview, () => previewText(preview));
    if (preview.verdict === 'would_be_refused') throw new AlreadyTold(EXIT.refused);
    return;
  }
  const answer = await withClient(io, flags, (client) => client.adopt(request, options));
  tell(io, flags, answer, ({ program }) => adoptionText(answer, program));
  if (answer.result === 'accepted') notKnownYet();
}
