import type { NotSentReason } from '../../carat/outcome';
import type { FaultKind as SandboxFaultKind } from '../../sandbox/wire/faults';

/** Faults of one request that only the wire of the simulation knows; the sandbox has the others. */
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

export type WireFaultKind = (typeof OWN_WIRE_FAULTS)[number] | Exclude<SandboxFaultKind, 'refuse_connection'>;

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

const OF_THE_SANDBOX: ReadonlySet<string> = new Set<SandboxFaultKind>([
  'reset_before',
  'execute_then_drop',
  'execute_then_502',
  'hold',
  'hold_before',
  'error_500',
  'garbage',
  'extra_fields',
  'json_numbers',
]);

export const isOfSandbox = (kind: WireFaultKind): kind is Exclude<SandboxFaultKind, 'refuse_connection'> =>
  OF_THE_SANDBOX.has(kind);

/** An answer after a fault of the wire. */
export function distorted({ kind, share = 0.5 }: WireFault, text: string): string {
  switch (kind) {
    case 'html_200':
      return '<html><head><title>e-SiTef</title></head><body><h1>Manutenção</h1></body></html>';
    case 'half_answer':
      return text.slice(0, Math.floor(text.length * share));
    case 'odd_scalars':
      return JSON.stringify(withOddScalars(JSON.parse(text)));
    default:
      return text;
  }
}

function withOddScalars(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOddScalars);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withOddScalars(part)]));
  if (typeof value !== 'string') return value;
  if (value === '') return null;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : `${value} `;
}
