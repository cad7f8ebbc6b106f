import { log } from '@temporalio/activity';

/**
 * Does something beside a gateway call: a metric, a sign of life, a log line. What it throws is dropped: it must not change
 * the outcome of the call (R3).
 */
export function beside(act: () => void): void {
  try {
    act();
  } catch {
    // Dropped on purpose.
  }
}

/** Writes a warning beside a call. The text is ours: never that of an error from outside (R7). */
export function warn(text: string): void {
  beside(() => {
    log.warn(text);
  });
}

/** The other side did not answer in time. */
class OverdueError extends Error {
  override readonly name = 'OverdueError';
}

/**
 * The result of `act`, waited for no longer than `limitMs` milliseconds. What comes later is dropped.
 *
 * @throws OverdueError past the limit, and whatever `act` throws.
 */
export async function within<T>(limitMs: number, act: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new OverdueError(`no answer within ${limitMs} ms`));
    }, limitMs);
    // A process that ends does not wait for it.
    timer.unref();
  });
  try {
    return await Promise.race([act(), overdue]);
  } finally {
    clearTimeout(timer);
  }
}
