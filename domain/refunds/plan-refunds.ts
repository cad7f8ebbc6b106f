import type { OpenCall } from '../calls/call';
import type { SubscriptionRecord } from '../subscription/record';
import { beginFreeAtMs } from './begin-refund';
import { refundOfCall } from './open-refunds';

/** A step of a refund besides its calls: asks what its charge shows. */
export interface SaleLookStep {
  kind: 'look_at_sale';
  refund: string;
}

/** The questions about charges that are refunded. */
export const planSaleLooks = ({
  refunds = [],
}: SubscriptionRecord): { step: SaleLookStep; atMs: number; waitingFor: string }[] =>
  refunds.flatMap(({ id, look, charge }) =>
    look === undefined
      ? []
      : [
          {
            step: { kind: 'look_at_sale', refund: id },
            atMs: look.atMs,
            waitingFor: `what the charge with NIT ${charge} shows, for its refund`,
          },
        ],
  );

/** When a call is sent: the begin of a refund waits while the NIT of another one may come. */
export function sendMomentMs(record: SubscriptionRecord, { id, kind, sendAtMs }: OpenCall): number {
  const refund = kind === 'begin_refund' ? refundOfCall(record, id) : undefined;
  return refund === undefined ? sendAtMs : Math.max(sendAtMs, beginFreeAtMs(record, refund));
}
