import type { IncomingMessage } from 'node:http';
import { limits } from '../limits';

/** The request body is larger than limits.requestBodyBytes. */
export class BodyTooLargeError extends Error {}

/** Reads a request body as UTF-8. Throws BodyTooLargeError, or what the stream throws when it breaks off. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.requestBodyBytes) {
      throw new BodyTooLargeError(`the request body exceeds ${limits.requestBodyBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
