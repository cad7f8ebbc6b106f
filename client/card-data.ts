import type { Problem } from '../contract/problems';
import { holdsCardNumber } from '../contract/vocabulary';

/** How deep a message is searched; a valid one has three levels. */
const MAX_DEPTH = 12;

/** Finds card numbers anywhere in a message, so that none goes further (R7); the problems name the places only. */
export function cardNumbersIn(message: unknown, path = '', depth = 0): Problem[] {
  if (typeof message === 'string' || typeof message === 'number' || typeof message === 'bigint') {
    return holdsCardNumber(String(message)) ? [problemAt(path)] : [];
  }
  if (typeof message !== 'object' || message === null || depth > MAX_DEPTH) return [];
  return Object.entries(message).flatMap(([key, value]) =>
    holdsCardNumber(key)
      ? [problemAt(path)]
      : cardNumbersIn(value, path === '' ? key : `${path}.${key}`, depth + 1),
  );
}

const problemAt = (path: string): Problem => ({
  field: path === '' ? '(message)' : path,
  problem: 'holds a card number; send a Carat card token or a vault reference instead',
});
