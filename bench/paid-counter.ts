import type { StackOptions } from '../devstack/stack';

/** A line of the log of gateway calls. */
type GatewayCall = Parameters<ReturnType<NonNullable<StackOptions['gatewayLog']>>>[0];

/** Counts the payments that the gateway has answered, and tells whoever waits for the next one. */
export class PaidCounter {
  #count = 0;
  #waiting: { count: number; resolve: () => void }[] = [];

  get count(): number {
    return this.#count;
  }

  /** Takes a line of the log of gateway calls. */
  note({ method, path, outcome }: GatewayCall): void {
    if (method !== 'POST' || !path.includes('/payments/')) return;
    if (outcome !== 'done') throw new Error(`a payment of the bench came to ${outcome}`);
    this.#count += 1;
    const due = this.#waiting.filter(({ count }) => count <= this.#count);
    this.#waiting = this.#waiting.filter(({ count }) => count > this.#count);
    for (const { resolve } of due) resolve();
  }

  /** Resolves when that many payments have been answered in all. */
  reaches(count: number): Promise<void> {
    if (this.#count >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }
}
