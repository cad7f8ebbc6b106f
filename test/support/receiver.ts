import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyEvent, type SubscriptionEvent } from '../../client';
import { makeCertificates } from '../../sandbox/tls';
import type { ReceiverOptions } from '../../webhooks/receiver';

/** What goes wrong with one request. `taken_and_lost`: the event is ours, and our answer never arrives. */
export type ReceiverFault =
  | 'refuses'
  | 'resets'
  | 'taken_and_lost'
  | 'redirects'
  | 'gone'
  | 'silent'
  | 'switches_protocols'
  | 'asks_for_a_day';

/** A whole receiver of events, as a billing system would write it: it checks, keeps each id once, and answers. */
export class TestReceiver {
  /** Each event once, in the order of arrival. */
  readonly events: SubscriptionEvent[] = [];
  /** What came again. */
  duplicates = 0;
  /** Requests that were not to be believed. */
  refused = 0;
  requests = 0;
  /** What goes wrong with the next requests, one each. */
  faults: (ReceiverFault | undefined)[] = [];
  /** It answers nobody. */
  isDown = false;
  readonly #server: Server;
  readonly #caPem: string;
  readonly #secrets: readonly string[];

  private constructor(server: Server, caPem: string, secrets: readonly string[]) {
    this.#server = server;
    this.#caPem = caPem;
    this.#secrets = secrets;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#take(request, response);
    });
  }

  static async open(secrets: readonly string[]): Promise<TestReceiver> {
    const { caPem, certificatePem, privateKeyPem } = await makeCertificates(['localhost']);
    const server = createServer({ cert: certificatePem, key: privateKeyPem });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestReceiver(server, caPem, secrets);
  }

  /** What a worker is configured with to reach it. */
  options(secrets: readonly string[] = this.#secrets): ReceiverOptions {
    const { port } = this.#server.address() as AddressInfo;
    return {
      url: `https://localhost:${String(port)}/webhooks`,
      secrets,
      ca: this.#caPem,
      allowPrivate: true,
    };
  }

  of(orderId: string): SubscriptionEvent[] {
    return this.events.filter((event) => event.orderId === orderId);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fault = this.isDown ? 'resets' : this.faults.shift();
    if (fault === 'resets') request.socket.destroy();
    else if (fault === 'refuses') response.writeHead(500).end('x'.repeat(100_000));
    else if (fault === 'redirects') response.writeHead(302, { location: '/elsewhere' }).end();
    else if (fault === 'gone') response.writeHead(410).end();
    else if (fault === 'asks_for_a_day') response.writeHead(429, { 'retry-after': '86400' }).end();
    else if (fault === 'switches_protocols')
      // By hand: the server of Node would not say it.
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n');
    else if (fault !== 'silent')
      this.#keep(request, response, Buffer.concat(chunks), fault === 'taken_and_lost');
  }

  #keep(request: IncomingMessage, response: ServerResponse, body: Buffer, isLost: boolean): void {
    try {
      const event = verifyEvent({ headers: request.headers, body, secrets: this.#secrets });
      if (this.events.some(({ id }) => id === event.id)) this.duplicates += 1;
      else this.events.push(event);
      if (isLost) request.socket.destroy();
      else response.writeHead(204).end();
    } catch {
      this.refused += 1;
      response.writeHead(400).end();
    }
  }
}
