import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const cleanups = [];

/**
 * Registers what must be undone when a signal ends the set-up. Clean-ups run latest first and are synchronous: nothing
 * else of the program runs between the signal and the exit, so a killed download does not go on to a build.
 * @param {() => void} cleanup
 * @returns {() => void} takes the registration back, once the thing is done
 */
export function onInterruption(cleanup) {
  if (cleanups.length === 0) for (const signal of SIGNALS) process.on(signal, interrupted);
  cleanups.push(cleanup);
  return () => {
    const index = cleanups.indexOf(cleanup);
    if (index >= 0) cleanups.splice(index, 1);
    if (cleanups.length === 0) for (const signal of SIGNALS) process.off(signal, interrupted);
  };
}

function interrupted(signal) {
  for (const cleanup of cleanups.toReversed()) {
    try {
      cleanup();
    } catch (error) {
      process.stderr.write(`carat: while stopping: ${error.message}\n`);
    }
  }
  process.exit(128 + constants.signals[signal]);
}
