import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { PARENT_POLL_MS, SIGNAL_REPEAT_MS } from './limits.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the real program with our standard streams until it ends.
 *
 * It lives in a process group of its own, and every signal reaches it through here: on Ctrl-C the terminal signals the whole
 * group and npm repeats the signal to its child, and a program that takes a second SIGINT for impatience must not get two.
 * @param {string[]} args for Node
 * @param {{cwd: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it
 */
export function runProgram(args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      ...options,
      stdio: 'inherit',
      detached: process.platform !== 'win32',
    });
    const forward = onceAKeystroke((signal) => child.kill(signal));
    for (const signal of SIGNALS) process.on(signal, forward);
    const watch = whenAlone(() => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of SIGNALS) process.off(name, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Who ends npm by its process id ends npm's shell with it, and nobody tells us: the program would be left behind. */
function whenAlone(deliver) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    deliver();
  }, PARENT_POLL_MS);
  return timer;
}

function onceAKeystroke(deliver) {
  const lastMs = new Map();
  return (signal) => {
    const nowMs = Date.now();
    if (nowMs - (lastMs.get(signal) ?? 0) < SIGNAL_REPEAT_MS) return;
    lastMs.set(signal, nowMs);
    deliver(signal);
  };
}
