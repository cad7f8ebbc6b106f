import type { CaratClient } from '../carat/client';
import type { BoundedVault } from './bounded-vault';
import { withCard } from './cards';
import type { GatewayActivities } from './gateway-activities';
import { inFlight } from './in-flight';
import { outcomeOfSend } from './outcomes';

type Payments = Pick<GatewayActivities, 'payTransaction' | 'confirmPayment' | 'undoPayment'>;

/** The calls on /v1/payments/{nit}: each can move money and is sent at most once (docs/gateway.md §2, §3). */
export function paymentActivities(carat: CaratClient, vault: BoundedVault): Payments {
  return {
    payTransaction: ({ nit, card }) =>
      inFlight('payTransaction', () =>
        withCard(vault, card, { withSecurityCode: true }, (data) =>
          outcomeOfSend(() => carat.pay(nit, { card: data })),
        ),
      ),
    confirmPayment: ({ nit }) =>
      inFlight('confirmPayment', () => outcomeOfSend(() => carat.confirmPayment(nit))),
    undoPayment: ({ nit }) => inFlight('undoPayment', () => outcomeOfSend(() => carat.undoPayment(nit))),
  };
}
