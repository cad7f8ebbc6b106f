import { LIMITS } from './limits';

/** What this call must not let out again, whatever the gateway echoes. */
export interface CallSecrets {
  merchantKey: string;
  cardNumber?: string | undefined;
  securityCode?: string | undefined;
}

const MASK = '***';
/** Free text, in which anything may be quoted. The other fields hold ids, dates and statuses. */
const FREE_TEXT = new Set([
  'message',
  'authorizerCode',
  'authorizerMessage',
  'acquirerName',
  'softDescriptor',
]);
const CARD_LIKE = /\d(?:[ -]?\d){12,18}/g;

/**
 * A copy of an outcome in which the merchant key and the card number of the call are masked wherever they stand, and in
 * free text the security code and every run of 13 to 19 digits too. Free text is cut at 500 characters (carat-api.md §10).
 */
export function scrub<T>(outcome: T, secrets: CallSecrets): T {
  return scrubValue(outcome, '', secrets) as T;
}

function scrubValue(value: unknown, field: string, secrets: CallSecrets): unknown {
  if (typeof value === 'string') return scrubText(value, field, secrets);
  if (Array.isArray(value)) return value.map((element: unknown) => scrubValue(element, field, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, scrubValue(part, key, secrets)]),
  );
}

function scrubText(
  text: string,
  field: string,
  { merchantKey, cardNumber, securityCode }: CallSecrets,
): string {
  let clean = text.replaceAll(merchantKey, MASK);
  if (cardNumber !== undefined) clean = clean.replaceAll(cardNumber, MASK);
  if (!FREE_TEXT.has(field)) return clean;
  // A bare authorizer code may have the same digits and must stay; some come with words (carat-api.md §6).
  const mayQuote = field !== 'authorizerCode' || /\s/.test(text);
  if (securityCode !== undefined && mayQuote) {
    clean = clean.replace(new RegExp(`(?<!\\d)${securityCode}(?!\\d)`, 'g'), MASK);
  }
  return clean.replace(CARD_LIKE, MASK).slice(0, LIMITS.messageCharsMax);
}
