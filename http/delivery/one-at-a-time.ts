import { LIMITS } from '../limits';

interface Line {
  /** Resolves when the last in the line has had its turn. */
  last: Promise<void>;
  length: number;
}

/**
 * Does things of one key one after the other: of a thousand posts that arrive together, the second is asked about only when the
 * first is known. The line is short, and nobody waits in it past its own deadline.
 */
export class OneAtATime {
  readonly #lines = new Map<string, Line>();

  /** @returns undefined when the line is full, or the deadline passed before the turn came */
  async inTurn<T>(key: string, deadlineMs: number, action: () => Promise<T>): Promise<T | undefined> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= LIMITS.waitingPerSubscription) return undefined;
    this.#lines.set(key, line);
    line.length += 1;
    const before = line.last;
    let pass: () => void = () => undefined;
    line.last = new Promise((resolve) => {
      pass = resolve;
    });
    const leave = (): void => {
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(key);
      pass();
    };
    if (!(await isInTime(before, deadlineMs))) {
      void before.then(leave);
      return undefined;
    }
    try {
      return await action();
    } finally {
      leave();
    }
  }
}

/** Whether a turn comes before a moment, milliseconds since the epoch. */
async function isInTime(turn: Promise<void>, deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, deadlineMs - Date.now());
  });
  try {
    return await Promise.race([turn.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
