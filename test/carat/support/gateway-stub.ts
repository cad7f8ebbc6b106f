import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import type { TestCertificate } from './certificates';

/** One request as it arrived. */
export interface StubRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What the stub does with a request that arrived whole. */
export type Behaviour = (socket: TLSSocket, request: StubRequest) => void;

/**
 * A gateway on the bare wire: real TLS, and below it every byte under the test's control. Counts connections, completed
 * handshakes and requests, so that "at most one request" is a number and not a belief.
 */
export class GatewayStub {
  readonly requests: StubRequest[] = [];
  connections = 0;
  handshakes = 0;
  /** Plain bytes received inside TLS, complete request or not. */
  receivedBytes = 0;
  behaviour: Behaviour = answer(200, '{"code":"0"}');
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts on a free port of the loopback. */
  static async start(
    certificate: TestCertificate,
    options: TlsOptions = {},
    host = 'localhost',
  ): Promise<GatewayStub> {
    const server = createServer({ cert: certificate.cert, key: certificate.key, ...options });
    const stub = new GatewayStub(server);
    server.on('connection', (socket: Socket) => {
      stub.#onConnection(socket);
    });
    server.on('secureConnection', (socket) => {
      stub.#onSecure(socket);
    });
    server.on('tlsClientError', () => undefined);
    server.listen(0, host);
    await once(server, 'listening');
    return stub;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get baseUrl(): string {
    return `https://localhost:${this.port}/e-sitef/api`;
  }

  /** Connections that are still open. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #onConnection(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #onSecure(socket: TLSSocket): void {
    this.handshakes += 1;
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length;
      text += chunk.toString('utf8');
      const request = parseRequest(text);
      if (request === undefined) return;
      text = '';
      this.requests.push(request);
      this.behaviour(socket, request);
    });
  }
}

/** Answers with a status and a body, and keeps the connection. */
export function answer(status: number, body: string, headers: Record<string, string> = {}): Behaviour {
  return (socket) => {
    socket.write(toHttp(status, body, headers));
  };
}

/** The text of a whole HTTP answer. */
export function toHttp(status: number, body: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ 'Content-Length': String(Buffer.byteLength(body)), ...headers });
  return [`HTTP/1.1 ${status} Test`, ...lines.map(([name, value]) => `${name}: ${value}`), '', body].join(
    '\r\n',
  );
}

function parseRequest(text: string): StubRequest | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [requestLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const [method = '', path = ''] = requestLine.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = text.slice(end + 4);
  if (Buffer.byteLength(body) < Number(headers['content-length'] ?? 0)) return undefined;
  return { method, path, headers, body };
}
