import type { Report } from '../../demo/report';
import { serversOf, stillRunning } from '../support/child-processes';
import { eventually } from '../support/eventually';
import { startProgram, type RunningProgram } from '../support/program';

/** The whole demo, on a machine that is busy with other tests. */
const DEMO_MS = 150_000;

const runDemo = (args: readonly string[], env?: Record<string, string>): RunningProgram =>
  startProgram('demo/main.ts', args, env);

describe('npm run demo', () => {
  it(
    'prints one JSON document in which every check holds, and ends by itself',
    async () => {
      const demo = runDemo(['--json']);
      await eventually('a Temporal server of its own', () =>
        Promise.resolve(serversOf(demo.child.pid).length > 0),
      );
      const servers = serversOf(demo.child.pid);

      expect({ code: await demo.ended, stderr: demo.stderr() }).toMatchObject({ code: 0 });

      const lines = demo.stdout().trimEnd().split('\n');
      expect(lines).toHaveLength(1);
      const report = JSON.parse(lines[0] ?? '') as Report;
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(report).toMatchObject({
        ok: true,
        conservation: {
          cyclesDue: 82,
          chargesExecuted: 90,
          chargesKnown: 90,
          double: [],
          lost: [],
          unexplained: [],
        },
      });
      expect(report.subscriptions.map(({ state }) => state).sort()).toEqual([
        ...Array.from({ length: 7 }, () => 'completed'),
        'rejected',
        'undone',
      ]);
      expect(stillRunning(servers)).toEqual([]);
    },
    DEMO_MS,
  );

  it('leaves no process behind when it is interrupted, and says so by its exit code', async () => {
    const demo = runDemo([]);
    await eventually('the show has begun', () => Promise.resolve(demo.stderr().includes('alone')));
    const servers = serversOf(demo.child.pid);
    expect(servers).not.toEqual([]);

    demo.child.kill('SIGINT');

    expect({ code: await demo.ended, stdout: demo.stdout() }).toEqual({ code: 130, stdout: '' });
    expect(stillRunning(servers)).toEqual([]);
  });

  it('says what it takes, and refuses what it does not know', async () => {
    const help = runDemo(['--help']);
    expect(await help.ended).toBe(0);
    expect(help.stdout()).toContain('--keep');
    const unknown = runDemo(['--year', '2']);
    expect(await unknown.ended).toBe(2);
    expect(unknown.stderr()).toContain("'--year'");
    expect(unknown.stdout()).toBe('');
  });

  it('says where the Temporal server comes from when it is started without one', async () => {
    const demo = runDemo([], { CARAT_TEMPORAL_BINARY: '' });
    expect(await demo.ended).toBe(1);
    expect(demo.stderr()).toContain('error temporal_binary_missing');
  });
});
