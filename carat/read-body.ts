import type { Readable } from 'node:stream';

/** The body of an answer is longer than any answer should be. */
export class AnswerTooLarge extends Error {}

/**
 * Reads the body of an answer, unpacked, and hangs up as soon as it is too long.
 *
 * @throws AnswerTooLarge beyond `bytesMax`, and what the stream fails with.
 */
export async function readBody(body: Readable, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the stream, and the connection with it.
    if (bytes > bytesMax) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
