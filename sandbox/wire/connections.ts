import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionCounters } from '../state/request-log';

/** One TCP connection: its raw socket, because a reset can only be sent below TLS, and the answers that it still owes. */
export interface Connection {
  /** From 1, in the order of arrival since the start or the last reset. */
  readonly number: number;
  readonly socket: Socket;
  readonly owed: Set<ServerResponse>;
}

/** What the raw socket and the TLS socket on top of it have in common. */
function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ''} ${remotePort ?? ''}`;
}

/** The TCP connections of the gateway side. */
export class Connections {
  private readonly byPeer = new Map<string, Connection>();
  private accepted = 0;
  private secured = 0;
  private refusing = false;

  track(socket: Socket): void {
    this.accepted += 1;
    const peer = peerOf(socket);
    const connection: Connection = { number: this.accepted, socket, owed: new Set() };
    this.byPeer.set(peer, connection);
    socket.on('close', () => {
      // The client's port may have been given to a newer connection by now.
      if (this.byPeer.get(peer) === connection) this.byPeer.delete(peer);
    });
    socket.on('error', () => socket.destroy());
  }

  countSecured(): void {
    this.secured += 1;
  }

  /** Finds the connection of a request, and owes it an answer until the response is closed. */
  begin(response: ServerResponse): Connection | undefined {
    const connection = response.socket === null ? undefined : this.byPeer.get(peerOf(response.socket));
    if (connection === undefined) return undefined;
    const { owed, socket } = connection;
    if (this.refusing) response.shouldKeepAlive = false;
    owed.add(response);
    response.on('close', () => {
      owed.delete(response);
      // The answer may have promised to keep the connection, before connections were refused.
      if (this.refusing && owed.size === 0) socket.destroySoon();
    });
    return connection;
  }

  /** Closes what owes no answer, a connection without any request yet included; the others close with their answer. */
  refuse(): void {
    this.refusing = true;
    this.closeIdle();
  }

  /** The same once: what comes later is kept alive. */
  closeIdle(): void {
    for (const { socket, owed } of this.byPeer.values()) {
      if (owed.size === 0) socket.destroy();
      for (const response of owed) response.shouldKeepAlive = false;
    }
  }

  /** Connections are kept alive again. */
  accept(): void {
    this.refusing = false;
  }

  /** Closes what still owes an answer, without one. */
  cutOff(): void {
    for (const { socket, owed } of this.byPeer.values()) if (owed.size > 0) socket.destroy();
  }

  closeAll(): void {
    for (const { socket } of this.byPeer.values()) socket.destroy();
  }

  counters(): ConnectionCounters {
    return { accepted: this.accepted, secured: this.secured, open: this.byPeer.size };
  }

  resetCounters(): void {
    this.accepted = 0;
    this.secured = 0;
  }
}
