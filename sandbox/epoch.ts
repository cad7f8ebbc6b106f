import { setTimeout as delay } from 'node:timers/promises';

/** What a request ends with that began before a reset, or before the sandbox stopped: there is no one left to answer. */
export class EpochEndedError extends Error {}

/**
 * The time from one reset of the world to the next. Whatever waits, waits within an epoch: when it ends, waits are cut short and
 * nothing that began in it is executed or recorded any more.
 */
export class Epoch {
  private readonly ending = new AbortController();

  end(): void {
    this.ending.abort();
  }

  /** Throws EpochEndedError once the epoch is over. */
  assertCurrent(): void {
    if (this.ending.signal.aborted) throw new EpochEndedError('the sandbox was reset or stopped meanwhile');
  }

  /** Acts after a while, in the same turn as it finds the epoch still current; throws EpochEndedError otherwise. */
  async after<T>(durationMs: number, act: () => T): Promise<Awaited<T>> {
    const { signal } = this.ending;
    // The only way in which this wait fails is the end of the epoch, which is looked at next.
    if (durationMs > 0) await delay(durationMs, undefined, { signal }).catch(() => undefined);
    this.assertCurrent();
    return await act();
  }
}
