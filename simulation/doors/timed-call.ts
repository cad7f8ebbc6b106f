import { AsyncLocalStorage } from 'node:async_hooks';
import type { VirtualTime } from '../time/virtual-time';

/** What comes of a call: its answer within the moment, in its own time, or nothing yet. */
export type Asked<T> = { kind: 'now' | 'in_time'; answer: Promise<T> } | { kind: 'later' };

/** How a call is made. */
export interface CallParts<T> {
  time: VirtualTime;
  /** What the caller is told when its deadline has come. */
  late: () => Error;
  ask: () => Asked<T>;
}

/** One way to the server and back, and the pause before it is asked again, milliseconds. */
const CALL_MS = 5;

/** The deadline of a caller who sets none, milliseconds since the epoch. */
const LONGEST_MS = Date.UTC(2099, 0, 1);
/** One for all lives: Node 20 carries each storage that was ever used along with every promise. */
const deadlines = new AsyncLocalStorage<number>();

/** Gives the calls within an act a deadline, milliseconds since the epoch. */
export const withDeadline = <T>(deadlineMs: number, act: () => Promise<T>): Promise<T> =>
  deadlines.run(deadlineMs, act);

/**
 * Makes a call that ends at its deadline, whatever it waits for. What it asks is asked in a moment of its own, which ends before the next
 * one begins: a question must not meet a workflow at work.
 */
export function timedCall<T>({ time, late, ask }: CallParts<T>): Promise<T> {
  const deadlineMs = deadlines.getStore() ?? LONGEST_MS;
  return new Promise((resolve, reject) => {
    const deadline = time.at(deadlineMs, () => {
      reject(late());
    });
    const end = (answer: Promise<T>): Promise<void> =>
      answer.then(resolve, reject).finally(() => {
        deadline.cancel();
      });
    const attempt = async (): Promise<void> => {
      if (time.nowMs >= deadlineMs) return;
      const asked = askedOf(ask);
      if (asked.kind === 'later') time.after(CALL_MS, attempt);
      else if (asked.kind === 'now') await end(asked.answer);
      else void end(asked.answer);
    };
    time.after(CALL_MS, attempt);
  });
}

/** What is refused at once is an answer, too. */
function askedOf<T>(ask: () => Asked<T>): Asked<T> {
  try {
    return ask();
  } catch (error) {
    const why = error instanceof Error ? error : new Error(String(error));
    return { kind: 'now', answer: Promise.reject(why) };
  }
}
