import { Session } from 'node:inspector';

interface FromThread {
  id?: number;
  result?: { usedSize?: number };
}

/**
 * The heaps of the threads of this process, seen through the inspector: the SDK runs workflows in a thread of its own, whose
 * memory nothing else tells.
 */
export class ThreadHeaps {
  readonly #session = new Session();
  readonly #threads: string[] = [];
  readonly #answers = new Map<number, (answer: FromThread) => void>();
  #asked = 0;

  /** Attaches to all threads that run now and later. */
  constructor() {
    this.#session.connect();
    this.#session.on('NodeWorker.attachedToWorker', ({ params }) => this.#threads.push(params.sessionId));
    this.#session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      const answer = JSON.parse(params.message) as FromThread;
      if (answer.id !== undefined) this.#answers.get(answer.id)?.(answer);
    });
    this.#session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  }

  /** Collects the rubbish of every thread, this one included. */
  async collect(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#session.post('HeapProfiler.collectGarbage', () => {
        resolve();
      });
    });
    for (const thread of this.#threads) await this.#ask(thread, 'HeapProfiler.collectGarbage');
  }

  /** What of the heaps of the other threads is in use, bytes. */
  async usedByOthers(): Promise<number> {
    let used = 0;
    for (const thread of this.#threads)
      used += (await this.#ask(thread, 'Runtime.getHeapUsage')).result?.usedSize ?? 0;
    return used;
  }

  #ask(sessionId: string, method: string): Promise<FromThread> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#answers.set(id, (answer) => {
        this.#answers.delete(id);
        resolve(answer);
      });
      this.#session.post('NodeWorker.sendMessageToWorker', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
    });
  }
}
