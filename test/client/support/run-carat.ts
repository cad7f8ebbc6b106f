import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How one run of the command line ended. */
export interface CaratRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

const root = join(__dirname, '..', '..', '..');

/** Runs `carat` as a process of its own, with no Temporal settings but those given. */
export async function runCarat(
  args: readonly string[],
  { env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {},
): Promise<CaratRun> {
  const child = spawn(process.execPath, ['--import', 'tsx', join('client', 'cli', 'main.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
  });
  const run: CaratRun = { exitCode: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (run.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (run.stderr += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { ...run, exitCode };
}
