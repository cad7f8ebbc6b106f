import { DateTime } from 'luxon';
import { z } from 'zod';
import { definedOnly } from '../../contract/vocabulary';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';

/** How far the events of a merchant were read. */
export interface Cursor {
  /** Events from this instant on; all that are kept without it. */
  since?: string;
  /** When the reading that is under way began, by the clock of the server; absent where that was not known. */
  begunAt?: string;
  /** The page of it that comes next. */
  page?: string;
}

const instant = z.iso.datetime();
const cursorSchema = z.strictObject({
  since: instant.optional(),
  begunAt: instant.optional(),
  page: z.string().optional(),
});

/** Makes a cursor; opaque to callers. */
export const cursorOf = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/**
 * Reads a cursor back, or an instant.
 *
 * @throws InvalidRequestError when it is neither
 */
export function readCursor(text: string | undefined): Cursor {
  if (text === undefined) return {};
  const from = DateTime.fromISO(/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : '', { setZone: true });
  if (from.isValid) return { since: from.toUTC().toISO() };
  const { success, data } = cursorSchema.safeParse(decoded(text));
  if (!success)
    throw new InvalidRequestError([
      { field: 'since', problem: 'must be the cursor of an answer, or an instant, ISO 8601 with its zone' },
    ]);
  const { since, begunAt, page } = data;
  return definedOnly({ since, begunAt, page });
}

function decoded(text: string): unknown {
  if (text.length > CLIENT_LIMITS.pageTokenLength * 2) return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
