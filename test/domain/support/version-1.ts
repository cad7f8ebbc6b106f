import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubscriptionInput } from '../../../contract/input';
import type { Record1 } from '../../../domain/subscription/version-1/record';

/** What the code of the first version did next: it waited, or made a call. */
type NextOfVersion1 =
  | { kind: 'wait'; atMs: number; waitingFor: string }
  | { kind: 'call'; atMs: number; call: string; summary: string };

/**
 * A record as the code of the first version would have handed it over at some point of a recorded story, and what it did next.
 * They were taken by replaying its recordings with that code.
 */
export interface HandedOver1 {
  story: string;
  nowMs: number;
  next: NextOfVersion1;
  input: SubscriptionInput;
  carried: Record1;
}

/** A record that the code of the first version really handed over to its next run. */
export interface Carried1 {
  input: SubscriptionInput;
  carried: Record1;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../records', `version-1.${name}.json`), 'utf8'));

export const everyState1 = (): HandedOver1[] => read('states') as HandedOver1[];
export const realHandOvers1 = (): Carried1[] =>
  ['run-2', 'run-3', 'run-4'].map((run) => read(run) as Carried1);

/** Its state, and what it was about, in words. */
export function nameOf({ story, carried }: HandedOver1): string {
  const { state, doubt, blocked, decision } = carried;
  const about = blocked?.call ?? doubt?.call ?? decision?.kind;
  return `${state}${about === undefined ? '' : ` (${about})`} in ${story}`;
}
