import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';

/** What a page token carries: the server's own token, and which list it belongs to. */
const tokenSchema = z.strictObject({ list: z.string(), next: z.base64() });

/** Makes the token of the next page. Opaque to callers; it holds good for the same filter only. */
export function pageTokenOf(query: string, next: Uint8Array): string {
  const token = { list: fingerprint(query), next: Buffer.from(next).toString('base64') };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/**
 * Reads a page token back. A server answers a mutilated one by "try again", so it is checked here.
 *
 * @throws InvalidRequestError when it is none of ours, or one of another filter
 */
export function readPageToken(query: string, token: string): Uint8Array {
  const parsed = tokenSchema.safeParse(decoded(token));
  if (!parsed.success) throw invalid('is not a page token of this list');
  if (parsed.data.list !== fingerprint(query))
    throw invalid('belongs to a list with another filter or namespace');
  return Buffer.from(parsed.data.next, 'base64');
}

function decoded(token: string): unknown {
  if (token.length > CLIENT_LIMITS.pageTokenLength) return undefined;
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const fingerprint = (query: string): string =>
  createHash('sha256').update(query).digest('base64url').slice(0, 16);

const invalid = (problem: string): InvalidRequestError =>
  new InvalidRequestError([{ field: 'pageToken', problem }]);
