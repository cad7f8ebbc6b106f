import type { IncomingMessage } from 'node:http';
import { limits } from '../limits';

/** The request body is larger than limits.requestBodyBytes. */
export class BodyTooLargeError extends Error {}

/** The client went away before its request was complete. */
export class BodyBrokenOffError extends Error {}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.requestBodyBytes) {
      throw new BodyTooLargeError(`the request body exceeds ${limits.requestBodyBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a request body as UTF-8. Throws BodyTooLargeError or BodyBrokenOffError. */
export async function readBody(request: IncomingMessage): Promise<string> {
  try {
    return (await collect(request)).toString('utf8');
  } catch (cause) {
    if (cause instanceof BodyTooLargeError) throw cause;
    throw new BodyBrokenOffError('the request broke off', { cause });
  }
}
