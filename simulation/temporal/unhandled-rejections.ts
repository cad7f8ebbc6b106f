/** What is caught of promises that nobody waits for, while a workflow task is done. */
export interface Rejections {
  readonly first: { reason: Error } | undefined;
  stop(): void;
}

/**
 * Catches rejections that nobody handles, as the SDK's worker does: such a one fails the workflow task. Only one workflow task
 * is under way at a time, so whose it is needs no asking.
 */
export function catchRejections(): Rejections {
  let first: Rejections['first'];
  const note = (reason: unknown): void => {
    first ??= { reason: reason instanceof Error ? reason : new Error(String(reason)) };
  };
  process.on('unhandledRejection', note);
  return {
    get first() {
      return first;
    },
    stop: () => {
      process.off('unhandledRejection', note);
    },
  };
}
