import { createHash } from 'node:crypto';

/** The bytes that the random numbers of a run are drawn from, as the server gives them: the same for the same run. */
export const randomnessOf = (runId: string): number[] => [
  ...createHash('sha256').update(runId).digest().subarray(0, 8),
];
