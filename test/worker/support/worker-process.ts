import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

/** A process that compiles its sources as it starts, on a machine that is busy with other tests. */
const GIVE_UP_AFTER_MS = 90_000;
const LOOK_EVERY_MS = 20;

const CHECKOUT = join(__dirname, '..', '..', '..');

/** A line of the worker's log. */
export type LogLine = Record<string, unknown> & { msg: string };

/** How a worker process is started. */
export interface ProcessOptions {
  /** Where its standard output goes, a file descriptor. @default to this process, line by line */
  stdout?: number | undefined;
  /** A script that is loaded before the worker, by its path in the checkout. */
  preload?: string;
  /** Variables instead of those of the deployment. */
  env?: NodeJS.ProcessEnv;
}

/** A real worker process, started as `node worker/main`, with nothing of this environment but what it needs to run. */
export class WorkerProcess {
  readonly lines: LogLine[] = [];
  /** Everything on standard error. */
  errorText = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | NodeJS.Signals>;
  #over = false;

  constructor(env: NodeJS.ProcessEnv, { stdout, preload, env: instead }: ProcessOptions = {}) {
    const before = preload === undefined ? [] : ['--require', join(CHECKOUT, preload)];
    const args = [...before, '--import', 'tsx', join('worker', 'main.ts')];
    // No home: a Temporal configuration of the person who runs the tests must not matter.
    const surroundings = { PATH: process.env['PATH'], HOME: '/nowhere' };
    this.#child = spawn(process.execPath, args, {
      cwd: CHECKOUT,
      env: { ...surroundings, ...env, ...instead },
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    });
    this.#ended = once(this.#child, 'close').then(([code, signal]) => {
      this.#over = true;
      return (code as number | null) ?? (signal as NodeJS.Signals);
    });
    if (this.#child.stdout !== null) {
      createInterface(this.#child.stdout).on('line', (line) => this.lines.push(JSON.parse(line) as LogLine));
    }
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.errorText += chunk.toString('utf8')));
  }

  /** Everything that the process printed. */
  get printed(): string {
    return JSON.stringify(this.lines) + this.errorText;
  }

  /** Waits until a line with this message was logged; fails with all that was printed when the process ends before. */
  async says(message: string): Promise<LogLine> {
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      const line = this.lines.find(({ msg }) => msg === message);
      if (line !== undefined) return line;
      if (this.#over) throw new Error(`the worker ended without "${message}"; it printed ${this.printed}`);
      if (performance.now() > giveUpAt)
        throw new Error(`no "${message}"; the worker printed ${this.printed}`);
      await setTimeout(LOOK_EVERY_MS);
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Waits for the end: the exit code, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals> {
    return this.#ended;
  }

  /** Ends it whatever it does; for the end of a test. */
  async destroy(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
