import { connect } from 'node:tls';
import type { Sandbox } from '../../../sandbox/server';
import { storeA } from './caller';

/** How a connection ended below HTTP: by RST or by FIN, and how many bytes of an answer came before. */
export interface ConnectionEnd {
  by: 'reset' | 'close';
  bytes: number;
}

/** Posts over a TLS connection of its own, without an HTTP client that would read RST and FIN as the same hang-up. */
export async function postRaw(sandbox: Sandbox, path: string, body: unknown): Promise<ConnectionEnd> {
  const { hostname, port, pathname } = new URL(sandbox.baseUrl);
  const text = JSON.stringify(body);
  const headers = { ...storeA, Host: hostname, 'Content-Type': 'application/json' };
  const lines = Object.entries({ ...headers, 'Content-Length': String(text.length) });
  const head = [`POST ${pathname}${path} HTTP/1.1`, ...lines.map((line) => line.join(': '))].join('\r\n');
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const socket = connect({ host: hostname, port: Number(port), ca: sandbox.caPem }, () => {
      socket.write(`${head}\r\n\r\n${text}`);
    });
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    socket.on('end', () => {
      resolve({ by: 'close', bytes });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' && error.syscall === 'read') resolve({ by: 'reset', bytes });
      else reject(error);
    });
  });
}
