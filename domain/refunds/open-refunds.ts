import type { CallId, OpenCall } from '../calls/call';
import { isSameId, type Nit } from '../ids';
import { readsPaid } from '../ledger/given-back';
import { chargeByNit, type Ledger } from '../ledger/ledger';
import { callById } from '../subscription/changes';
import type { SubscriptionRecord } from '../subscription/record';
import { beginIdOf, isOpenRefund, sendIdOf, type Refund } from './refund';

export const refundById = ({ refunds = [] }: SubscriptionRecord, id: string): Refund | undefined =>
  refunds.find((refund) => refund.id === id);

export const openRefunds = ({ refunds = [] }: SubscriptionRecord): Refund[] => refunds.filter(isOpenRefund);

/** The refunds that failed, where later ones of the same charge have not given as much back. */
export const failedRefunds = ({ refunds = [] }: SubscriptionRecord): Refund[] =>
  refunds.filter(
    (one, index) =>
      one.state === 'failed' && doneSince(refunds.slice(index + 1), one.charge) < one.amountCents,
  );

const doneSince = (later: readonly Refund[], charge: Nit): number =>
  later
    .filter((other) => other.state === 'done' && isSameId(other.charge, charge))
    .reduce((cents, { amountCents }) => cents + amountCents, 0);

/** True while a refund is open, or one that is done has not been held against its charge: our side does not end before. */
export const hasRefundToFollow = ({ refunds = [] }: SubscriptionRecord): boolean =>
  refunds.some((refund) => isOpenRefund(refund) || refund.look !== undefined);

/** True while a refund of a charge is open, or has not been held against it. */
export const isToBeRefunded = ({ refunds = [] }: SubscriptionRecord, nit: Nit): boolean =>
  refunds.some(
    (refund) => isSameId(refund.charge, nit) && (isOpenRefund(refund) || refund.look !== undefined),
  );

/** The call of a refund that is open; there is one at a time. */
export const callOfRefund = (record: SubscriptionRecord, refund: Refund): OpenCall | undefined =>
  callById(record, beginIdOf(refund)) ?? callById(record, sendIdOf(refund));

/** The refund that a call is for. */
export const refundOfCall = ({ refunds = [] }: SubscriptionRecord, id: CallId): Refund | undefined =>
  refunds.find((refund) => beginIdOf(refund) === id || sendIdOf(refund) === id);

/**
 * True while a refund of a charge may have been carried out, and nobody knows. What the charge shows meanwhile may be ours, so it is not
 * taken over before the refund is decided.
 */
export const isBeingRefunded = (record: SubscriptionRecord, nit: Nit): boolean =>
  openRefunds(record).some(
    (refund) =>
      isSameId(refund.charge, nit) && (callById(record, sendIdOf(refund))?.possiblyDelivered ?? 0) > 0,
  );

/**
 * Whole refunds that are done by what the gateway said, and that their charge does not show: it was asked afterwards, and still reads as paid.
 * A charge that is given back whole reads EST (docs/gateway.md §8).
 */
export const refundsNotShown = ({ refunds = [], ledger }: SubscriptionRecord): Refund[] =>
  refunds.filter(
    (refund) => refund.statusAfter !== undefined && isNotShown(ledger, refund, refund.statusAfter),
  );

/** Whether a charge is still to show that we gave it back. */
export const isToShowRefund = (record: SubscriptionRecord, nit: Nit): boolean =>
  refundsNotShown(record).some(({ charge }) => isSameId(charge, nit));

/** A whole refund after which its charge was told with this status, and reads as paid. */
export function isNotShown(
  ledger: Ledger,
  { charge: nit, amountCents }: Refund,
  statusAfter: string,
): boolean {
  const charge = chargeByNit(ledger, nit);
  return (
    charge?.amountCents === amountCents && readsPaid(charge) && readsPaid({ gatewayStatus: statusAfter })
  );
}
