import { castOf } from '../../simulation/command/cast';
import { examine, scriptOf } from '../../simulation/command/examine';
import { playLife } from '../../simulation/playing/play-life';
import { bundleCode } from '../../simulation/bundle/bundle-code';
import { WorkflowCode } from '../../simulation/temporal/workflow-code';
import { sampleCast, plainScript } from './support/sample-lives';
import { simulate } from './support/simulate';

// A second or two a test on a quiet machine.
jest.setTimeout(600_000);

const SEEDS = [7, 63, 121, 305, 478, 1_052];
const RATE = 0.3;

it('the same seed gives the same record, byte for byte, whatever was played before', async () => {
  const cast = await sampleCast();
  const textOf = async (seed: number): Promise<string> =>
    JSON.stringify(await playLife(scriptOf(seed, { faultRate: RATE }), cast));
  const forwards = [];
  for (const seed of SEEDS) forwards.push(await textOf(seed));
  const backwards = [];
  for (const seed of [...SEEDS].reverse()) backwards.unshift(await textOf(seed));
  expect(backwards).toEqual(forwards);
  expect(new Set(forwards).size).toBe(SEEDS.length);
});

it('the same seed gives the same record with code that was loaded anew', async () => {
  const text = JSON.stringify(await playLife(scriptOf(63, { faultRate: RATE }), await sampleCast()));
  expect(JSON.stringify(await playLife(scriptOf(63, { faultRate: RATE }), await castOf()))).toBe(text);
});

it('the same seed comes to the same in another process', async () => {
  for (const seed of SEEDS.slice(0, 2)) {
    const here = await examine(scriptOf(seed, { faultRate: RATE }), await sampleCast());
    const args = ['--seed', String(seed), '--faults', String(RATE), '--show', '--json'];
    expect(JSON.parse((await simulate(args)).stdout)).toEqual(here);
  }
});

it('one process and two come to the same', async () => {
  const reportOf = async (workers: number): Promise<object> => {
    const args = ['--lives', '40', '--seed', '1000', '--unchanged', '--workers', String(workers), '--json'];
    const { livesPerSecond, ...report } = JSON.parse((await simulate(args)).stdout) as Record<
      string,
      unknown
    >;
    expect(livesPerSecond).toBeGreaterThan(0);
    return report;
  };
  expect(await reportOf(2)).toEqual(await reportOf(1));
});

it('code that would not repeat itself is found', async () => {
  const { versions } = await sampleCast();
  const edit = {
    file: 'contract/ids.ts',
    find: "'carat-gateway-'",
    replace: "'gateway-'",
  };
  const other = new WorkflowCode((await bundleCode([edit])).workflow);
  const { nondeterminism } = await playLife(plainScript(), { versions, replayer: other });
  expect(nondeterminism).toContain('"taskQueue":"gateway-loja-a"');
});

it('two lives at a time would disturb each other, and are refused', async () => {
  const cast = await sampleCast();
  const first = playLife(plainScript(), cast);
  await expect(playLife(plainScript(), cast)).rejects.toThrow('already');
  expect((await first).view.state).toBe('completed');
});
