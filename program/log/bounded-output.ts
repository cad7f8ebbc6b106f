import { setTimeout as pause } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { LIMITS } from '../limits';

/** Where log lines go. Writing never waits: what the reader does not take in time is dropped, and counted. */
export interface LogOutput {
  write(line: string): void;
  /** Calls back with the number of lines that were just dropped; once, for the metrics. */
  onDropped(note: (lines: number) => void): void;
  /** Waits until everything is written, no longer than that, milliseconds. For the end of the process. */
  drained(withinMs: number): Promise<void>;
}

/**
 * Writes to a stream that may stall, such as a pipe to a collector. Node keeps what a pipe does not take in memory; beyond the
 * bound a line is dropped, so that neither memory nor the calls of the gateway depend on who reads the log. When the
 * reader is back, one line says how many are missing.
 *
 * @param bufferChars - what may wait, characters
 * @param service - the program, as the line about missing lines names it
 */
export function boundedOutput(
  stream: Writable,
  bufferChars: number = LIMITS.logBufferChars,
  service = 'carat-worker',
): LogOutput {
  let waitingChars = 0;
  let missing = 0;
  let note: (lines: number) => void = () => undefined;
  const give = (line: string, lost: () => void): boolean => {
    if (waitingChars + line.length > bufferChars) return false;
    waitingChars += line.length;
    // The callback tells of failures too: a reader that is gone, a disk that is full.
    stream.write(line, (error) => {
      waitingChars -= line.length;
      if (error) lost();
    });
    return true;
  };
  const drop = (): void => {
    missing += 1;
    note(1);
  };
  const tellMissing = (): void => {
    const told = missing;
    if (told === 0 || waitingChars > bufferChars / 2) return;
    const isGiven = give(lineAbout(told, service), () => {
      missing += told;
    });
    if (isGiven) missing = 0;
  };
  // Told to the callback of the write as well; without a listener it would end the process.
  stream.on('error', () => undefined);
  return {
    write(line) {
      tellMissing();
      if (!give(line, drop)) drop();
    },
    onDropped(callback) {
      note = callback;
    },
    async drained(withinMs) {
      const giveUpAt = performance.now() + withinMs;
      while (waitingChars > 0 && performance.now() < giveUpAt) await pause(LIMITS.logDrainLookEveryMs);
    },
  };
}

const lineAbout = (dropped: number, service: string): string =>
  `${JSON.stringify({
    level: 'warn',
    time: new Date().toISOString(),
    service,
    dropped,
    msg: 'log lines are missing here: nobody took them',
  })}\n`;
