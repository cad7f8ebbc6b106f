import { readCommandLine, UsageError } from '../../bench/command-line';
import { fairnessText, timesOf, type Waits } from '../../bench/fairness/report';
import { reportOf, type Measured } from '../../bench/report';
import { reportText } from '../../bench/report-text';
import { thisMachine } from '../../bench/machine';
import { median, quantile } from '../../bench/statistics';

const measured: Measured = {
  throughput: { control: { perSecond: 40, cpuMs: 30 }, ours: { perSecond: 34, cpuMs: 36 } },
  latency: { p50AddedMs: 4.04, p99AddedMs: 9.06 },
  memory: {
    control: { residentMb: 0.2, uncollectedMb: 0.3, heapMb: 0.04, emptyWorkerMb: 200 },
    ours: { residentMb: 0.281, uncollectedMb: 0.44, heapMb: 0.13, emptyWorkerMb: 210.4 },
  },
  wakeUp: { evictedMs: 14.95, cachedMs: 2, events: 235, count: 40 },
  bundleBytes: { control: 1024, ours: 4096 },
  machine: thisMachine(),
  tookMs: 61_000,
};

describe('the report of the bench', () => {
  it('compares ours with the control', () => {
    expect(reportOf(measured)).toMatchObject({
      controlPerSecond: 40,
      oursPerSecond: 34,
      ratio: 0.85,
      controlCpuMs: 30,
      oursCpuMs: 36,
      cpuRatio: 1.2,
      p50AddedMs: 4,
      p99AddedMs: 9.1,
      wakeUpCpuMs: 14.9,
      cachedMbEach: 0.28,
      controlCachedMbEach: 0.2,
    });
  });

  it('names the machine and the versions, on paper too', () => {
    const { machine } = reportOf(measured);
    expect(machine).toMatchObject({ node: process.versions.node, temporalSdk: '1.24.0' });
    expect(machine.cores).toBeGreaterThan(0);
    expect(reportText(reportOf(measured))).toContain(`Node ${process.versions.node}`);
  });

  it('takes the middle of what was measured, and refuses to make something out of nothing', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
    expect(() => median([])).toThrow('no value was measured');
  });
});

describe('the report of fairness', () => {
  const waits = (ms: number): Waits => ({
    alone: timesOf([ms]),
    besideBusy: timesOf([ms, 9 * ms]),
    busyMs: ms,
  });

  it('shows both servers, each start in the middle and among the slowest', () => {
    const text = fairnessText({ firstCome: waits(700), inTurn: waits(100), machine: thisMachine() });
    expect(text).toMatch(/^first come +700 \/ 700 +6300 \/ 6300 +700$/m);
    expect(text).toMatch(/^in turn +100 \/ 100 +900 \/ 900 +100$/m);
    expect(text).toContain(`Node ${process.versions.node}`);
  });
});

describe('the command line of the bench', () => {
  it('takes one bench and --json', () => {
    expect(readCommandLine(['overhead', '--json'])).toEqual({ bench: 'overhead', json: true, help: false });
    expect(readCommandLine(['fairness'])).toEqual({ bench: 'fairness', json: false, help: false });
    expect(readCommandLine(['--help'])).toMatchObject({ json: false, help: true });
  });

  it.each([[[]], [['underhead']], [['overhead', '--fast']], [['overhead', 'fairness']]])(
    'refuses %j',
    (args) => {
      expect(() => readCommandLine(args)).toThrow(UsageError);
    },
  );
});
