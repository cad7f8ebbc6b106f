import { randomBytes } from 'node:crypto';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Client } from '@temporalio/client';
import { freePort } from '../../../devstack/free-port';
import { openDoors } from '../../../http/running-doors';
import { createLogger } from '../../../program/log/logger';
import { Secret } from '../../../program/secret';
import { makeCertificates } from '../../../sandbox/tls';

/** Doors over real TLS, with what they logged. */
export interface Doors {
  port: number;
  opsUrl: string;
  caPem: string;
  /** Every line of the log, as text. */
  logged: () => string;
  close(): Promise<void>;
}

export const newToken = (): string => randomBytes(32).toString('hex');

/** Opens doors for merchants and their tokens. */
export async function openTestDoors(
  client: Client,
  tokens: Readonly<Record<string, readonly string[]>>,
  shutdownGraceMs = 5_000,
): Promise<Doors> {
  const { caPem, certificatePem, privateKeyPem } = await makeCertificates(['localhost']);
  const [port, opsPort] = [await freePort(), await freePort()];
  const lines: string[] = [];
  const doors = await openDoors(
    {
      merchants: new Map(
        Object.entries(tokens).map(([alias, own]) => [alias, own.map((token) => new Secret(token))]),
      ),
      listenAddress: `127.0.0.1:${String(port)}`,
      opsAddress: `127.0.0.1:${String(opsPort)}`,
      transport: { kind: 'tls', certificatePem, keyPem: new Secret(privateKeyPem) },
      shutdownGraceMs,
    },
    { client, logger: createLogger('trace', { write: (line) => void lines.push(line) }, 'carat-doors') },
  );
  return {
    port,
    opsUrl: `http://127.0.0.1:${String(opsPort)}`,
    caPem,
    logged: () => lines.join(''),
    close: () => doors.close(),
  };
}

/** An answer of the doors. */
export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

interface Sending {
  method?: string;
  headers?: Record<string, string>;
}

/** Sends a body to a path of the doors, over a connection of its own. */
export async function send(
  { port, caPem }: Doors,
  path: string,
  body: string | Buffer,
  { method = 'POST', headers = {} }: Sending = {},
): Promise<Answer> {
  const options: RequestOptions = {
    ...{ host: '127.0.0.1', servername: 'localhost', port, ca: caPem, path, method, agent: false },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const request = httpsRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Posts a form as the gateway does. */
export const post = (doors: Doors, path: string, fields: Readonly<Record<string, string>>): Promise<Answer> =>
  send(doors, path, new URLSearchParams(fields).toString());
