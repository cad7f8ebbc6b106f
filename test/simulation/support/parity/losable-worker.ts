import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { WireWatch } from './wire-plan';
import type { WorkerNews, WorkerOrders } from './worker-messages';

/** A worker in a process of its own, and the next one when it is lost. */
export class LosableWorker {
  readonly #orders: WorkerOrders;
  readonly #watch: Omit<WireWatch, 'loseWorker'>;
  #child: ChildProcess | undefined;
  #isOver = false;
  /** The start of the next worker; fails when it ends before it is ready. */
  #start: Promise<void> = Promise.resolve();

  constructor(orders: WorkerOrders, watch: Omit<WireWatch, 'loseWorker'>) {
    this.#orders = orders;
    this.#watch = watch;
  }

  async start(): Promise<void> {
    if (this.#isOver) return;
    const child = fork(join(__dirname, 'worker-process.ts'), [], { execArgv: ['--import', 'tsx'] });
    this.#child = child;
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (news: WorkerNews) => {
        if (news.kind === 'ready') resolve();
        else this.#hear(news, child);
      });
      child.once('exit', () => {
        reject(new Error('a worker process ended before it was ready'));
      });
    });
    child.send(this.#orders);
    await ready;
  }

  /** Kills it now, whatever it does; the next one is at work when this resolves. */
  async replace(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
    await this.start();
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#start;
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  #hear(news: Exclude<WorkerNews, { kind: 'ready' }>, child: ChildProcess): void {
    switch (news.kind) {
      case 'request':
        this.#orders.counts[news.route] = this.#watch.count(news.route);
        return;
      case 'fault':
        this.#watch.onFault(news.id, news.fault);
        return;
      case 'held':
        this.#watch.onHeld(news.ms);
        return;
      case 'lost':
        this.#start = once(child, 'exit')
          .then(() => pause(news.ms))
          .then(() => this.start());
        // Told by `stop` at the latest.
        this.#start.catch(() => undefined);
    }
  }
}
