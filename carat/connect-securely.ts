import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import { beforeTls, ConnectFailure, duringTls } from './connect-failure';
import { connectTcp, type TcpTarget } from './connect-tcp';

/** Where every connection goes, and on what terms. */
export interface ConnectionTerms extends TcpTarget {
  /** Trusted roots and the lowest TLS version. */
  secureContext: SecureContext;
  /** DNS, TCP and TLS together. */
  connectTimeoutMs: number;
}

/** Called once: with a connection whose TLS is up and whose certificate is verified, or with the reason why not. */
type OnSettled = (result: TLSSocket | ConnectFailure) => void;

/**
 * Connects within the time limit of the terms.
 *
 * @returns gives the connection up, if it is not settled yet
 */
export function connectSecurely(terms: ConnectionTerms, onSettled: OnSettled): () => void {
  let giveUp = (): void => undefined;
  let settled = false;
  const settle = (result: TLSSocket | ConnectFailure): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (result instanceof ConnectFailure) giveUp();
    onSettled(result);
  };
  const timer = setTimeout(() => {
    settle(new ConnectFailure('connect_timeout'));
  }, terms.connectTimeoutMs);
  giveUp = connectTcp(terms, (tcp) => {
    if (Array.isArray(tcp)) return settle(beforeTls(tcp));
    const socket = secure(tcp, terms, settle);
    giveUp = () => socket.destroy();
  });
  return () => {
    settle(new ConnectFailure('unreachable'));
  };
}

function secure(tcp: Socket, { host, secureContext }: ConnectionTerms, settle: OnSettled): TLSSocket {
  const socket = connect({
    socket: tcp,
    servername: host,
    secureContext,
    // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off (R9).
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
  });
  socket.once('secureConnect', () => {
    settle(socket);
  });
  // Stays for the life of the socket: between two requests nobody else listens, and an unheard error ends the process.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    settle(duringTls(error));
  });
  socket.once('close', () => {
    settle(new ConnectFailure('unreachable'));
  });
  return socket;
}
