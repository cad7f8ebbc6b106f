import { spawn } from 'node:child_process';
import { OUTPUT_TAIL_CHARS } from './limits.mjs';
import { onInterruption } from './interruption.mjs';

/**
 * Runs a program of the set-up (npm, go, `temporal --version`) to its end. It gets a process group of its own, so that
 * a limit or Ctrl-C ends it together with everything it started (`go build` runs a compiler per core).
 * @param {string} program
 * @param {string[]} args
 * @param {object} options
 * @param {number} options.limitMs after which it is killed
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.show] its output goes to our standard error instead of into the result
 * @param {(stop: (reason: string) => void) => () => void} [options.watch] called at the start with a function that
 *   ends the program; returns what ends the watching
 * @returns {Promise<{code: number | null, stdout: string, tail: string, stopped?: string}>} `tail`: the last part of what
 *   it printed; `stopped`: why it was killed, if it was. A program that could not be started has code null.
 */
export function runChild(program, args, options) {
  return new Promise((resolve) => {
    const output = options.show ? 2 : 'pipe';
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', output, output],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const result = { code: null, stdout: '', tail: '' };
    const keep = (text) => (result.tail = (result.tail + text).slice(-OUTPUT_TAIL_CHARS));
    child.stdout?.setEncoding('utf8').on('data', (text) => (keep(text), (result.stdout += text)));
    child.stderr?.setEncoding('utf8').on('data', keep);

    const stop = (reason) => {
      result.stopped ??= reason;
      killGroup(child);
    };
    const timer = setTimeout(() => stop(`no end after ${options.limitMs / 1000} s`), options.limitMs);
    const unwatch = options.watch?.(stop);
    const forget = onInterruption(() => killGroup(child));
    const finish = (code) => {
      clearTimeout(timer);
      unwatch?.();
      forget();
      resolve({ ...result, code });
    };
    child.once('error', (error) => (keep(error.message), finish(null)));
    child.once('close', finish);
  });
}

function killGroup(child) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
