import { PROGRESS_LINE_MS } from './limits.mjs';

/**
 * Shows that something long is alive: the elapsed seconds, in place on a terminal, a line now and then elsewhere.
 * @param {string} label what is happening
 * @param {(line: string) => void} log
 * @returns {() => void} ends it
 */
export function startProgress(label, log) {
  const startedMs = Date.now();
  const elapsed = () => `${label} … ${Math.round((Date.now() - startedMs) / 1000)} s`;
  if (!process.stderr.isTTY) {
    const timer = setInterval(() => log(elapsed()), PROGRESS_LINE_MS);
    return () => clearInterval(timer);
  }
  const timer = setInterval(() => process.stderr.write(`\r${elapsed()}`), 1_000);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\u001b[K');
  };
}
