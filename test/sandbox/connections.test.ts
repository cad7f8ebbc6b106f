import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Connections } from '../../sandbox/wire/connections';

/** A socket as the server sees it, from a client's address and port. */
function socketFrom(remoteAddress: string, remotePort: number): Socket {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  Object.defineProperty(socket, 'remotePort', { value: remotePort });
  return socket;
}

function responseOn(socket: Socket): ServerResponse {
  return Object.assign(new EventEmitter(), { socket }) as unknown as ServerResponse;
}

/** An answer that is sent to its end. */
function finish(response: ServerResponse): void {
  response.emit('close');
}

describe('the connections of the gateway side', () => {
  it('tells two clients with the same port apart by their address', () => {
    const connections = new Connections();
    const [one, two] = [socketFrom('10.0.0.1', 4711), socketFrom('10.0.0.2', 4711)];
    connections.track(one);
    connections.track(two);

    expect(connections.begin(responseOn(one))?.number).toBe(1);
    expect(connections.begin(responseOn(two))?.number).toBe(2);
    expect(connections.counters()).toMatchObject({ open: 2 });
  });

  it('keeps a new connection when the old one of the same port is closed late', () => {
    const connections = new Connections();
    const [old, young] = [socketFrom('10.0.0.1', 4711), socketFrom('10.0.0.1', 4711)];
    connections.track(old);
    connections.track(young);
    old.emit('close', false);

    expect(connections.begin(responseOn(young))?.number).toBe(2);
    young.emit('close', false);
    expect(connections.counters()).toMatchObject({ open: 0 });
  });

  it('ends with its answer when the answer was on its way as connections were refused', () => {
    const connections = new Connections();
    const socket = socketFrom('10.0.0.1', 4711);
    const ending = jest.spyOn(socket, 'destroySoon');
    connections.track(socket);
    const first = responseOn(socket);
    connections.begin(first);
    finish(first);
    expect(ending).not.toHaveBeenCalled();
    const second = responseOn(socket);
    connections.begin(second);
    connections.refuse();
    expect(ending).not.toHaveBeenCalled();
    finish(second);

    expect(ending).toHaveBeenCalled();
  });
});
