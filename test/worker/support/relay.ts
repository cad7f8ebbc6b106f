import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that can be cut: what is open ends, and nothing new gets through until it is mended. */
export class Relay {
  readonly #sockets = new Set<Socket>();
  readonly #target: { host: string; port: number };
  #server: Server;
  #port = 0;

  private constructor(target: string) {
    const at = target.lastIndexOf(':');
    this.#target = { host: target.slice(0, at), port: Number(target.slice(at + 1)) };
    this.#server = this.#newServer();
  }

  static async start(target: string): Promise<Relay> {
    const relay = new Relay(target);
    await relay.#listen();
    return relay;
  }

  get address(): string {
    return `127.0.0.1:${String(this.#port)}`;
  }

  cut(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async mend(): Promise<void> {
    this.#server = this.#newServer();
    await this.#listen();
  }

  async #listen(): Promise<void> {
    this.#server.listen({ host: '127.0.0.1', port: this.#port });
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #newServer(): Server {
    return createServer((incoming) => {
      const outgoing = connect(this.#target);
      for (const socket of [incoming, outgoing]) this.#keep(socket);
      incoming.pipe(outgoing).pipe(incoming);
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    // Cut lines are what this is for.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
