import type { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { limits } from '../limits';
import { SandboxError } from '../sandbox-error';

function listenError(error: NodeJS.ErrnoException, port: number): SandboxError {
  if (error.code === 'EADDRINUSE') {
    return new SandboxError(
      'sandbox_port_in_use',
      `port ${port} is taken: stop what uses it, or choose another (0 = any free one)`,
    );
  }
  return new SandboxError(
    'sandbox_listen_failed',
    `cannot listen on port ${port}: ${error.code ?? 'unknown cause'}`,
  );
}

/** Listens on a port of a host; returns the port in use. Errors: sandbox_port_in_use, sandbox_listen_failed. */
export async function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(listenError(error, port));
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Closes a server; its connections have been destroyed before. Gives up waiting after limits.stopMs. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  await Promise.race([closed, delay(limits.stopMs, undefined, { ref: false })]);
}
