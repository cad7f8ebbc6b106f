/** Every limit of the development stack, each with its unit. */
export const LIMITS = {
  /** How long stopping may take before the process ends regardless; the server is then killed with it, milliseconds. */
  stopWithinMs: 15_000,
  /** How long the Temporal server may take to answer after its start, milliseconds, and the pause between two looks. */
  temporalReadyWithinMs: 20_000,
  temporalLookEveryMs: 50,
  /** One attempt to connect to it, milliseconds. */
  temporalConnectMs: 1_000,
  /** How long it may take to end before it is killed, milliseconds. */
  temporalStopWithinMs: 10_000,
  /** Starts of a Temporal server that ends by itself while it starts. */
  temporalStarts: 3,
  /** What is kept of what it says, for a message about its end: characters at the beginning, and as many at the end. */
  lastWordsChars: 2_000,
  /** Grace for calls in flight, milliseconds: the stack stops when its user is done, so hardly any. */
  shutdownGraceMs: 2_000,
  /** One look at the settings of the built-in Web UI, milliseconds. */
  webUiSettingsMs: 5_000,
  /** Highest TCP port. */
  portMax: 65_535,
} as const;
