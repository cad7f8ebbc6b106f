import { GatewayRefusal, ProcessingRefusal } from '../answers/codes';
import { isKnownAuthorizer } from '../charging/authorizers';
import type { SandboxMerchant } from '../state/merchants';
import type { FieldRule, Fields } from './fields';

/** "true" or "false" on the wire; whatever else is refused as an invalid request. */
export const flagRule: FieldRule = { pattern: /^(true|false)$/, invalid: '150' };

const positiveCents = /^(?!0+$)\d{1,12}$/;

/** amount: integer cents, up to 12 digits, more than zero (carat-api.md §0, §1). */
export const amountRule = { pattern: positiveCents, missing: '32', invalid: '33' } as const;

/** installments: 1-99 (carat-api.md §1). */
export const installmentsRule = { pattern: /^(?!0+$)\d{1,2}$/, missing: '14', invalid: '15' } as const;

/** installment_type: 3 with interest, 4 without (carat-api.md §1). */
export const installmentTypeRule = { pattern: /^[34]$/, missing: '16', invalid: '17' } as const;

/** authorizer_id where it is given: known to the gateway (code 5), enabled for the store (code 113). */
export function readAuthorizer(fields: Fields, merchant: SandboxMerchant): string | undefined {
  const authorizerId = fields.optional('authorizer_id', { pattern: /^\d{1,3}$/, invalid: '5' });
  if (authorizerId === undefined) return undefined;
  if (!isKnownAuthorizer(authorizerId)) throw new GatewayRefusal('5', 400, 'authorizer_id');
  if (merchant.authorizers?.includes(authorizerId) === false)
    throw new ProcessingRefusal('113', 400, 'authorizer_id');
  return authorizerId;
}
