import { fits, TEXT_RULES } from '../../contract/text-rules';
import { TEXT_CHECKS } from '../../contract/text-checks';

/** Whether a text can be an id of the gateway: NIT, SID or SEID. */
export const isGatewayId = (value: string): boolean => fits(TEXT_RULES.gatewayId, value);

/** Whether a text can be a status of the gateway. */
export const isStatus = (value: string): boolean => fits(TEXT_RULES.gatewayStatus, value);

/** Whether a text can be an order id of the gateway, of whoever made it. */
export const isPostedOrderId = (value: string): boolean =>
  fits(TEXT_RULES.postedOrderId, value) && TEXT_CHECKS.noCardNumber.passes(value);

/** Whether a text can be the order id of a subscription. A store has orders of other kinds, too. */
export const isOrderId = (value: string): boolean =>
  fits(TEXT_RULES.orderId, value) && TEXT_CHECKS.orderIdIsNoCardNumber.passes(value);
