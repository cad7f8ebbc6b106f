import { isGatewayId, isOrderId, isPostedOrderId } from './field-rules';

/** What a post says of the subscription that it is for, besides the merchant of its door. Checked. */
export interface Addressee {
  /** From `pedido`, or from `merchant_data`, as which our begin calls send the order id. */
  orderId?: string;
  /** From `pedido`: of a schedule that was adopted, the order of whoever made it. */
  gatewayOrderId?: string;
  sid?: string;
}

/** The fields that tell it. */
export const ADDRESS_FIELDS = ['pedido', 'merchant_data', 'sid'] as const;

/** Reads what a post says of its subscription. What cannot be an id of ours is left out: it finds nobody. */
export function addresseeOf(fields: ReadonlyMap<string, string>): Addressee {
  const orderId = [fields.get('pedido'), fields.get('merchant_data')].find(
    (value) => value !== undefined && isOrderId(value),
  );
  const posted = fields.get('pedido');
  const sid = fields.get('sid');
  return {
    ...(orderId === undefined ? {} : { orderId }),
    ...(posted !== undefined && isPostedOrderId(posted) ? { gatewayOrderId: posted } : {}),
    ...(sid !== undefined && isGatewayId(sid) ? { sid } : {}),
  };
}
