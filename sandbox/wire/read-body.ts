import type { IncomingMessage } from 'node:http';
import { limits } from '../limits';

/** Reads a request body as UTF-8. Throws when it is larger than limits.requestBodyBytes or breaks off. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.requestBodyBytes)
      throw new Error(`the request body exceeds ${limits.requestBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
