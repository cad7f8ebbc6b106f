import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { LIMITS } from './limits';
import type { NotSentReason } from './outcome';

/** Where every connection goes, and on what terms. */
export interface ConnectionTerms {
  host: string;
  port: number;
  /** Trusted roots and the lowest TLS version. */
  secureContext: SecureContext;
  /** DNS, TCP and TLS together. */
  connectTimeoutMs: number;
}

/** The connection never came up: no request was ever given it. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure';
  readonly reason: NotSentReason;

  constructor(reason: NotSentReason) {
    super(`no connection: ${reason}`);
    this.reason = reason;
  }
}

type OnConnection = (error: Error | null, socket: Duplex) => void;

/**
 * An agent that hands a socket to a request only after TLS is up and the certificate is verified. Node would give the
 * request its socket at once and buffer the first bytes; here a request without a socket has provably sent nothing (R3).
 * The destination is fixed by the terms: nothing in a request can lead elsewhere.
 */
export class SecureAgent extends Agent {
  readonly #terms: ConnectionTerms;
  readonly #connecting = new Set<TLSSocket>();

  /** @param reuse keep idle connections for the next request (reads), or none at all (money calls). */
  constructor(terms: ConnectionTerms, reuse: boolean) {
    super({
      keepAlive: reuse,
      maxFreeSockets: LIMITS.idleConnectionsMax,
      ...(reuse ? { timeout: LIMITS.idleConnectionMs } : {}),
    });
    this.#terms = terms;
  }

  override createConnection(_options: RequestOptions, onConnection?: OnConnection): undefined {
    const { host, port, secureContext, connectTimeoutMs } = this.#terms;
    const socket = connect({
      host,
      port,
      servername: host,
      secureContext,
      // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off (R9).
      rejectUnauthorized: true,
      ALPNProtocols: ['http/1.1'],
    });
    socket.setNoDelay(true);
    this.#connecting.add(socket);
    whenSecure(socket, connectTimeoutMs, (failure) => {
      this.#connecting.delete(socket);
      if (failure !== undefined) socket.destroy();
      onConnection?.(failure ?? null, socket);
    });
  }

  /** Closes the connections in use, the idle ones, and those still being made. */
  override destroy(): void {
    for (const socket of this.#connecting) socket.destroy();
    super.destroy();
  }
}

/** Calls back once: without a failure when TLS is up and verified, else with the reason. */
function whenSecure(
  socket: TLSSocket,
  timeoutMs: number,
  onSettled: (failure?: ConnectFailure) => void,
): void {
  let settled = false;
  let tcpConnected = false;
  const settle = (failure?: ConnectFailure) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    onSettled(failure);
  };
  const timer = setTimeout(() => {
    settle(new ConnectFailure('connect_timeout'));
  }, timeoutMs);
  socket.once('connect', () => {
    tcpConnected = true;
  });
  socket.once('secureConnect', () => {
    settle();
  });
  // Stays for the life of the socket: between two requests nobody else listens, and an unheard error ends the process.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    settle(new ConnectFailure(tcpConnected ? 'tls' : reasonOf(error)));
  });
  socket.once('close', () => {
    settle(new ConnectFailure(tcpConnected ? 'tls' : 'unreachable'));
  });
}

/** Only the label comes from the error code; that nothing was sent does not depend on it. */
function reasonOf(error: NodeJS.ErrnoException): NotSentReason {
  // A host with several addresses fails with one error for each.
  const errors = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [error];
  if (errors.some(({ syscall }) => syscall?.startsWith('getaddrinfo') === true)) return 'dns';
  if (errors.some(({ code }) => code === 'ECONNREFUSED')) return 'connection_refused';
  return errors.some(({ code }) => code === 'ETIMEDOUT') ? 'connect_timeout' : 'unreachable';
}
