import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { tellDefect } from '../defect';
import { EpochEndedError, type Epoch } from '../epoch';
import { matchRoute } from '../routes/route-table';
import type { ConnectionCounters, RequestLog } from '../state/request-log';
import type { Agenda } from '../time/agenda';
import { makeCertificates, type SandboxCertificates } from '../tls';
import type { World } from '../world';
import { Connections } from './connections';
import type { FaultBook } from './fault-book';
import { serveWithFault, type Exchange } from './fault-wire';
import type { GatewaySide } from './gateway-side';
import { beginEntry, exchangeOf, faultFor } from './incoming';
import { Listener } from './listener';
import { BodyBrokenOffError, BodyTooLargeError, readBody } from './read-body';
import { HttpReply } from './reply';

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

function createHttpsServer({ certificatePem, privateKeyPem }: SandboxCertificates): Server {
  return createServer({ cert: certificatePem, key: privateKeyPem, minVersion: 'TLSv1.2' });
}

/** The HTTPS side of the sandbox: the API of the simulated gateway, with the faults on its wire. */
export class GatewayServer implements GatewaySide {
  private readonly parts: GatewayServerParts;
  private readonly listener: Listener;
  private readonly connections = new Connections();
  private readonly server: Server;
  private shown: 'own' | 'untrusted' = 'own';

  constructor(parts: GatewayServerParts) {
    this.parts = parts;
    const server = createHttpsServer(parts.certificates);
    this.server = server;
    this.listener = new Listener(server, parts.host);
    server.on('request', (request, response) => void this.serve(request, response));
    server.on('connection', (socket: Socket) => {
      this.connections.track(socket);
    });
    server.on('secureConnection', () => {
      this.connections.countSecured();
    });
    // A handshake that fails is the client's story; the server goes on.
    server.on('tlsClientError', (_error, socket) => {
      socket.destroy();
    });
  }

  /** Starts listening; returns the port. Errors: sandbox_port_in_use, sandbox_listen_failed. */
  async listen(port: number): Promise<number> {
    return this.listener.open(port);
  }

  /** From now on TCP connects are refused, and connections without a request under way are closed. */
  async refuseConnections(): Promise<void> {
    await this.listener.refuse();
    this.connections.refuse();
  }

  /** Listens again on the same port; does nothing while it is listening. Errors: those of listen. */
  async acceptConnections(): Promise<void> {
    await this.listener.accept();
    this.connections.accept();
  }

  /** Another certificate is of an authority that nobody has; made when it is first wanted. */
  async showCertificate(which: 'own' | 'untrusted'): Promise<void> {
    const { shown: before, parts } = this;
    if (which === before) return;
    this.shown = which;
    const { certificatePem, privateKeyPem } =
      which === 'own'
        ? parts.certificates
        : await makeCertificates([parts.host]).catch((error: unknown) => {
            this.shown = before;
            throw error;
          });
    // Called back meanwhile.
    if (which !== this.shown) return;
    this.server.setSecureContext({ cert: certificatePem, key: privateKeyPem, minVersion: 'TLSv1.2' });
    this.connections.closeIdle();
  }

  counters(): ConnectionCounters {
    return this.connections.counters();
  }

  /** Hangs up on every request under way, and counts connections from here on; the world's epoch has ended before. */
  reset(): void {
    this.connections.cutOff();
    this.connections.resetCounters();
  }

  /** Closes everything, held answers included. */
  async stop(): Promise<void> {
    this.parts.world.epoch.end();
    this.connections.closeAll();
    await this.listener.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { epoch } = this.parts.world;
    try {
      this.parts.agenda.catchUp();
      const exchange = await this.receive(request, response, epoch);
      await serveWithFault(exchange, faultFor(this.parts.faults, exchange));
    } catch (error) {
      this.fail(error, response);
    }
  }

  /** Opens the log's entry, reads the body, and finds out what the request is about. */
  private async receive(request: IncomingMessage, response: ServerResponse, epoch: Epoch): Promise<Exchange> {
    const { method = '', headers } = request;
    const url = addressOf(request);
    const match = matchRoute(method, url);
    const connection = this.connections.begin(response);
    const arrival = { method, url, match, connection: connection?.number ?? 0 };
    const entry = beginEntry(this.parts, arrival);
    response.on('close', () => {
      entry.status = response.writableFinished ? response.statusCode : 'dropped';
    });
    const call = { match, headers, body: await readBody(request), epoch };
    epoch.assertCurrent();
    return exchangeOf(this.parts, { call, entry, reply: new HttpReply(response, connection?.socket) });
  }

  /** The client has gone, or the epoch is over: no one to answer. Anything else is a defect of the sandbox. */
  private fail(error: unknown, response: ServerResponse): void {
    if (error instanceof BodyTooLargeError) {
      response.writeHead(413, { Connection: 'close' }).end();
      return;
    }
    const expected = error instanceof BodyBrokenOffError || error instanceof EpochEndedError;
    if (!expected) tellDefect(error);
    response.destroy();
  }
}

/** The address of a request; one that cannot be read is no endpoint of ours. */
function addressOf({ url = '/' }: IncomingMessage): URL {
  const base = 'https://localhost';
  return URL.canParse(url, base) ? new URL(url, base) : new URL(base);
}
