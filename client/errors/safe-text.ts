import { holdsCardNumber } from '../../contract/vocabulary';
import { CLIENT_LIMITS } from '../limits';

/**
 * A text from elsewhere (a server, a failure, a history) as it may stand in a message: one line, bounded, without
 * control characters, and never with a card number (R7).
 */
export function safeText(text: string): string {
  // More than is shown: a card number at the cut must not lose its last digits to it.
  const searched = text.slice(0, 2 * CLIENT_LIMITS.quotedTextLength);
  if (holdsCardNumber(searched)) return '(text withheld: it holds a card number)';
  const line = searched.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return line.length > CLIENT_LIMITS.quotedTextLength
    ? `${line.slice(0, CLIENT_LIMITS.quotedTextLength)}…`
    : line;
}
