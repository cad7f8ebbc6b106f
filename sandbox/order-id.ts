import { looksLikePan } from './pan-like';

/**
 * An order id as logs keep it and faults match it. What a client sends before it is authenticated can be anything, a card number
 * in the wrong field included: only what has the form of an order id and cannot be taken for a card number is kept.
 */
export function shownOrderId(text: string): string | undefined {
  return /^[A-Za-z0-9]{1,40}$/.test(text) && !looksLikePan(text) ? text : undefined;
}
