import { castOf } from '../../simulation/command/cast';
import type { SourceEdit } from '../../simulation/bundle/source-edits';
import type { LifeScript } from '../../simulation/lives/script';
import { playLife } from '../../simulation/playing/play-life';
import { workflowBundle } from '../support/run-environment';
import { alterations } from './support/parity/alterations';
import { chooseLives, happenings, type ChosenLife } from './support/parity/choose-lives';
import { comparedOf, difference, type ComparedLife } from './support/parity/compare';
import { playAllForReal } from './support/parity/play-side-by-side';
import { RealSites } from './support/parity/real-site';
import { sampleCast } from './support/sample-lives';

const LIVES_MIN = 40;
/** The longest waits of a life for real, on a machine that is busy with other tests. */
const PATIENCE_MS = 900_000;

/** What has to happen in the lives, or the comparison says little. */
const HAPPENINGS = [
  ...[
    'entry: pay_now',
    'entry: start_later',
    'entry: late confirmation',
    'card through the vault',
    'hand-over',
  ],
  ...['payment denied', 'scheduled approved', 'scheduled denied'],
  ...['ends completed', 'ends rejected', 'ends undone'],
  ...[
    'confirm completed',
    'confirm rejected',
    'undo completed',
    'acknowledge completed',
    'resolve completed',
  ],
  ...['portal_edit', 'portal_reversal', 'incident', 'cancel_request', 'command_late', 'command_repeated'],
  ...[
    'gateway_away_refuses',
    'gateway_away_error_503',
    'worker_lost_before',
    'worker_lost_after',
    'worker_lost',
  ],
  ...['not_sent', 'reset_before', 'silence', 'error_429', 'error_500', 'error_503', 'hold', 'hold_before'],
  ...['execute_then_drop', 'execute_then_502', 'html_200', 'half_answer', 'garbage'],
  ...['extra_fields', 'json_numbers', 'odd_scalars', 'evicted', 'upgraded'],
];

let lives: ChosenLife[];
let real: Map<number, ComparedLife | Error>;

beforeAll(async () => {
  lives = await chooseLives(await sampleCast(), LIVES_MIN, HAPPENINGS);
  const scripts = lives.map(({ script }) => script);
  real = await playedOnSites(scripts, 'parity');
  for (const script of lives.filter(comesToSomethingElse).map((life) => life.script))
    for (const [seed, again] of await playedOnSites([script], 'again')) real.set(seed, again);
}, PATIENCE_MS);

async function playedOnSites(
  scripts: readonly LifeScript[],
  name: string,
): Promise<Map<number, ComparedLife | Error>> {
  const sites = await RealSites.open(scripts, workflowBundle(), `${name}-${String(process.pid)}`);
  try {
    const played = await playAllForReal(scripts, sites);
    if ([...played.values()].some((life) => life instanceof Error)) sites.expectLostTask();
    return played;
  } finally {
    await sites.close();
  }
}

/**
 * Such a life is played once more, with no other beside it. A difference of the code comes again; one of the moment at which a busy
 * machine was looked at does not.
 */
function comesToSomethingElse({ script, simulated }: ChosenLife): boolean {
  const life = real.get(script.seed);
  if (life === undefined || life instanceof Error) return true;
  return difference(script, comparedOf(simulated), life) !== undefined;
}

function playedForReal(seed: number): ComparedLife {
  const life = real.get(seed);
  if (life === undefined) throw new Error(`the life of seed ${String(seed)} was not played`);
  if (life instanceof Error)
    throw new Error(`the life of seed ${String(seed)} cannot be played`, { cause: life });
  return life;
}

const differences = (simulated: readonly ComparedLife[]): string[] =>
  lives.flatMap(({ script }, index) => {
    const life = simulated[index];
    const differs = life && difference(script, life, playedForReal(script.seed));
    return differs === undefined ? [] : [differs];
  });

it('everything that matters happens in lives enough', () => {
  expect(lives.length).toBeGreaterThanOrEqual(LIVES_MIN);
  const happened = new Set(lives.flatMap(({ simulated }) => happenings(simulated)));
  expect(HAPPENINGS.filter((what) => !happened.has(what))).toEqual([]);
});

it('every life comes to the same in the simulation and on the real server', () => {
  const found = differences(lives.map(({ simulated }) => comparedOf(simulated)));
  expect(found.join('\n\n')).toBe('');
});

/** Code that is not quite the one that the real worker runs. */
const EDITS: (SourceEdit & { what: string; seen: string })[] = [
  {
    what: 'a lost reply is told as one that never left',
    file: 'activities/outcomes.ts',
    find: "    case 'unknown':\n      return {\n        kind: 'unknown',",
    replace:
      "    case 'unknown':\n      if (outcome.reason === 'connection_lost') return { kind: 'not_sent', reason: 'unreachable' };\n      return {\n        kind: 'unknown',",
    seen: 'call_in_doubt',
  },
  {
    what: 'the last two lines of the audit trail change places',
    file: 'domain/audit.ts',
    find: 'boundedAudit([...entries, entry], LIMITS.audit)',
    replace: 'boundedAudit([...entries.slice(0, -1), entry, ...entries.slice(-1)], LIMITS.audit)',
    seen: '"audit"',
  },
];

it.each(EDITS)(
  'is red when the simulation plays other code: $what',
  async ({ seen, ...edit }) => {
    const cast = await castOf([edit]);
    const simulated: ComparedLife[] = [];
    for (const { script } of lives) simulated.push(comparedOf(await playLife(script, cast)));
    const found = differences(simulated);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(/npm run simulate -- --seed \d+ --faults 0\.2 --show/);
    expect(found.join('\n')).toContain(seen);
  },
  PATIENCE_MS,
);

it.each(alterations)('is red when only this is different: %s', (_what, fits, alter) => {
  const chosen = lives.find(({ simulated }) => fits(comparedOf(simulated)));
  if (chosen === undefined) throw new Error('no life has it');
  const altered = structuredClone(comparedOf(chosen.simulated));
  alter(altered);
  expect(difference(chosen.script, altered, playedForReal(chosen.script.seed))).toContain('--show');
});
