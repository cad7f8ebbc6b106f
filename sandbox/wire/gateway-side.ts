import type { ConnectionCounters } from '../state/request-log';

/** What the control interface needs of the side that is called: the HTTPS server, or the entry without a socket. */
export interface GatewaySide {
  /** From now on nobody gets a connection. */
  refuseConnections(): Promise<void>;
  /** Connections are accepted again; does nothing while they are. */
  acceptConnections(): Promise<void>;
  /** Which certificate new connections are shown from now on; those that are open and idle are closed where it changes. */
  showCertificate(which: 'own' | 'untrusted'): Promise<void>;
  counters(): ConnectionCounters;
  /** Leaves every request under way without an answer, and counts connections from here on. */
  reset(): void;
}
