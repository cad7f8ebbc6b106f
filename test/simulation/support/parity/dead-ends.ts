import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { freePort } from '../../../../devstack/free-port';

/** Ports of this machine behind which no gateway is. Plain JSON. */
export interface DeadEnds {
  /** Nobody listens. */
  closed: number;
  /** Somebody accepts the connection, and never says anything. */
  mute: number;
  /** Somebody accepts the connection, and hangs up. */
  hangingUp: number;
}

/** Opens them; they are open until `close` is called. */
export async function openDeadEnds(): Promise<{ ports: DeadEnds; close: () => void }> {
  const open = new Set<Socket>();
  const mute = await listening((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
  });
  const hangingUp = await listening((socket) => {
    socket.on('error', () => undefined).destroy();
  });
  return {
    ports: { closed: await freePort(), mute: portOf(mute), hangingUp: portOf(hangingUp) },
    close: () => {
      for (const socket of open) socket.destroy();
      for (const server of [mute, hangingUp]) server.close();
    },
  };
}

async function listening(onSocket: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onSocket).listen(0, 'localhost');
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
