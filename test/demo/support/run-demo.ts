import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const CHECKOUT = join(__dirname, '../../..');

/** The demo as a process of its own, with what it has printed so far. */
export interface RunningDemo {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts the demo as `npm run demo` does once all is set up. */
export function runDemo(args: readonly string[], env: Record<string, string> = {}): RunningDemo {
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/main.ts', ...args], {
    cwd: CHECKOUT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (printed[name] += text));
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, stdout: () => printed.stdout, stderr: () => printed.stderr, ended };
}
