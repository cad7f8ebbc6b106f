/** How often progress is told, milliseconds. */
const EVERY_MS = 2_000;

/** Tells on standard error how far a simulation is. */
export class Progress {
  readonly #all: number;
  readonly #startedMs = performance.now();
  #done = 0;
  #failed = 0;
  #toldMs = performance.now();

  constructor(all: number) {
    this.#all = all;
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.#startedMs) / 1_000;
  }

  /** @param failed - seeds of those that failed: each is told at once, so that it can be looked at while the others go on */
  add(lives: number, failed: readonly number[]): void {
    this.#done += lives;
    this.#failed += failed.length;
    for (const seed of failed) say(`the life of seed ${String(seed)} failed`);
    if (performance.now() - this.#toldMs < EVERY_MS) return;
    this.#toldMs = performance.now();
    const rate = this.#done / this.seconds;
    const left = Math.ceil((this.#all - this.#done) / rate);
    say(
      `${String(this.#done)} of ${String(this.#all)} lives, ${rate.toFixed(0)} a second, ` +
        `${String(this.#failed)} failed, ${String(left)} s left`,
    );
  }
}

/** Progress is for people and goes to standard error, so that standard output holds the report alone. */
export const say = (text: string): void => {
  process.stderr.write(`simulate: ${text}\n`);
};
