/** Every measure and bound of the bench `fairness`, each with its unit (R10). */
export const LIMITS = {
  /** Subscriptions that the busy merchant starts at once. */
  busyStarts: 400,
  /** Of these, requests at the server at the same time: more would wait for the server, not for a worker. */
  busySideBySide: 25,
  /** Subscriptions that the other one starts, and the pause between two, milliseconds. */
  otherStarts: 24,
  otherEveryMs: 500,
  /** Share of the busy merchant's starts that is not waited for. */
  busyLeftOut: 0.05,
  /** Pause between two looks at a start, milliseconds. */
  lookEveryMs: 50,
  /** Longest wait for a start to become active, milliseconds. */
  activeWithinMs: 180_000,
} as const;
