import { Agenda, type Appointment } from './agenda';

/** What happens at a moment; what it starts and does not wait for goes on at later moments. */
type Act = () => void | Promise<void>;

/**
 * The one clock of a simulated life. Nothing waits in real time: the next moment comes as soon as everything that the
 * last one set off has run out of microtasks. What is due at the same moment happens in the order in which it was put down.
 */
export class VirtualTime {
  readonly #agenda = new Agenda<Act>();
  #nowMs: number;
  #stopped = false;

  /** @param startMs - milliseconds since the epoch */
  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get now(): string {
    return new Date(this.#nowMs).toISOString();
  }

  /** Puts something down for a moment; a moment that has passed is now. */
  at(atMs: number, act: Act): Appointment {
    return this.#agenda.add(Math.max(atMs, this.#nowMs), act);
  }

  after(ms: number, act: Act): Appointment {
    return this.at(this.#nowMs + ms, act);
  }

  /** Passes when that much time has. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Lets time pass up to a moment, or until it is stopped. Errors of what happens end it. */
  async runUntil(endMs: number): Promise<void> {
    for (;;) {
      const next = this.#stopped ? undefined : this.#agenda.takeUntil(endMs);
      if (next === undefined) break;
      this.#nowMs = next.atMs;
      await next.act();
      await idle();
    }
    if (!this.#stopped) this.#nowMs = Math.max(this.#nowMs, endMs);
  }

  /** Nothing happens any more. */
  stop(): void {
    this.#stopped = true;
  }
}

/** Resolves once no microtask is left. The only thing of the host's event loop that a simulation uses. */
export const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
