import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { certificatesIn } from './kept-certificates';
import { SandboxError } from './sandbox-error';
import { defaultMerchants, type SandboxMerchant } from './state/merchants';

/** Where the gateway posts to, by merchant id: the address of the doors without the token, and the file whose first line is that. */
const storesFile = z.record(z.string(), z.strictObject({ door: z.url(), tokenFile: z.string().min(1) }));

/** The files of the doors' certificate. The key is for whoever runs the doors, the authority for the sandbox. */
const FILES = { caPem: 'doors-ca.pem', certificatePem: 'doors.pem', privateKeyPem: 'doors.key' } as const;

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
  const { caPem } = await certificatesIn(tlsFolder, FILES, hosts);
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
