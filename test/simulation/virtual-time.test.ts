import fc from 'fast-check';
import { virtualGlobals, type TimeHolder } from '../../simulation/time/virtual-globals';
import { VirtualTime } from '../../simulation/time/virtual-time';

const START_MS = Date.UTC(2026, 0, 5, 15);

it('what is put down happens in the order of its moments, and of putting down where they are the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), async (delays) => {
      const time = new VirtualTime(START_MS);
      const happened: [number, number][] = [];
      for (const [index, ms] of delays.entries())
        time.after(ms, () => {
          happened.push([time.nowMs - START_MS, index]);
        });
      await time.runUntil(START_MS + 20);
      const expected = delays.map((ms, index): [number, number] => [ms, index]);
      expect(happened).toEqual(expected.sort(([a, i], [b, j]) => a - b || i - j));
    }),
  );
});

it('what was struck off does not happen, and nothing happens after the end', async () => {
  const time = new VirtualTime(START_MS);
  const happened: string[] = [];
  time.after(10, () => void happened.push('struck off')).cancel();
  time.after(20, () => void happened.push('in time'));
  time.after(31, () => void happened.push('too late'));
  await time.runUntil(START_MS + 30);
  expect(happened).toEqual(['in time']);
  expect(time.nowMs).toBe(START_MS + 30);
});

it('everything that a moment sets off is over before the next moment comes', async () => {
  const time = new VirtualTime(START_MS);
  const happened: string[] = [];
  time.after(1, () => {
    void (async () => {
      for (let step = 0; step < 100; step += 1) await Promise.resolve();
      happened.push('a hundred microtasks later');
    })();
  });
  time.after(2, () => void happened.push('the next moment'));
  await time.runUntil(START_MS + 5);
  expect(happened).toEqual(['a hundred microtasks later', 'the next moment']);
});

it('stops where it is told to', async () => {
  const time = new VirtualTime(START_MS);
  time.after(5, () => {
    time.stop();
  });
  time.after(6, () => {
    throw new Error('never');
  });
  await time.runUntil(START_MS + 10);
  expect(time.nowMs).toBe(START_MS + 5);
});

it('an error of what happens ends the simulation', async () => {
  const time = new VirtualTime(START_MS);
  time.after(5, () => {
    throw new Error('a defect');
  });
  await expect(time.runUntil(START_MS + 10)).rejects.toThrow('a defect');
});

describe('the globals of evaluated code', () => {
  interface Globals {
    Date: DateConstructor;
    performance: { now(): number };
    setTimeout: (act: () => void, ms: number) => { unref(): unknown };
    setInterval: (act: () => void, ms: number) => object;
    clearInterval: (timer: object) => void;
  }
  const globalsIn = (time: VirtualTime): { globals: Globals; holder: TimeHolder } => {
    const holder = { time, process: { isAlive: true } };
    return { holder, globals: virtualGlobals(holder) as unknown as Globals };
  };

  it('dates and timers follow the virtual clock', async () => {
    const time = new VirtualTime(START_MS);
    const { globals } = globalsIn(time);
    const seen: string[] = [];
    globals.setTimeout(() => seen.push(new globals.Date().toISOString()), 60_000).unref();
    const timer = globals.setInterval(() => seen.push('tick'), 25_000);
    await time.runUntil(START_MS + 70_000);
    globals.clearInterval(timer);
    await time.runUntil(START_MS + 1_000_000);
    expect(seen).toEqual(['tick', 'tick', '2026-01-05T15:01:00.000Z']);
    expect(globals.performance.now()).toBe(START_MS + 1_000_000);
    expect(new globals.Date(2026, 0, 5).getDate()).toBe(5);
    expect(globals.Date.now()).toBe(START_MS + 1_000_000);
    expect(new globals.Date('2026-01-05T00:00:00Z').getTime()).toBe(Date.UTC(2026, 0, 5));
  });

  it('timers end with the process that started them', async () => {
    const time = new VirtualTime(START_MS);
    const { globals, holder } = globalsIn(time);
    const ticks: number[] = [];
    globals.setInterval(() => ticks.push(time.nowMs - START_MS), 10);
    await time.runUntil(START_MS + 25);
    holder.process.isAlive = false;
    await time.runUntil(START_MS + 100);
    expect(ticks).toEqual([10, 20]);
  });
});
