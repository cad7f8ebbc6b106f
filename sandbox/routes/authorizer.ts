import { GatewayRefusal, ProcessingRefusal } from '../answers/codes';
import { isKnownAuthorizer, isSameBrand } from '../charging/authorizers';
import type { PresentedCard } from '../state/cards';
import type { SandboxMerchant } from '../state/merchants';
import type { World } from '../world';
import type { Fields } from './fields';

/** authorizer_id where it is given: known to the gateway (code 5), enabled for the store (code 113). */
export function readAuthorizer(fields: Fields, merchant: SandboxMerchant): string | undefined {
  const authorizerId = fields.optional('authorizer_id', { pattern: /^\d{1,3}$/, invalid: '5' });
  if (authorizerId === undefined) return undefined;
  if (!isKnownAuthorizer(authorizerId)) throw new GatewayRefusal('5', 400, 'authorizer_id');
  if (merchant.authorizers?.includes(authorizerId) === false)
    throw new ProcessingRefusal('113', 400, 'authorizer_id');
  return authorizerId;
}

/**
 * The authorizer that a card is charged with. When the brand of the card is another one, the store has it ignored (the default),
 * exchanged for the card's own, or the charge blocked with code 143 (docs/gateway.md §10).
 */
export function authorizerOfCard(
  { cards }: World,
  { otherBrand = 'ignore' }: SandboxMerchant,
  card: PresentedCard,
  asked: string,
): string {
  const own = cards.authorizerOf(card.token);
  if (own === undefined || isSameBrand(own, asked) || otherBrand === 'ignore') return asked;
  if (otherBrand === 'exchange') return own;
  throw new ProcessingRefusal('143', 400, 'authorizer_id');
}
