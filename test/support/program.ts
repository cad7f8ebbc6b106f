import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const CHECKOUT = join(__dirname, '../..');

/** A program of the checkout as a process of its own, with what it has printed so far. */
export interface RunningProgram {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts a program of the checkout as its npm script does once all is set up. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): RunningProgram {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...loader, file, ...args], {
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
