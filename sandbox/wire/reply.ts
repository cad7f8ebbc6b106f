import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Where the answer to one request goes, or how it is kept from arriving. */
export interface Reply {
  /** @param retryAfterSeconds told as `Retry-After`, where it is given */
  send(httpStatus: number, contentType: string, text: string, retryAfterSeconds?: number): void;
  /** The peer reads "connection reset". */
  reset(): void;
  /** The connection is closed without an answer. */
  drop(): void;
}

/** The reply over HTTPS. A reset can only be sent below TLS, so the raw socket is needed beside the response. */
export class HttpReply implements Reply {
  private readonly response: ServerResponse;
  private readonly socket: Socket | undefined;

  constructor(response: ServerResponse, socket: Socket | undefined) {
    this.response = response;
    this.socket = socket;
  }

  send(httpStatus: number, contentType: string, text: string, retryAfterSeconds?: number): void {
    const headers = {
      'Content-Type': contentType,
      'Content-Length': Buffer.byteLength(text),
      ...(retryAfterSeconds !== undefined && { 'Retry-After': retryAfterSeconds }),
    };
    this.response.writeHead(httpStatus, headers);
    this.response.end(text);
  }

  /** RST instead of FIN. */
  reset(): void {
    if (this.socket === undefined) this.response.destroy();
    else this.socket.resetAndDestroy();
  }

  drop(): void {
    if (this.socket === undefined) this.response.destroy();
    else this.socket.destroy();
  }
}
