/** Every limit of the development stack, each with its unit. */
export const LIMITS = {
  /** How long stopping may take before the process ends regardless; the server is then killed with it, milliseconds. */
  stopWithinMs: 15_000,
  /** Highest TCP port. */
  portMax: 65_535,
} as const;
