import { GatewayRefusal, ProcessingRefusal } from '../answers/codes';
import type { PresentedCard } from '../state/cards';
import type { World } from '../world';
import type { Fields } from './fields';

const expiryRule = { pattern: /^(0[1-9]|1[0-2])\d{2}$/, missing: '8', invalid: '9' } as const;

function numberedCard(world: World, card: Fields): PresentedCard {
  const number = card.required('number', { pattern: /^\d{13,19}$/, missing: '10', invalid: '11' });
  const expiry = world.settings.cardExpiryRequired
    ? card.required('expiry_date', expiryRule)
    : card.optional('expiry_date', expiryRule);
  return { ...world.cards.fromNumber(number), ...(expiry !== undefined && { expiry }) };
}

function storedCard(world: World, card: Fields): PresentedCard {
  const token = card.required('token', { pattern: /^[\w-]{1,100}$/, missing: '10', invalid: '134' });
  const stored = world.cards.fromToken(token);
  if (stored === undefined) throw new ProcessingRefusal(world.settings.unknownTokenCode, 400, 'card.token');
  const expiry = card.optional('expiry_date', expiryRule);
  return expiry === undefined ? stored : { ...stored, expiry };
}

const cardFields = ['number', 'token', 'expiry_date', 'security_code', 'holder'];

/** The card of a request that may have none; a card of empty fields is none (docs/gateway.md §7, §8). */
export function readPresentedCard(world: World, request: Fields): PresentedCard | undefined {
  if (!request.has('card')) return undefined;
  const card = request.child('card', '11');
  return cardFields.some((field) => card?.has(field) === true) ? readCard(world, request) : undefined;
}

/**
 * The card of a payment or an activation (docs/gateway.md §2, §4): a number with its expiry, or a token, never both
 * (code 73). What comes back has no number in it any more; the security code is checked and forgotten.
 */
export function readCard(world: World, request: Fields): PresentedCard {
  const card = request.child('card', '11');
  if (card === undefined || (!card.has('number') && !card.has('token')))
    throw new GatewayRefusal('10', 400, 'card.number');
  if (card.has('number') && card.has('token')) throw new GatewayRefusal('73', 400, 'card');
  card.optional('security_code', { pattern: /^\d{3,4}$/, invalid: '13' });
  card.optional('holder', { pattern: /^.{1,30}$/u, invalid: '150' });
  return card.has('token') ? storedCard(world, card) : numberedCard(world, card);
}
