import type { Appointment } from '../time/agenda';
import type { VirtualTime } from '../time/virtual-time';

/** A span in which something is away: `toMs` is the first moment after it. Milliseconds since the epoch. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** A span in which the server is away, by its id. */
export interface Outage extends Span {
  id: string;
}

/** The clock of the Temporal server: while the server is away nothing fires, and what was due then is made up for after it. */
export class ServerClock {
  readonly #time: VirtualTime;
  readonly #outages: readonly Outage[];
  readonly #onOutage: (id: string) => void;

  /** @param onOutage - told of each outage that something has to wait for */
  constructor(time: VirtualTime, outages: readonly Outage[], onOutage: (id: string) => void) {
    this.#time = time;
    this.#outages = outages;
    this.#onOutage = onOutage;
  }

  get nowMs(): number {
    return this.#time.nowMs;
  }

  get isAway(): boolean {
    return this.backAt(this.nowMs) !== this.nowMs;
  }

  /** The moment itself, or the end of the outage that it falls into. */
  backAt(atMs: number): number {
    let backMs = atMs;
    for (const { id, fromMs, toMs } of this.#outages) {
      if (backMs < fromMs || backMs >= toMs) continue;
      this.#onOutage(id);
      backMs = toMs;
    }
    return backMs;
  }

  /** Puts something down that the server does by itself. */
  at(atMs: number, act: () => void | Promise<void>): Appointment {
    return this.#time.at(this.backAt(Math.max(atMs, this.nowMs)), act);
  }

  after(ms: number, act: () => void | Promise<void>): Appointment {
    return this.at(this.nowMs + ms, act);
  }
}
