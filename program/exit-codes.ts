/** How the process of a program ends. */
export const EXIT = {
  /** Stopped as asked: every call in flight has ended, every post is answered. */
  stopped: 0,
  /** It failed while running, or something nobody foresaw. */
  failed: 1,
  /** The configuration, or the command line, cannot be used; starting again without a change is pointless. */
  invalidConfig: 2,
  /** The surroundings are not ready: Temporal, its namespace or search attributes, an address to listen on. */
  notReady: 3,
  /**
   * Stopped as asked, but the bound passed with calls in flight or posts that were not answered. Outcomes are asked later (R4), and the
   * gateway sends its posts again.
   */
  overdue: 4,
} as const;
