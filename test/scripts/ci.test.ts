import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Machine, checkout } from './support/machine';
import { TinyCheckout } from './support/tiny-checkout';

/** In the order in which they are told: the checks run beside the tests. */
const STEPS = ['test', 'lint', 'types', 'layers', 'unused'];

/** What jest would report. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

describe('.ci/run', () => {
  let machine: Machine;
  let tiny: TinyCheckout;
  beforeEach(() => {
    machine = new Machine();
    tiny = new TinyCheckout(machine.folder);
    tiny.installLoader();
    cpSync(join(checkout, '.ci'), join(tiny.folder, '.ci'), { recursive: true });
    chmodSync(join(tiny.folder, '.ci', 'run'), 0o755);
  });
  afterEach(() => {
    machine.dispose();
  });

  test('runs every step and prints the count of jest last', () => {
    const { status, lines } = run({
      report: { numPassedTests: 41, numFailedTests: 0, numRuntimeErrorTestSuites: 0 },
    });
    expect(lines.at(-1)).toBe('41 passed, 0 failed');
    expect(status).toBe(0);
    expect(stepsRun(lines)).toEqual(STEPS);
  });

  test('counts failed tests, and test files that could not run', () => {
    const { status, lines } = run({
      report: { numPassedTests: 38, numFailedTests: 2, numRuntimeErrorTestSuites: 1 },
    });
    expect(lines.at(-1)).toBe('38 passed, 3 failed');
    expect(status).toBe(1);
  });

  test.each(STEPS.slice(1))('does not stop at a failing %s, and is not green either', (step) => {
    const report = { numPassedTests: 41, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
    const { status, lines } = run({ report, failing: step });
    expect(lines).toContain(`=== FAILED: npm run ${step}`);
    expect(lines.at(-1)).toBe('41 passed, 0 failed');
    expect(status).toBe(1);
    expect(stepsRun(lines)).toEqual(STEPS);
  });

  test('is not green when the tests ended without a report', () => {
    const { status, lines } = run({ failing: 'test' });
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
    expect(status).toBe(1);
  });

  test('is not green when the dependencies cannot be installed', () => {
    tiny.wantPackages({ one: '1.0.0' });
    const { status, lines } = run({});
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
    expect(status).toBe(1);
  });

  /** Runs the script in a checkout whose steps only say their name. */
  function run(options: { report?: Report; failing?: string }): { status: number | null; lines: string[] } {
    const step = (name: string) => `echo step ${name}${name === options.failing ? ' && false' : ''}`;
    const scripts = Object.fromEntries(STEPS.map((name) => [name, step(name)]));
    if (options.report !== undefined) {
      const report = join(machine.folder, 'report.json');
      writeFileSync(report, JSON.stringify(options.report));
      scripts['test'] = `cp ${report} "$CARAT_TEST_REPORT" && ${scripts['test'] ?? ''}`;
    }
    tiny.write('package.json', JSON.stringify({ name: 'tiny', version: '1.0.0', scripts }));
    const npm = dirname(execFileSync('which', ['npm'], { encoding: 'utf8' }));
    const { status, stdout } = spawnSync(join(tiny.folder, '.ci', 'run'), {
      env: { ...machine.env, PATH: [dirname(process.execPath), npm, '/usr/bin', '/bin'].join(':') },
      encoding: 'utf8',
    });
    return { status, lines: stdout.trim().split('\n') };
  }
});

function stepsRun(lines: string[]): string[] {
  return lines.filter((line) => line.startsWith('step ')).map((line) => line.slice('step '.length));
}

test('.ci/run runs the commands that package.json has', () => {
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(STEPS));
});
