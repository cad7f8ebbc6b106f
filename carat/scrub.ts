import { LIMITS } from './limits';
import { maskCardNumbers, maskNumber, MASK } from './mask-numbers';

/** What this call must not let out again, whatever the gateway echoes. */
export interface CallSecrets {
  merchantKey: string;
  cardNumber?: string | undefined;
  securityCode?: string | undefined;
}

/** Free text, in which anything may be quoted. Every other field is structure and means what it says. */
const FREE_TEXT = new Set(['message', 'authorizerMessage', 'acquirerName', 'softDescriptor']);
/** Ids that nobody decides by. */
const DETAIL_IDS = new Set([
  ...['orderId', 'merchantUsn', 'authorizerId', 'acquirerId', 'authorizationNumber', 'esitefUsn', 'hostUsn'],
  ...['tid', 'paymentType', 'type', 'scheduleUsn'],
]);
/** `51`, `GD`, `322`: a code of an issuer. Some come with words (docs/gateway.md §6), and are text. */
const BARE_CODE = /^[A-Za-z0-9._-]{1,10}$/;

/**
 * A copy of an outcome in which free text is masked: the merchant key, the card number and the security code of the call, and
 * whatever else reads as a card number. Free text is cut at 500 characters (docs/gateway.md §10). Structure is never changed: a
 * key that occurs in a status, a code or a NIT says nothing there. A detail id that quotes the card is left out.
 */
export function scrub<T>(outcome: T, secrets: CallSecrets): T {
  return scrubValue(outcome, '', secrets) as T;
}

function scrubValue(value: unknown, field: string, secrets: CallSecrets): unknown {
  if (typeof value === 'string') return isFreeText(field, value) ? scrubText(value, secrets) : value;
  if (Array.isArray(value)) return value.map((element: unknown) => scrubValue(element, field, secrets));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, part]) => !DETAIL_IDS.has(key) || !quotes(part, secrets.cardNumber),
  );
  return Object.fromEntries(kept.map(([key, part]) => [key, scrubValue(part, key, secrets)]));
}

const isFreeText = (field: string, text: string): boolean =>
  FREE_TEXT.has(field) || (field === 'authorizerCode' && !BARE_CODE.test(text));

const quotes = (id: unknown, cardNumber: string | undefined): boolean =>
  cardNumber !== undefined && String(id).includes(cardNumber);

function scrubText(text: string, { merchantKey, cardNumber, securityCode }: CallSecrets): string {
  let clean = text.replaceAll(merchantKey, MASK);
  if (cardNumber !== undefined) clean = maskNumber(clean, cardNumber);
  if (securityCode !== undefined) {
    clean = clean.replace(new RegExp(`(?<!\\d)${securityCode}(?!\\d)`, 'g'), MASK);
  }
  return maskCardNumbers(clean).slice(0, LIMITS.messageCharsMax);
}
