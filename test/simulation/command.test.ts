import type { Failure, Report } from '../../simulation/command/report';
import { simulate, type Simulated } from './support/simulate';

// Some seconds on a quiet machine.
jest.setTimeout(600_000);

/** Every field that the document of --json must have, in the order in which it is printed. */
const FIELDS = [
  'lives',
  'months',
  'charges',
  'faults',
  'faultsByKind',
  'executedButReplyLost',
  'double',
  'lost',
  'invented',
  'guessed',
  'falseAlarms',
  'missedAlarms',
  'others',
  'blocked',
  'resolvedWithin10MinPercent',
  'resolvedByDay14Percent',
  'eventsOfAQuietYear',
  'actionsOfAQuietYear',
  'livesPerSecond',
  'failures',
];
/** The first failure that needs a fault. */
const failingOf = ({ failures }: Report): Failure | undefined =>
  failures.find(({ smallestFaults = [] }) => smallestFaults.length > 0);
const LOST = 'a lost reply is told as one that never left';

describe('usage', () => {
  it.each([
    [['--lives', 'many'], '--lives takes a whole number from 1 to 10000000'],
    [['--lives', '0'], '--lives takes a whole number from 1'],
    [['--seed', '-1'], "'--seed' argument is ambiguous"],
    [['--faults', '1.5'], '--faults takes a number from 0 to 1, e.g. 0.2'],
    [['--workers', '0'], '--workers takes a whole number from 1 to 64'],
    [['--show', '--lives', '5'], '--show and --only-faults are for one life'],
    [['--livs', '5'], "Unknown option '--livs'"],
    [['5000'], 'Unexpected argument'],
    [['--plant', 'nothing of the kind'], 'no planted defect is called "nothing of the kind"; there are:'],
  ])('%j is refused with 2 and a sentence that says what to give', async (args, sentence) => {
    const { exitCode, stderr, stdout } = await simulate(args);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('npm run simulate');
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('--help explains itself', async () => {
    const { exitCode, stdout } = await simulate(['--help']);
    expect(stdout).toContain('--only-faults');
    expect(exitCode).toBe(0);
  });
});

describe('the report', () => {
  /** Lives of which one or two do not hold: of the others this defect shows in none. */
  const FAILING = ['--lives', '8', '--seed', '44', '--plant', LOST, '--unchanged', '--json'];
  let failing: Simulated;

  beforeAll(async () => {
    failing = await simulate(FAILING);
  });

  it('lives that hold: a table for people, exit code 0', async () => {
    const { exitCode, stdout, stderr } = await simulate(['--lives', '12', '--seed', '500']);
    expect(stdout).toMatch(/^executed twice +0$/m);
    expect(stdout).toMatch(/^a quiet year +234 events, 53 actions$/m);
    expect(stdout).toContain('Every life holds.');
    expect(stderr).not.toContain('Error');
    expect(exitCode).toBe(0);
  });

  it('a life that does not hold: exit code 1, how to play it again, and its smallest faults', () => {
    const { exitCode, stdout } = failing;
    const report = JSON.parse(stdout) as Report;
    expect(Object.keys(report)).toEqual(FIELDS);
    expect(report.lives).toBe(8);
    expect(report.executedButReplyLost).toBeGreaterThan(0);
    expect(report.faults).toBe(Object.values(report.faultsByKind).reduce((sum, count) => sum + count, 0));
    const failure = failingOf(report);
    expect(failure?.command).toBe(
      `npm run simulate -- --seed ${String(failure?.seed)} --faults 0.2 --unchanged --show`,
    );
    expect(failure?.smallestFaults?.length).toBeLessThan(4);
    expect(exitCode).toBe(1);
  });

  it('--show tells one life in dated lines, with its smallest faults alone too', async () => {
    const failure = failingOf(JSON.parse(failing.stdout) as Report);
    const again = ['--seed', String(failure?.seed), '--plant', LOST, '--unchanged', '--show'];
    const whole = await simulate(again);
    expect(whole.stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}gateway {7}(approved|denied): /m);
    expect(whole.stdout).toContain('BROKEN I');
    expect(whole.exitCode).toBe(1);
    const smallest = await simulate([...again, '--only-faults', failure?.smallestFaults?.join('; ') ?? '']);
    expect(smallest.stdout).toContain('BROKEN I');
    const without = await simulate([...again, '--only-faults', ' ']);
    expect(without.stdout).toContain('it holds');
    expect(without.exitCode).toBe(0);
  });
});
