import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Started } from '../../devstack/started';
import { LIMITS } from '../limits';
import type { Memory, Usage, WorkerProcessOptions } from './messages';

/** A workflow worker in a process of its own. It is asked one thing at a time. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #take: (answer: unknown) => void = () => undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit');
    child.on('message', (answer) => {
      this.#take(answer);
    });
  }

  /** Starts one and waits until it polls; it is stopped with the rest of `started`. */
  static async start(options: WorkerProcessOptions, started: Started): Promise<WorkerProcess> {
    const child = fork(join(__dirname, 'child.ts'), [JSON.stringify(options)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const worker = new WorkerProcess(child);
    started.add(() => worker.stop());
    await worker.#answer();
    return worker;
  }

  /** What it has used so far. */
  usage(): Promise<Usage> {
    return this.#ask('usage');
  }

  /** What it holds once the rubbish is collected. */
  memory(): Promise<Memory> {
    return this.#ask('memory');
  }

  async stop(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#ended;
  }

  async #ask<Answer>(question: 'usage' | 'memory'): Promise<Answer> {
    const answer = this.#answer();
    this.#child.send(question);
    return (await answer) as Answer;
  }

  #answer(): Promise<unknown> {
    const answer = new Promise((resolve) => (this.#take = resolve));
    return Promise.race([answer, this.#noAnswer()]);
  }

  async #noAnswer(): Promise<never> {
    await Promise.race([this.#ended, setTimeout(LIMITS.workerAnswerMs, undefined, { ref: false })]);
    throw new Error('a worker process has ended by itself, or does not answer');
  }
}
