import { LIMITS } from '../limits';

const HOUR_MS = 3_600_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Lets each key through some times in an hour (a token bucket), for the keys that were used last. */
export class HourlyBound {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perHour: number;
  readonly #now: () => number;

  constructor(perHour: number = LIMITS.unansweredPerHour, now: () => number = () => performance.now()) {
    this.#perHour = perHour;
    this.#now = now;
  }

  /** Takes one of the key's times; false when none is left. */
  take(key: string): boolean {
    const atMs = this.#now();
    const { tokens, atMs: beforeMs } = this.#buckets.get(key) ?? { tokens: this.#perHour, atMs };
    const filled = Math.min(this.#perHour, tokens + ((atMs - beforeMs) / HOUR_MS) * this.#perHour);
    const isFree = filled >= 1;
    // Put in anew, so that the first of the map is the one that was used longest ago.
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: isFree ? filled - 1 : filled, atMs });
    this.#forgetOldest();
    return isFree;
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined && this.#buckets.size > LIMITS.countedSubscriptions)
      this.#buckets.delete(oldest);
  }
}
