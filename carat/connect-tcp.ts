import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { LIMITS } from './limits';

/** Where a TCP connection goes. */
export interface TcpTarget {
  host: string;
  port: number;
  /** Resolves the host name. @default the system's own */
  lookup?: LookupFunction;
}

/** Called once: with the connection, or with one error for each address that was tried. */
type OnSettled = (result: Socket | NodeJS.ErrnoException[]) => void;

/**
 * Connects to the first address of a host that answers (RFC 8305). The next one is tried when one has failed, or has not
 * answered for a quarter of a second; the earlier one goes on meanwhile, so that a slow address is given all the time there is.
 * Node's own choice of an address gives it up after that quarter of a second. Only TCP is tried side by side: no request can
 * be sent by it.
 *
 * @returns gives all attempts up; nothing is called back after it
 */
export function connectTcp(target: TcpTarget, onSettled: OnSettled): () => void {
  const race = new AddressRace(target.port, onSettled);
  const lookup = target.lookup ?? dnsLookup;
  lookup(target.host, { all: true }, (error, addresses) => {
    if (error !== null) race.fail(error);
    else race.run(Array.isArray(addresses) ? inTurns(addresses) : [addresses]);
  });
  return () => {
    race.end();
  };
}

/** One family after the other, beginning with the first that the system prefers. */
function inTurns(addresses: LookupAddress[]): string[] {
  const preferred = addresses.filter(({ family }) => family === addresses[0]?.family);
  const others = addresses.filter(({ family }) => family !== addresses[0]?.family);
  const turns = preferred.flatMap((address, turn) => [address, ...others.slice(turn, turn + 1)]);
  return [...turns, ...others.slice(preferred.length)].map(({ address }) => address);
}

/** The attempts to reach one host by its addresses. */
class AddressRace {
  readonly #port: number;
  readonly #onSettled: OnSettled;
  readonly #open = new Set<Socket>();
  readonly #errors: NodeJS.ErrnoException[] = [];
  #left: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(port: number, onSettled: OnSettled) {
    this.#port = port;
    this.#onSettled = onSettled;
  }

  run(addresses: string[]): void {
    this.#left = addresses.slice(0, LIMITS.addressesMax);
    this.#next();
  }

  fail(error: NodeJS.ErrnoException): void {
    this.#errors.push(error);
    this.#next();
  }

  /** Gives up what is still under way. */
  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    for (const socket of this.#open) socket.destroy();
  }

  #next(): void {
    clearTimeout(this.#timer);
    const host = this.#left.shift();
    if (this.#over) return;
    if (host === undefined) {
      if (this.#open.size === 0) this.#settle(this.#errors);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#next();
    }, LIMITS.nextAddressMs);
    this.#try(host);
  }

  #try(host: string): void {
    const socket = connect({ host, port: this.#port, noDelay: true });
    this.#open.add(socket);
    socket.once('connect', () => {
      this.#open.delete(socket);
      if (this.#over) socket.destroy();
      else this.#settle(socket);
    });
    // Stays for the life of the socket: an unheard error ends the process.
    socket.on('error', (error) => {
      if (this.#open.delete(socket)) this.fail(error);
    });
  }

  #settle(result: Socket | NodeJS.ErrnoException[]): void {
    this.end();
    this.#onSettled(result);
  }
}
