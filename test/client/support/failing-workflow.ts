/** Workflow code that fails on every history, as a version does that does not fit what was recorded. */
export function subscription(): Promise<void> {
  // Anything but a failure of Temporal fails the workflow task, not the workflow.
  throw new Error('this code does not fit the history');
}
