import { CLIENT_LIMITS } from '../limits';
import type { CliIo } from './io';
import type { CommonFlags } from './session';
import { plain } from './text';

/** An answer that is waited for, and what to say of what it waits for. */
interface Awaited<T> {
  answer: Promise<T>;
  what: () => Promise<string>;
  /** After how long, milliseconds. @default CLIENT_LIMITS.tellAfterMs */
  afterMs?: number;
}

/** Waits for an answer. Where it does not come soon, whoever typed the command is told once what it waits for. */
export async function tellIfItTakesLong<T>(
  io: CliIo,
  { json }: CommonFlags,
  { answer, what, afterMs = CLIENT_LIMITS.tellAfterMs }: Awaited<T>,
): Promise<T> {
  if (json === true) return answer;
  let isOver = false;
  const timer = setTimeout(() => {
    // What cannot be read is not told: the answer itself says what went wrong.
    what().then(
      (text) => isOver || io.err(`${plain(text)}\n`),
      () => undefined,
    );
  }, afterMs);
  try {
    return await answer;
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
