import type { Appointment } from './agenda';
import type { VirtualTime } from './virtual-time';

/** A timer as Node gives it, as far as code of ours uses one. */
interface VirtualTimer {
  unref(): VirtualTimer;
  ref(): VirtualTimer;
  stop(): void;
}

type Callback = (...args: unknown[]) => void;

/** Whose time the evaluated code lives in; it changes from life to life, while the code stays loaded. */
export interface TimeHolder {
  time: VirtualTime | undefined;
  /** The process that the code runs in now; its timers end with it. */
  process: { isAlive: boolean };
}

const timeOf = (holder: TimeHolder): VirtualTime => {
  if (holder.time === undefined) throw new Error('code of a simulated worker runs outside of any life');
  return holder.time;
};

/** `Date`, timers and `performance` on the virtual clock, for code that is evaluated with them in place of Node's. */
export function virtualGlobals(holder: TimeHolder): Record<string, unknown> {
  return {
    Date: virtualDate(() => timeOf(holder).nowMs),
    performance: { now: () => timeOf(holder).nowMs },
    setTimeout: (callback: Callback, ms = 0, ...args: unknown[]) =>
      startTimer(holder, 'once', ms, () => {
        callback(...args);
      }),
    setInterval: (callback: Callback, ms = 0, ...args: unknown[]) =>
      startTimer(holder, 'every', ms, () => {
        callback(...args);
      }),
    clearTimeout: clear,
    clearInterval: clear,
  };
}

/** A `Date` whose now is given; everything else is the host's. */
function virtualDate(nowMs: () => number): DateConstructor {
  return class extends Date {
    constructor(...args: [] | [number | string | Date] | [number, number]) {
      if (args.length === 0) super(nowMs());
      else super(...(args as [number]));
    }

    static override now(): number {
      return nowMs();
    }
  } as DateConstructor;
}

const clear = (timer: VirtualTimer | undefined): void => timer?.stop();

function startTimer(holder: TimeHolder, how: 'once' | 'every', ms: number, act: () => void): VirtualTimer {
  const time = timeOf(holder);
  const { process } = holder;
  const next = (): Appointment =>
    time.after(Math.max(1, ms), () => {
      if (!process.isAlive) return;
      if (how === 'every') appointment = next();
      act();
    });
  let appointment = next();
  const timer: VirtualTimer = {
    unref: () => timer,
    ref: () => timer,
    stop: () => {
      appointment.cancel();
    },
  };
  return timer;
}
