import type { Appointment } from '../time/agenda';
import type { VirtualTime } from '../time/virtual-time';

/** A span in which something is away: `toMs` is the first moment after it. Milliseconds since the epoch. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** The clock of the Temporal server: while the server is away nothing fires, and what was due then is made up for after it. */
export class ServerClock {
  readonly #time: VirtualTime;
  readonly #outages: readonly Span[];

  constructor(time: VirtualTime, outages: readonly Span[]) {
    this.#time = time;
    this.#outages = outages;
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
    for (const { fromMs, toMs } of this.#outages) if (backMs >= fromMs && backMs < toMs) backMs = toMs;
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
