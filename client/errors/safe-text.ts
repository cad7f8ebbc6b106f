import { holdsCardNumber } from '../../contract/vocabulary';
import { CLIENT_LIMITS } from '../limits';

/**
 * A text from elsewhere (a server, a failure, a history) as it may stand in a message: one line, bounded, without
 * control characters, and never with a card number (R7).
 */
export function safeText(text: string): string {
  if (holdsCardNumber(text)) return '(text withheld: it holds a card number)';
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return line.length > CLIENT_LIMITS.quotedTextLength
    ? `${line.slice(0, CLIENT_LIMITS.quotedTextLength)}…`
    : line;
}
