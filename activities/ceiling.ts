import type { Refusal } from '../domain/gateway/answers';
import { formatReais } from '../domain/money';

/** What the worker holds a merchant to, before anything is sent. */
export interface MerchantRules {
  /** Most that one charge may come to, integer cents. @default none */
  maxAmountCents?: number | undefined;
  /** No order is created before the gateway was asked whether it knows it; the store must have the query by order. @default false */
  asksForOrders?: boolean | undefined;
}

/**
 * The refusal of a call that asks for more than the merchant may charge at once; undefined where all is within. It is the last check
 * before the gateway: whoever started or changed the subscription, and however it was checked before.
 */
export function aboveCeiling(
  { maxAmountCents }: MerchantRules,
  amounts: readonly (number | undefined)[],
): Refusal | undefined {
  if (maxAmountCents === undefined) return undefined;
  if (amounts.every((cents) => cents === undefined || cents <= maxAmountCents)) return undefined;
  const message = `above the ceiling of this merchant, ${formatReais(maxAmountCents)} (maxAmountCents of the worker)`;
  return { kind: 'refused', facts: {}, code: 'amount_above_ceiling', message, refusedBy: 'worker' };
}
