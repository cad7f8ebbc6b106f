import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { ConnectFailure } from './connect-failure';
import { connectSecurely, type ConnectionTerms } from './connect-securely';
import { LIMITS } from './limits';

/** Node takes null for a missing socket; its types know a socket only. */
type OnConnection = (error: Error | null, socket: Duplex) => void;

/**
 * An agent that hands a socket to a request only after TLS is up and the certificate is verified. Node would give the
 * request its socket at once and buffer the first bytes; here a request without a socket has provably sent nothing (R3).
 * The destination is fixed by the terms: nothing in a request can lead elsewhere.
 */
export class SecureAgent extends Agent {
  readonly #terms: ConnectionTerms;
  readonly #connecting = new Set<() => void>();

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
    const giveUp = connectSecurely(this.#terms, (result) => {
      this.#connecting.delete(giveUp);
      if (result instanceof ConnectFailure) onConnection?.(result, null as unknown as Duplex);
      else onConnection?.(null, result);
    });
    this.#connecting.add(giveUp);
  }

  /** Closes the connections in use, the idle ones, and those still being made. */
  override destroy(): void {
    for (const giveUp of this.#connecting) giveUp();
    super.destroy();
  }
}
