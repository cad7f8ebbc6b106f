import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { orderOf, type IncomingCall } from '../routes/gateway';
import { matchRoute } from '../routes/route-table';
import {
  shortId,
  type ConnectionCounters,
  type RequestLog,
  type RequestLogEntry,
} from '../state/request-log';
import type { Agenda } from '../time/agenda';
import type { SandboxCertificates } from '../tls';
import type { World } from '../world';
import { serveWithFault } from './fault-wire';
import type { FaultBook } from './faults';
import { bind, closeServer } from './listening';
import { BodyTooLargeError, readBody } from './read-body';

/** What the gateway side works with. */
export interface GatewayServerParts {
  world: World;
  agenda: Agenda;
  faults: FaultBook;
  log: RequestLog;
  certificates: SandboxCertificates;
  /** The name or address to listen on. */
  host: string;
}

interface Connection {
  number: number;
  socket: Socket;
}

/** The HTTPS side of the sandbox: the API of the simulated gateway, with the faults on its wire. */
export class GatewayServer {
  private readonly parts: GatewayServerParts;
  private readonly server: Server;
  /** The raw TCP connections by the client's port: a reset can only be sent below TLS. */
  private readonly connections = new Map<number, Connection>();
  private readonly stopping = new AbortController();
  private accepted = 0;
  private secured = 0;
  private port = 0;
  private reopening: Promise<number> | undefined;

  constructor(parts: GatewayServerParts) {
    this.parts = parts;
    const { certificatePem, privateKeyPem } = parts.certificates;
    this.server = createServer(
      { cert: certificatePem, key: privateKeyPem, minVersion: 'TLSv1.2' },
      (request, response) => void this.serve(request, response),
    );
    this.server.on('connection', (socket: Socket) => {
      this.track(socket);
    });
    this.server.on('secureConnection', () => {
      this.secured += 1;
    });
    // A handshake that fails is the client's story; the server goes on.
    this.server.on('tlsClientError', (_error, socket) => {
      socket.destroy();
    });
  }

  /** Starts listening; returns the port. Errors: sandbox_port_in_use. */
  async listen(port: number): Promise<number> {
    this.port = await bind(this.server, port, this.parts.host);
    return this.port;
  }

  /** From now on TCP connects are refused, and connections without a request under way are closed. */
  refuseConnections(): void {
    this.server.close();
    this.server.closeIdleConnections();
  }

  /** Listens again on the same port; does nothing while it is listening. */
  async acceptConnections(): Promise<void> {
    if (this.server.listening || this.stopping.signal.aborted) return;
    this.reopening ??= bind(this.server, this.port, this.parts.host).finally(() => {
      this.reopening = undefined;
    });
    await this.reopening;
  }

  counters(): ConnectionCounters {
    return { accepted: this.accepted, secured: this.secured, open: this.connections.size };
  }

  resetCounters(): void {
    this.accepted = 0;
    this.secured = 0;
  }

  /** Closes everything, held answers included. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const { socket } of this.connections.values()) socket.destroy();
    await closeServer(this.server);
  }

  private track(socket: Socket): void {
    const { remotePort } = socket;
    this.accepted += 1;
    if (remotePort === undefined) return;
    this.connections.set(remotePort, { number: this.accepted, socket });
    socket.on('close', () => this.connections.delete(remotePort));
    socket.on('error', () => socket.destroy());
  }

  private connectionOf(request: IncomingMessage): Connection | undefined {
    return this.connections.get(request.socket.remotePort ?? 0);
  }

  private beginEntry(request: IncomingMessage, url: URL): RequestLogEntry {
    return this.parts.log.begin({
      at: this.parts.world.clock.now(),
      method: request.method ?? '',
      path: url.pathname.split('/').map(shortId).join('/'),
      connection: this.connectionOf(request)?.number ?? 0,
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.parts.agenda.catchUp();
    const url = addressOf(request);
    const entry = this.beginEntry(request, url);
    response.on('close', () => {
      entry.status = response.writableFinished ? response.statusCode : 'dropped';
    });
    // A connection must not outlive a refusal of connections by being kept alive.
    if (!this.server.listening) response.shouldKeepAlive = false;
    try {
      await this.exchange(request, response, url, entry);
    } catch (error) {
      this.fail(error, request, response);
    }
  }

  private async exchange(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    entry: RequestLogEntry,
  ): Promise<void> {
    const { world, agenda, faults } = this.parts;
    const match = matchRoute(request.method ?? '', url);
    if (match.kind === 'route') entry.route = match.route;
    const body = await readBody(request);
    const call: IncomingCall = { match, headers: request.headers, body, stopping: this.stopping.signal };
    const orderId = orderOf(world, call);
    if (orderId !== undefined) entry.orderId = orderId;
    const fault = match.kind === 'route' ? faults.take(match.route, orderId) : undefined;
    const socket = this.connectionOf(request)?.socket;
    await serveWithFault({ world, agenda, call, entry, response, socket }, fault);
  }

  /** The client has gone or the sandbox is stopping: no one to answer. Anything else is a defect of the sandbox, told aloud. */
  private fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const expected = this.stopping.signal.aborted || request.destroyed || response.destroyed;
    if (error instanceof BodyTooLargeError) {
      response.writeHead(413, { Connection: 'close' }).end();
      return;
    }
    if (!expected) process.emitWarning(error instanceof Error ? error : String(error));
    response.destroy();
  }
}

/** The address of a request; one that cannot be read is no endpoint of ours. */
function addressOf({ url = '/' }: IncomingMessage): URL {
  const base = 'https://localhost';
  return URL.canParse(url, base) ? new URL(url, base) : new URL(base);
}
