import type { NotSentReason } from '../../carat/outcome';
import type { FaultKind as SandboxFaultKind, FaultRule } from '../../sandbox/wire/faults';

/** Faults that lives are drawn with beside the sandbox's older ones. The first and the last two are the wire's own; the sandbox has the others. */
export const OWN_WIRE_FAULTS = [
  /** Nothing leaves: no address, no connection, no trust. */
  'not_sent',
  /** The request vanishes; nothing is executed, and nobody answers. */
  'silence',
  /** A page with HTTP 200 in place of the answer. */
  'html_200',
  /** The answer breaks off somewhere. */
  'half_answer',
  /** The right answer with its values written oddly: JSON numbers and booleans, blanks around texts, nulls. */
  'odd_scalars',
  /** 503 from something in front of the gateway; nothing is executed. */
  'error_503',
  /** 429 with Retry-After; nothing is executed. */
  'error_429',
  /** The worker is gone before the request has left, or once the answer is there and nobody has heard of it. */
  'worker_lost_before',
  'worker_lost_after',
] as const;

export type WireFaultKind =
  (typeof OWN_WIRE_FAULTS)[number] | Exclude<SandboxFaultKind, 'refuse_connection' | 'other_terms'>;

/** A fault that meets one request of a life: the nth of its route, from 1. */
export interface WireFault {
  id: string;
  kind: WireFaultKind;
  route: string;
  nth: number;
  /** With `not_sent`. */
  reason?: NotSentReason;
  /** With `hold` and `hold_before`: how long; with a lost worker: until another one starts; milliseconds. */
  ms?: number;
  /** With `half_answer`: where the answer breaks off, a share of its length. */
  share?: number;
}

/** The rule by which the sandbox brings a fault about; undefined for the faults that are the wire's own. */
export function ruleOf({ kind, ms, share }: WireFault): FaultRule | undefined {
  switch (kind) {
    case 'not_sent':
    case 'worker_lost_before':
    case 'worker_lost_after':
      return undefined;
    case 'hold':
    case 'hold_before':
      return { route: '*', kind, ...(ms === undefined ? {} : { holdMs: ms }) };
    case 'half_answer':
      return { route: '*', kind, ...(share === undefined ? {} : { share }) };
    default:
      return { route: '*', kind };
  }
}
