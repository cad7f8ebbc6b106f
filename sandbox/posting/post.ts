import { request } from 'node:https';
import type { Form } from './form';

/** One form that the gateway sends to a store. */
export interface OutgoingPost extends Form {
  url: string;
  /** PEM of certificates to trust for it besides the roots of Node. */
  ca?: string;
  /** How long the answer is waited for, real milliseconds. */
  answerMs: number;
}

/**
 * Puts a form on the wire and resolves with the HTTP status of the answer; undefined when there was none. The signal aborts when
 * the sandbox is reset or stopped.
 */
export type PostFunction = (post: OutgoingPost, signal: AbortSignal) => Promise<number | undefined>;

/** One HTTPS request on a connection of its own; nothing is followed, nothing repeated (docs/gateway.md §6). */
export const postOverHttps: PostFunction = ({ url, contentType, body, ca, answerMs }, signal) =>
  new Promise((resolve) => {
    const length = Buffer.byteLength(body);
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        minVersion: 'TLSv1.2',
        ...(ca !== undefined && { ca }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
        headers: { 'Content-Type': contentType, 'Content-Length': length },
      },
      (response) => {
        // The status is all that counts; the body is read only to be done with it.
        response.resume();
        response.once('error', () => {
          resolve(undefined);
        });
        response.once('end', () => {
          resolve(response.statusCode);
        });
      },
    );
    call.once('error', () => {
      resolve(undefined);
    });
    call.end(body);
  });
