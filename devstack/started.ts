/** What has been started so far; stopped in the opposite order, each thing once. */
export class Started {
  readonly #stops: (() => Promise<void> | void)[] = [];

  /** Remembers how to stop what was just started. */
  add(stop: () => Promise<void> | void): void {
    this.#stops.push(stop);
  }

  /** Stops everything, also what comes after something that fails to stop. Throws the first failure in the end. */
  async stop(): Promise<void> {
    const failures: unknown[] = [];
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) {
      try {
        await stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
