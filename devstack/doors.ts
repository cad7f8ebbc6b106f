import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import { openDoors } from '../http/running-doors';
import type { ProgramLogger } from '../program/log/logger';
import { Secret } from '../program/secret';
import { makeCertificates } from '../sandbox/tls';
import { LIMITS } from './limits';

/** The doors of a development stack. */
export interface StackDoors {
  /** What each merchant's gateway is told: `<url>/status` and `<url>/authenticity`. Whoever knows it can post. */
  readonly urls: Readonly<Record<string, string>>;
  /** The throw-away authority that signed their certificate. */
  readonly caPem: string;
  close(): Promise<void>;
}

/** Where doors are. */
export interface DoorsPlace {
  port: number;
  opsPort: number;
  logger: ProgramLogger;
  /** Where the certificate of their authority is written; nowhere without it. */
  caFile?: string;
}

/** What they are opened with. */
export interface StackDoorsOptions extends DoorsPlace {
  client: Client;
  merchants: readonly string[];
}

/** Opens doors over real TLS on this machine, with new tokens and a new certificate at each start. */
export async function openStackDoors(options: StackDoorsOptions): Promise<StackDoors> {
  const { client, logger, port, opsPort, caFile } = options;
  const { caPem, certificatePem, privateKeyPem } = await makeCertificates(['localhost']);
  if (caFile !== undefined) writeFileSync(caFile, caPem);
  const tokens = options.merchants.map((alias) => ({ alias, token: randomBytes(32).toString('hex') }));
  const doors = await openDoors(
    {
      merchants: new Map(tokens.map(({ alias, token }) => [alias, [new Secret(token)]])),
      listenAddress: `127.0.0.1:${String(port)}`,
      opsAddress: `127.0.0.1:${String(opsPort)}`,
      transport: { kind: 'tls', certificatePem, keyPem: new Secret(privateKeyPem) },
      shutdownGraceMs: LIMITS.shutdownGraceMs,
    },
    { client, logger },
  );
  const urlOf = (alias: string, token: string): string =>
    `https://localhost:${String(port)}/carat/${alias}/${token}`;
  return {
    urls: Object.fromEntries(tokens.map(({ alias, token }) => [alias, urlOf(alias, token)])),
    caPem,
    close: () => doors.close(),
  };
}
