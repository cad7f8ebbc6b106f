import { WORKFLOW_TYPE } from '../../contract/ids';
import type { Report } from '../../demo/report';
import { serversOf, startedBy, stillRunning } from '../support/child-processes';
import { eventually } from '../support/eventually';
import { startProgram, type RunningProgram } from '../support/program';

/** The whole demo, on a machine that is busy with other tests. */
const DEMO_MS = 240_000;

const running: RunningProgram[] = [];

function runDemo(args: readonly string[], env?: Record<string, string>): RunningProgram {
  const demo = startProgram('demo/main.ts', args, env);
  running.push(demo);
  return demo;
}

/** Waits until it has printed a text on standard error. */
async function untilPrinted(demo: RunningProgram, text: string): Promise<void> {
  const printed = new Promise<void>((resolve) => {
    demo.child.stderr?.on('data', () => {
      if (demo.stderr().includes(text)) resolve();
    });
  });
  await Promise.race([printed, demo.ended.then((code) => complainOf(demo, code))]);
}

/** What it said last tells why it ended; what it logged before fills pages. */
function complainOf(demo: RunningProgram, code: number | null): never {
  const lastLines = demo.stderr().trimEnd().split('\n').slice(-20);
  throw new Error(
    `the demo ended with ${String(code)}:\n${lastLines.map((line) => line.slice(0, 500)).join('\n')}`,
  );
}

/** The workflows that the Web UI shows, as it asks for them itself. */
async function workflowsBehind(webUi: string): Promise<unknown[]> {
  const answer = await fetch(new URL('/api/v1/namespaces/default/workflows', webUi));
  const { executions } = (await answer.json()) as { executions: { type: { name: string } }[] };
  // A schedule that is adopted is claimed by a small one beside it.
  return executions.filter(({ type }) => type.name === WORKFLOW_TYPE);
}

function expectEveryCheckHolds(stdout: string): void {
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  const report = JSON.parse(lines[0] ?? '') as Report;
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report).toMatchObject({
    ok: true,
    conservation: {
      cyclesDue: 170,
      chargesExecuted: 189,
      chargesKnown: 189,
      double: [],
      lost: [],
      unexplained: [],
    },
  });
  expect(report.subscriptions.map(({ state }) => state).sort()).toEqual([
    'cancelled',
    ...Array.from({ length: 15 }, () => 'completed'),
    'rejected',
    'undone',
  ]);
}

describe('npm run demo', () => {
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGTERM');
      await ended;
    }
  });

  it(
    'prints one JSON document in which every check holds, and keeps the stack up for a look at it until Ctrl-C',
    async () => {
      const demo = runDemo(['--json', '--keep']);
      await untilPrinted(demo, 'sandbox control');
      expect(demo.stderr()).toContain('the stack stays up until Ctrl-C');
      expectEveryCheckHolds(demo.stdout());

      const webUi = /^ +Temporal Web UI +(http:\S+)$/m.exec(demo.stderr())?.[1] ?? '';
      const page = await fetch(webUi);
      expect([page.status, page.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('text/html'),
      ]);
      expect(await workflowsBehind(webUi)).toHaveLength(19);

      const processes = startedBy(demo.child.pid);
      expect(processes).toEqual(expect.arrayContaining(serversOf(demo.child.pid)));
      expect(processes).not.toEqual([]);
      demo.child.kill('SIGINT');
      expect({ code: await demo.ended, stderr: demo.stderr() }).toMatchObject({ code: 0 });
      expect(stillRunning(processes)).toEqual([]);
      await expect(fetch(webUi)).rejects.toThrow('fetch failed');
    },
    DEMO_MS,
  );

  it(
    'tells a person the same, ends by itself with 0, and leaves nothing behind',
    async () => {
      const demo = runDemo([]);
      await eventually('a Temporal server of its own', () =>
        Promise.resolve(serversOf(demo.child.pid).length > 0),
      );
      const processes = startedBy(demo.child.pid);
      expect({ code: await demo.ended, stderr: demo.stderr() }).toMatchObject({ code: 0 });
      expect(demo.stdout()).toMatch(/^Every check holds \(10 of 10\)\.$/m);
      expect(demo.stdout()).not.toContain('✗');
      expect(stillRunning(processes)).toEqual([]);
    },
    DEMO_MS,
  );

  it('leaves no process behind when it is interrupted, and says so by its exit code', async () => {
    const demo = runDemo([]);
    await eventually('it has begun', () => Promise.resolve(demo.stderr().includes('alone')));
    const servers = serversOf(demo.child.pid);
    expect(servers).not.toEqual([]);

    demo.child.kill('SIGINT');

    expect({ code: await demo.ended, stdout: demo.stdout() }).toEqual({ code: 130, stdout: '' });
    expect(stillRunning(servers)).toEqual([]);
  });

  it('says where the Temporal server comes from when it is started without one', async () => {
    const demo = runDemo([], { CARAT_TEMPORAL_BINARY: '' });
    expect(await demo.ended).toBe(1);
    expect(demo.stderr()).toContain('error temporal_binary_missing');
  });
});
