import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** How the simulation was called. */
export interface CommandLine {
  lives: number;
  seed: number;
  /** Chance that a request meets a fault, 0 to 1. */
  faults: number;
  /** Nobody changes anything, and the gateway posts nothing: such lives are played several times as fast. */
  unchanged: boolean;
  /** Processes that play side by side. */
  workers: number;
  json: boolean;
  show: boolean;
  /** With `show`: also the questions that were answered as usual. */
  everything: boolean;
  /** Plays without all faults but these, by their ids. */
  onlyFaults: string[] | undefined;
  planted: boolean;
  /** With `planted`: begins with the life that found the defect when all were last looked for. */
  known: boolean;
  /** Plays with a planted defect in the code, by its name. */
  plant: string | undefined;
  help: boolean;
}

/** Limits and defaults of what may be asked for. */
const LIVES = { default: 1_000, max: 10_000_000 };
const SEED = { default: 1, max: 2_000_000_000 };
const FAULTS_DEFAULT = 0.2;
const WORKERS_MAX = 64;
/** With `--planted`: lives after which a defect counts as not found. */
const PLANTED_LIVES_DEFAULT = 2_000;

/** What `--help` prints. */
export const HELP = `npm run simulate [-- --lives 5000] [--seed 7] [--faults 0.2]

Plays lives of subscriptions, one for each seed, with the real code on a virtual clock, and holds each against the gateway's own
ledger (docs/invariants.md). Exit code 0 when every life holds, 1 when one does not.

  --lives N        how many lives, with the seeds S, S+1, …            (default ${String(LIVES.default)})
  --seed S         the first seed                                      (default ${String(SEED.default)})
  --faults R       chance that a request meets a fault, 0 to 1         (default ${String(FAULTS_DEFAULT)})
  --unchanged      without commands on the running schedule and without posts of the gateway, which is faster
  --workers N      processes side by side                              (default: one for each core)
  --json           one JSON document on standard output, everything else on standard error (npm run -s)
  --show           tells one life as a story; with --everything also the questions that were answered as usual
  --only-faults X  plays one life with these faults only: their ids, separated by ;
  --planted        plants each defect of simulation/planted/ in the code and looks for it in up to --lives lives
                   (default ${String(PLANTED_LIVES_DEFAULT)}); with --plant NAME for that one only, with --known from the life
                   on that found it when all were last looked for
  --plant NAME     plays with one of these defects in the code
  --help           this text
`;

/** Something on the command line that cannot be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError naming the flag and what it takes */
export function readCommandLine(args: readonly string[]): CommandLine {
  const values = parsed(args);
  const planted = values.planted ?? false;
  const show = values.show ?? false;
  const onlyFaults = values['only-faults']
    ?.split(';')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const livesDefault = planted ? PLANTED_LIVES_DEFAULT : show || onlyFaults ? 1 : LIVES.default;
  const lives = whole('lives', values.lives, { min: 1, max: LIVES.max, default: livesDefault });
  if ((show || onlyFaults !== undefined) && lives !== 1)
    throw new UsageError('--show and --only-faults are for one life: give --lives 1, or leave it out');
  return {
    lives,
    seed: whole('seed', values.seed, { min: 0, max: SEED.max, default: SEED.default }),
    faults: share('faults', values.faults, FAULTS_DEFAULT),
    workers: whole('workers', values.workers, { min: 1, max: WORKERS_MAX, default: availableParallelism() }),
    json: values.json ?? false,
    unchanged: values.unchanged ?? false,
    everything: values.everything ?? false,
    known: values.known ?? false,
    plant: values.plant,
    help: values.help ?? false,
    ...{ show, onlyFaults, planted },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        lives: { type: 'string' },
        seed: { type: 'string' },
        faults: { type: 'string' },
        workers: { type: 'string' },
        unchanged: { type: 'boolean' },
        json: { type: 'boolean' },
        show: { type: 'boolean' },
        everything: { type: 'boolean' },
        'only-faults': { type: 'string' },
        planted: { type: 'boolean' },
        known: { type: 'boolean' },
        plant: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(
  flag: string,
  text: string | undefined,
  range: { min: number; max: number; default: number },
): number {
  if (text === undefined) return range.default;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
  throw new UsageError(`--${flag} takes a whole number from ${String(range.min)} to ${String(range.max)}`);
}

function share(flag: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value >= 0 && value <= 1) return value;
  throw new UsageError(`--${flag} takes a number from 0 to 1, e.g. 0.2`);
}
