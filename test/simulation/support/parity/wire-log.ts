import type { WireWatch } from './wire-plan';

/** A held request is on its way, and executed, a moment after its time, real milliseconds. */
const HELD_MARGIN_MS = 500;

/** Counts the requests of a life, and keeps what happened to them. */
export class WireLog implements Omit<WireWatch, 'loseWorker'> {
  /** Faults that came to pass: their kinds, by id. */
  readonly met = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #heldUntilMs = 0;

  /** Whether a request waits at the gateway that will be executed whoever has gone meanwhile. */
  get isHeld(): boolean {
    return performance.now() < this.#heldUntilMs;
  }

  count(route: string): number {
    const nth = (this.#counts.get(route) ?? 0) + 1;
    this.#counts.set(route, nth);
    return nth;
  }

  onFault(id: string, kind: string): void {
    this.met.set(id, kind);
  }

  onHeld(ms: number): void {
    this.#heldUntilMs = performance.now() + ms + HELD_MARGIN_MS;
  }
}
