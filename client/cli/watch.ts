import { setTimeout } from 'node:timers/promises';
import { CaratSubscriptionsError } from '../errors/error-base';
import type { CliIo } from './io';
import { wholeNumber } from './start-input';

/** Seconds between two looks: the fewest, the most, and those where nobody says any. */
const WATCH_SECONDS = { min: 1, max: 3_600, standard: 5 } as const;
/** To the first place of the terminal, and nothing below it (ECMA-48, CUP and ED). */
const CLEAR = '\u001b[H\u001b[2J';

/**
 * Seconds between two looks, of the flag `--watch [seconds]`.
 *
 * @throws UsageError
 */
export function watchSeconds(flag: string | true): number {
  const { standard, ...range } = WATCH_SECONDS;
  return flag === true ? standard : wholeNumber(flag, 'watch', { ...range, of: 'seconds' });
}

/** Writes an answer again and again, until it is stopped. A server or worker that goes away for a while is told, and waited for. */
export async function watch(io: CliIo, seconds: number, look: () => Promise<string>): Promise<void> {
  const stopped = io.untilStopped?.();
  for (let looks = 0; stopped?.aborted !== true; looks += 1) {
    const text = await look().catch((error: unknown) => {
      if (looks === 0 || !isPassing(error)) throw error;
      return `${error.code}: ${error.message}`;
    });
    io.out(io.terminal === undefined ? `${text}\n` : `${CLEAR}${text}\n`);
    await pause(seconds * 1_000, stopped);
  }
}

async function pause(ms: number, stopped: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(ms, undefined, stopped === undefined ? {} : { signal: stopped });
  } catch (error) {
    if (stopped?.aborted !== true) throw error;
  }
}

const isPassing = (error: unknown): error is CaratSubscriptionsError =>
  error instanceof CaratSubscriptionsError && ['temporal_unreachable', 'no_worker'].includes(error.code);
