import type { Server } from 'node:net';
import { bind, closeServer } from './listening';

/** The listening side of a server, which can be closed and opened again on the same port. */
export class Listener {
  private readonly server: Server;
  private readonly host: string;
  private port = 0;
  private wanted = false;
  /** Changes follow one another: a close that meets a half-open listener would be lost. */
  private lastChange: Promise<void> = Promise.resolve();

  /** @param host the name or address to listen on */
  constructor(server: Server, host: string) {
    this.server = server;
    this.host = host;
  }

  /** Listens for the first time; returns the port. Errors: sandbox_port_in_use, sandbox_listen_failed. */
  async open(port: number): Promise<number> {
    this.wanted = true;
    this.port = await bind(this.server, port, this.host);
    return this.port;
  }

  /** From now on TCP connects are refused. */
  async refuse(): Promise<void> {
    await this.change(false);
  }

  /** Listens again; does nothing while it is listening. Errors: those of open. */
  async accept(): Promise<void> {
    await this.change(true);
  }

  /** Closes for good; the connections have been destroyed before. */
  async close(): Promise<void> {
    this.wanted = false;
    await this.lastChange.catch(() => undefined);
    await closeServer(this.server);
  }

  private change(wanted: boolean): Promise<void> {
    this.wanted = wanted;
    const apply = (): Promise<void> => this.apply();
    this.lastChange = this.lastChange.then(apply, apply);
    return this.lastChange;
  }

  /** Brings the listener to what is wanted by now. */
  private async apply(): Promise<void> {
    if (this.wanted === this.server.listening) return;
    if (this.wanted) await bind(this.server, this.port, this.host);
    else this.server.close();
  }
}
