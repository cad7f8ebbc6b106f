import type { FastifyRequest } from 'fastify';
import { charsetOf } from '../form/charset';
import { parseForm, type Form } from '../form/parse-form';

/** The wanted fields of a post, or why it cannot be read. */
export type ReadPost = Form | { problem: 'not_a_form' };

/** Reads the form of a request. */
export function readPost({ headers, body }: FastifyRequest, wanted: readonly string[]): ReadPost {
  const charset = charsetOf(headers['content-type']);
  const isEncoded = (headers['content-encoding'] ?? 'identity') !== 'identity';
  if (charset === undefined || isEncoded) return { problem: 'not_a_form' };
  return parseForm(Buffer.isBuffer(body) ? body : Buffer.alloc(0), wanted, charset);
}
