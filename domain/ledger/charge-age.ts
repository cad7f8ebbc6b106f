import type { Charge } from './charge';

/** How long ago a charge was executed, or became known where the gateway does not tell when, milliseconds. */
export const ageMs = ({ at, knownAt }: Charge, nowMs: number): number => nowMs - Date.parse(at ?? knownAt);
