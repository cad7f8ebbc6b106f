/** The latest of some instants, milliseconds since the epoch; those that are not known do not count. */
export const latestMs = (atLeastMs: number, ...instants: (string | undefined)[]): number =>
  Math.max(atLeastMs, ...instants.map((instant) => (instant === undefined ? 0 : Date.parse(instant))));
