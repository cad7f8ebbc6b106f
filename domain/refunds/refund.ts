import type { IsoInstant } from '../calendar';
import type { CallId } from '../calls/call';
import type { CardReference } from '../edits/change';
import type { Nit } from '../ids';
import { formatReais } from '../money';

/** Where a refund is in its life. */
export const REFUND_STATES = ['planned', 'under_way', 'done', 'failed'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/**
 * Money that a person gives back: the whole rest of one charge, or a part of it. Its begin and its refund are calls of their own in
 * `record.calls`; what lies between them is here.
 */
export interface Refund {
  /** Of the Update that brought it. */
  id: string;
  /** The NIT of the charge. */
  charge: Nit;
  /** What is asked for, integer cents; never more than is left. */
  amountCents: number;
  /** The card that was charged, where the acquirer wants it (docs/gateway.md §8). */
  card?: CardReference;
  by: string;
  reason: string;
  /** Mark of what was asked for, by which a repetition is told from another refund under the same id. */
  content?: string;
  at: IsoInstant;
  state: RefundState;
  /** A question about the charge that is due: whether it can be refunded, and afterwards what it shows. */
  look?: { atMs: number; asked: number; told?: string };
  /** The gateway's sequence number of the charge, by which the refund is begun. */
  usn?: string;
  /** When it was begun last: its NIT is accepted for a while from then on. */
  begunAtMs?: number;
  /** Begins that may have arrived and brought no NIT: it may still be on its way. */
  orphans: number;
  /** A NIT posted while that of another refund may be on its way: ours once our begin has been answered with success. */
  postedNit?: Nit;
  /** The NIT of the refund, as the gateway posted it. The first one stands. */
  nit?: Nit;
  /** Those before it, which expired or failed. */
  deadNits?: Nit[];
  /** Times that it was begun anew because a NIT expired or failed. */
  rounds: number;
  /** What went back, integer cents. */
  refundedCents?: number;
  /** What the gateway reported its charge as when it was asked afterwards. */
  statusAfter?: string;
  endedAt?: IsoInstant;
  /** Why it failed. */
  problem?: { code: string; message: string };
}

export const isOpenRefund = ({ state }: Refund): boolean => state === 'planned' || state === 'under_way';

/** The id of the call that begins a refund. */
export const beginIdOf = ({ id }: Refund): CallId => `begin_refund/${id}`;
/** The id of the call that gives the money back. */
export const sendIdOf = ({ id }: Refund): CallId => `refund/${id}`;

/** A refund in words, for people. */
export const refundInWords = ({ amountCents, charge }: Pick<Refund, 'amountCents' | 'charge'>): string =>
  `refund ${formatReais(amountCents)} of the charge with NIT ${charge}`;
