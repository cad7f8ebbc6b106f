import { isGatewayId, isOrderId, isPostedOrderId } from './field-rules';

/** What a post says of the subscription that it is for, besides the merchant of its door. Checked. */
export interface Addressee {
  /** From `merchant_data`, as which our begin calls send the order id, or else from `pedido`. */
  orderId?: string;
  /** The order id is the one that we have sent ourselves. */
  isOurs?: true;
  /** From `pedido`: of a schedule that was adopted, the order of whoever made it. */
  gatewayOrderId?: string;
  sid?: string;
}

/** The fields that tell it. */
export const ADDRESS_FIELDS = ['pedido', 'merchant_data', 'sid'] as const;

/** Reads what a post says of its subscription. What cannot be an id of ours is left out: it finds nobody. */
export function addresseeOf(fields: ReadonlyMap<string, string>): Addressee {
  const ours = fields.get('merchant_data');
  const posted = fields.get('pedido');
  const sid = fields.get('sid');
  const isOurs = ours !== undefined && isOrderId(ours);
  const orderId = isOurs ? ours : posted;
  return {
    ...(orderId !== undefined && isOrderId(orderId) ? { orderId } : {}),
    ...(isOurs ? { isOurs } : {}),
    ...(posted !== undefined && isPostedOrderId(posted) ? { gatewayOrderId: posted } : {}),
    ...(sid !== undefined && isGatewayId(sid) ? { sid } : {}),
  };
}
