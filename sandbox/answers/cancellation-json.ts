import type { CancellationRecord } from '../state/cancellations';
import type { World } from '../world';
import type { WireObject } from './answers';
import { approvalJson, routingJson } from './payment-json';

/** The `cancellation` object of an answer (docs/gateway.md §8). */
export function cancellationJson(world: World, cancellation: CancellationRecord): WireObject {
  const { status, nit, orderId, amountCents, esitefUsn, authorization, paymentNit } = cancellation;
  const { authorizerId } = world.transactions.find(paymentNit) ?? {};
  const basics = {
    status,
    nit,
    order_id: orderId,
    esitef_usn: esitefUsn,
    ...(authorizerId !== undefined && { authorizer_id: authorizerId }),
    ...(amountCents !== undefined && { amount: String(amountCents) }),
  };
  if (authorization === undefined) return basics;
  return {
    authorizer_code: authorization.authorizerCode,
    authorizer_message: authorization.authorizerMessage,
    ...basics,
    ...(authorization.outcome === 'approved' && approvalJson(authorization)),
    ...routingJson(world, authorization),
  };
}
