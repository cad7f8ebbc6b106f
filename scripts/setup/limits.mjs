// Every limit of the set-up in one place, with its unit.

/** `npm ci` of this project takes 10–60 s; an hour says that the registry is not coming back. */
export const INSTALL_LIMIT_MS = 60 * 60_000;

/** The SDK's download has no time limit of its own; a connection without a byte for this long is given up. */
export const DOWNLOAD_STALL_LIMIT_MS = 45_000;

/** About 60 MB; ten minutes are a line of 0.8 Mbit/s. */
export const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** Three to five minutes on two cores; slow single-core machines get six times that. */
export const BUILD_LIMIT_MS = 30 * 60_000;

/** How long one process waits for another that installs, downloads or builds: the longest of them, and a little. */
export const LOCK_WAIT_LIMIT_MS = INSTALL_LIMIT_MS + 60_000;

/** A holder touches its lock this often … */
export const LOCK_HEARTBEAT_MS = 5_000;

/** … and a lock untouched for this long has no living holder, whatever its process id says. */
export const LOCK_STALE_MS = 2 * 60_000;

/** A lock file without readable content belongs to a process that died between two system calls after this long. */
export const LOCK_UNREADABLE_STALE_MS = 10_000;

/** How often a waiting process looks at the lock. */
export const LOCK_POLL_MS = 250;

/** `--version` of a healthy binary answers in 0.2 s; a cold disk and a virus scanner take longer. */
export const VERSION_LIMIT_MS = 30_000;

/** Progress on something that is not a terminal: one line this often. */
export const PROGRESS_LINE_MS = 15_000;

/** How much of a failed program's last output is kept for the error message, in characters. */
export const OUTPUT_TAIL_CHARS = 16_000;

/** The same signal twice within this time is one keystroke: npm and `timeout` repeat what the terminal already sent. */
export const SIGNAL_REPEAT_MS = 1_000;

/** How often the entry script looks whether whoever started it is still there. */
export const PARENT_POLL_MS = 1_000;
