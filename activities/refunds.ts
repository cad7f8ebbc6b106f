import type { CaratClient } from '../carat/client';
import type { RefundRequest as CaratRefund } from '../carat/requests';
import type { CallOutcome } from '../domain/gateway/answers';
import type { BoundedVault } from './bounded-vault';
import { withCard } from './cards';
import type { GatewayActivities, RefundRequest } from './gateway-activities';
import { inFlight } from './in-flight';
import { outcomeOfSend } from './outcomes';

type Refunds = Pick<GatewayActivities, 'beginRefund' | 'sendRefund'>;

/** The calls on /v1/cancellations (docs/gateway.md §8). A begin moves no money; a refund is sent at most once. */
export function refundActivities(carat: CaratClient, vault: BoundedVault): Refunds {
  return {
    beginRefund: ({ usn }) =>
      inFlight('beginRefund', () => outcomeOfSend(() => carat.beginRefund({ esitefUsn: usn }))),
    sendRefund: (request) => inFlight('sendRefund', () => sendRefund(carat, vault, request)),
  };
}

function sendRefund(
  carat: CaratClient,
  vault: BoundedVault,
  { nit, amountCents, card }: RefundRequest,
): Promise<CallOutcome> {
  const request = { nit, ...(amountCents === undefined ? {} : { amountCents }) };
  const send = (whole: CaratRefund): Promise<CallOutcome> => outcomeOfSend(() => carat.refundPayment(whole));
  // Only SiTef routings want the card of the payment, with its security code where it is known (docs/gateway.md §8).
  if (card === undefined) return send(request);
  return withCard(vault, card, { withSecurityCode: true }, (data) => send({ ...request, card: data }));
}
