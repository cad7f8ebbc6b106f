import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SandboxError } from './sandbox-error';
import { defaultMerchants, type SandboxMerchant } from './state/merchants';
import { makeCertificates } from './tls';

/** Where the gateway posts to, by merchant id: the address of the doors without the token, and the file whose first line is that. */
const storesFile = z.record(z.string(), z.strictObject({ door: z.url(), tokenFile: z.string().min(1) }));

/** The files of the doors' certificate. The key is for whoever runs the doors, the authority for the sandbox. */
const FILES = { caPem: 'doors-ca.pem', certificatePem: 'doors.pem', privateKeyPem: 'doors.key' } as const;
type Certificates = Record<keyof typeof FILES, string>;

/**
 * The default stores with the addresses of their doors.
 *
 * @param file - JSON: `{ "<merchant id>": { "door": "https://doors:8445/carat/<alias>", "tokenFile": "…" } }`
 * @param tlsFolder - where the doors find a certificate for their hosts. It is made once, and kept over later starts of the sandbox.
 * @throws SandboxError `sandbox_invalid_option` naming what cannot be read
 */
export async function storesFrom(file: string, tlsFolder: string): Promise<SandboxMerchant[]> {
  const read = storesFile.safeParse(jsonIn(file));
  if (!read.success) refuse(`${file}: ${z.prettifyError(read.error)}`);
  const stores = new Map(Object.entries(read.data));
  const unknown = [...stores.keys()].find((id) => !defaultMerchants.some((merchant) => merchant.id === id));
  if (unknown !== undefined) refuse(`${file}: ${unknown} is none of the stores that exist`);
  const hosts = [...new Set([...stores.values()].map(({ door }) => new URL(door).hostname))];
  const { caPem } = await certificatesIn(tlsFolder, hosts);
  return defaultMerchants.map((merchant) => {
    const store = stores.get(merchant.id);
    if (store === undefined) return merchant;
    const door = `${store.door}/${tokenIn(store.tokenFile)}`;
    return {
      ...merchant,
      statusUrl: `${door}/status`,
      authenticityUrl: `${door}/authenticity`,
      postCa: caPem,
    };
  });
}

/** Those of an earlier start, so that doors which run need not be started again; or new ones. The key comes last: whoever waits for it finds all. */
async function certificatesIn(folder: string, hosts: readonly string[]): Promise<Certificates> {
  const pathOf = (name: keyof Certificates): string => join(folder, FILES[name]);
  const names = Object.keys(FILES) as (keyof Certificates)[];
  if (names.every((name) => existsSync(pathOf(name))))
    return Object.fromEntries(
      names.map((name) => [name, readFileSync(pathOf(name), 'utf8')]),
    ) as Certificates;
  const made = await makeCertificates(hosts);
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const path = pathOf(name);
    writeFileSync(`${path}.tmp`, made[name], { mode: name === 'privateKeyPem' ? 0o600 : 0o644 });
    renameSync(`${path}.tmp`, path);
  }
  return made;
}

function tokenIn(file: string): string {
  const [token = ''] = textIn(file).trim().split(/\s/);
  return token === '' ? refuse(`${file}: holds no token`) : token;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(textIn(file));
  } catch (error) {
    if (error instanceof SandboxError) throw error;
    return refuse(`${file}: is no JSON`);
  }
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return refuse(`${file}: cannot be read`);
  }
}

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_option', problem);
}
