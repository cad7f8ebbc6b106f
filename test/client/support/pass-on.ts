import { connect, type Socket } from 'node:net';

/**
 * Passes on between a caller and a server what they say; where one leaves, the other one is left.
 *
 * @param sockets - where both ends are noted, for whoever cuts them
 */
export function passOn(caller: Socket, backendAddress: string, sockets: Set<Socket>): void {
  const { hostname, port } = new URL(`http://${backendAddress}`);
  const backend = connect(Number(port), hostname);
  for (const [from, to] of [
    [caller, backend],
    [backend, caller],
  ] as const) {
    sockets.add(from);
    from.on('error', () => to.destroy()).on('close', () => to.destroy());
    from.pipe(to);
  }
}
