import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificates } from '../../../sandbox/tls';

/** One form as the store got it. */
export interface ReceivedPost {
  path: string;
  contentType: string;
  /** As it came over the wire, percent-encoded. */
  raw: string;
  fields: Record<string, string>;
}

type Answer = (post: ReceivedPost) => number | Promise<number>;

/** The doors of a store, as plain as can be: an HTTPS server that writes down what is posted and answers as it is told. */
export class Receiver {
  readonly got: ReceivedPost[] = [];
  readonly ca: string;
  answer: Answer = () => 200;
  private readonly server: Server;

  private constructor(server: Server, ca: string) {
    this.server = server;
    this.ca = ca;
  }

  static async open(): Promise<Receiver> {
    const { caPem, certificatePem, privateKeyPem } = await makeCertificates(['localhost']);
    const server = createServer({ cert: certificatePem, key: privateKeyPem });
    const receiver = new Receiver(server, caPem);
    server.on('request', (request, response) => {
      let raw = '';
      request.setEncoding('latin1');
      request.on('data', (chunk: string) => (raw += chunk));
      request.on('end', () => {
        const contentType = request.headers['content-type'] ?? '';
        const fields = Object.fromEntries(new URLSearchParams(raw));
        const post = { path: request.url ?? '', contentType, raw, fields };
        receiver.got.push(post);
        void Promise.resolve(receiver.answer(post)).then((status) => {
          response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end();
        });
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, 'localhost', resolve);
    });
    return receiver;
  }

  /** An address of this store. */
  url(path: string): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** What came to one address. */
  at(path: string): Record<string, string>[] {
    return this.got.filter((post) => post.path === path).map(({ fields }) => fields);
  }

  forget(): void {
    this.got.length = 0;
    this.answer = () => 200;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}
