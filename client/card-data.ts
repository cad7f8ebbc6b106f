import type { Problem } from '../contract/problems';
import { describeCardNumber, holdsCardNumber } from '../contract/vocabulary';
import { problemsOfSize } from './message-size';

/** How deep a message is searched; a valid one has three levels. */
const MAX_DEPTH = 12;

/** What is looked for in every message before its schema: first whether it is short enough to be searched at all. */
export function problemsBeforeSchema(message: unknown): Problem[] {
  const tooLong = problemsOfSize(message);
  return tooLong.length > 0 ? tooLong : cardNumbersIn(message);
}

/** Finds card numbers anywhere in a message, so that none goes further (R7). The problems name the places, never the digits. */
function cardNumbersIn(message: unknown, path = '', depth = 0): Problem[] {
  if (typeof message === 'string' || typeof message === 'number' || typeof message === 'bigint') {
    return problemsOfText(String(message), path);
  }
  if (typeof message !== 'object' || message === null || depth > MAX_DEPTH) return [];
  return Object.entries(message).flatMap(([key, value]) =>
    holdsCardNumber(key)
      ? problemsOfText(key, path)
      : cardNumbersIn(value, path === '' ? key : `${path}.${key}`, depth + 1),
  );
}

function problemsOfText(text: string, path: string): Problem[] {
  if (!holdsCardNumber(text)) return [];
  const problem = `${describeCardNumber(text)}; send a Carat card token or a vault reference instead`;
  return [{ field: path === '' ? '(message)' : path, problem }];
}
