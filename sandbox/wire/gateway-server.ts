import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { Agenda } from '../time/agenda';
import { serveWithFault, type Exchange } from './fault-wire';
import type { FaultBook } from './faults';
import { orderOf, type IncomingCall } from '../routes/gateway';
import { bind, closeServer } from './listening';
import { readBody } from './read-body';
import { matchRoute } from '../routes/route-table';
import {
  shortId,
  type ConnectionCounters,
  type RequestLog,
  type RequestLogEntry,
} from '../state/request-log';
import type { SandboxCertificates } from '../tls';
import type { World } from '../world';

/** What the gateway side works with. */
export interface GatewayServerParts {
  world: World;
  agenda: Agenda;
  faults: FaultBook;
  log: RequestLog;
  certificates: SandboxCertificates;
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
    if (!this.server.listening && !this.stopping.signal.aborted)
      await bind(this.server, this.port, this.parts.host);
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
    const { world, agenda, faults } = this.parts;
    agenda.catchUp();
    const url = new URL(request.url ?? '/', 'https://localhost');
    const entry = this.beginEntry(request, url);
    response.on('close', () => {
      entry.status = response.writableFinished ? response.statusCode : 'dropped';
    });
    try {
      const match = matchRoute(request.method ?? '', url);
      if (match.kind === 'route') entry.route = match.route;
      const body = await readBody(request);
      const call: IncomingCall = { match, headers: request.headers, body, stopping: this.stopping.signal };
      const orderId = orderOf(world, call);
      if (orderId !== undefined) entry.orderId = orderId;
      const fault = match.kind === 'route' ? faults.take(match.route, orderId) : undefined;
      const socket = this.connectionOf(request)?.socket;
      const exchange: Exchange = { world, agenda, call, entry, response, socket };
      await serveWithFault(exchange, fault);
    } catch {
      // The client went away, the body was too large, or the sandbox is stopping: there is no one to answer.
      response.destroy();
    }
  }
}
