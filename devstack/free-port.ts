import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports that no system gives to outgoing connections by itself: Linux begins at 32768, macOS and Windows at 49152. One of those would
 * be taken between its choice and its use now and then.
 */
const PORTS = { from: 20_000, to: 32_000 };
/** Ports that are tried before it is given up. */
const TRIES = 100;

/** A port on loopback that nobody listens on right now. */
export async function freePort(): Promise<number> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port among ${String(TRIES)} from ${String(PORTS.from)} to ${String(PORTS.to)}`);
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
