import { patched } from '@temporalio/workflow';

/** One change of what the workflow does, in kind or in order, that was made while subscriptions ran. */
export interface Patch {
  /** Version of this package that brought it, e.g. `0.2.0`. */
  since: string;
  /** What is done since, as a sentence. */
  what: string;
  /** When the old way may go, e.g. when no run of an older version is open. */
  mayGo: string;
}

/** The changes that are in force, by name. A name is used once: it stands in histories. None so far: nothing is released. */
export const PATCHES = {} as const satisfies Record<string, Patch>;

export type PatchName = keyof typeof PATCHES;

/**
 * True where the new way is taken: in a run that has not gone this way yet, and in one whose history says that it did. False
 * while the history of an older version is read. See docs/upgrading.md.
 */
export const isPatched = (name: PatchName): boolean => patched(name);
