import type { Problem } from '../contract/problems';
import { CLIENT_LIMITS } from './limits';

/**
 * The problem with a message that is far longer than any valid one. It is found before anything else is looked at, and such a message
 * never leaves: megabytes in one command hold a running subscription up for minutes.
 */
export function problemsOfSize(message: unknown): Problem[] {
  if (bytesOf(message) <= CLIENT_LIMITS.messageBytes) return [];
  return [{ field: '(message)', problem: `must be at most ${CLIENT_LIMITS.messageBytes} bytes of JSON` }];
}

function bytesOf(message: unknown): number {
  try {
    const text = JSON.stringify(message) as string | undefined;
    return Buffer.byteLength(text ?? '');
  } catch {
    // No JSON at all: the schema says what is wrong with it.
    return 0;
  }
}
