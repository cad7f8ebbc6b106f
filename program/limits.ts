/** Every limit that the programs of this project share, each with its unit (R10). */
export const LIMITS = {
  /** Largest configuration file that is read, bytes. */
  configFileBytesMax: 1024 * 1024,
  /** Characters of a file name or an address that a message repeats. */
  printedCharsMax: 300,
  /** Log lines that wait for their reader, characters; beyond it lines are dropped. */
  logBufferChars: 4 * 1024 * 1024,
  /** What the last lines get to be written when the process ends, milliseconds, and the pause between two looks. */
  logDrainMs: 2_000,
  logDrainLookEveryMs: 20,
  /** Nested causes of an error that a log line shows. */
  loggedCausesMax: 3,
  /** Characters of an error message and of a stack that a log line shows. */
  loggedMessageCharsMax: 2_000,
  loggedStackCharsMax: 4_000,
} as const;
