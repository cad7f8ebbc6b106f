import { setTimeout as delay } from 'node:timers/promises';

/** What a request ends with that began before a reset, or before the sandbox stopped: there is no one left to answer. */
export class EpochEndedError extends Error {}

/** Waits for some milliseconds; ends early, without an error or with one, when the signal aborts. */
export type Wait = (durationMs: number, signal: AbortSignal) => Promise<unknown>;

const waitInRealTime: Wait = (durationMs, signal) => delay(durationMs, undefined, { signal });

/**
 * The time from one reset of the world to the next. Whatever waits, waits within an epoch: when it ends, waits are cut short and
 * nothing that began in it is executed or recorded any more.
 */
export class Epoch {
  private readonly ending = new AbortController();
  private readonly wait: Wait;

  /** @param wait how time passes for held requests and long authorisations. @default in real time */
  constructor(wait: Wait = waitInRealTime) {
    this.wait = wait;
  }

  end(): void {
    this.ending.abort();
  }

  /** Aborts when the epoch is over. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /** Throws EpochEndedError once the epoch is over. */
  assertCurrent(): void {
    if (this.ending.signal.aborted) throw new EpochEndedError('the sandbox was reset or stopped meanwhile');
  }

  /** Acts after a while, in the same turn as it finds the epoch still current; throws EpochEndedError otherwise. */
  async after<T>(durationMs: number, act: () => T): Promise<Awaited<T>> {
    const { signal } = this.ending;
    // The only way in which this wait fails is the end of the epoch, which is looked at next.
    if (durationMs > 0) await this.wait(durationMs, signal).catch(() => undefined);
    this.assertCurrent();
    return await act();
  }
}
