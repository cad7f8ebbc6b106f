import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A key that no message, log line or error may ever show. */
export const SECRET_KEY = 'never-print-this-key-9f31c2';

const BASE_URL = 'https://localhost:8443/e-sitef/api';

/** Settings of a merchant that are all right; a test changes what its story is about. */
export const goodMerchant = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  merchantId: 'LOJAA',
  merchantKeyFile: 'loja-a.key',
  baseUrl: BASE_URL,
  ...changes,
});

/** The least environment that configures one merchant, `loja-a`. */
export const environmentAlone = (changes: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  CARAT_MERCHANT_LOJA_A_ID: 'LOJAA',
  CARAT_MERCHANT_LOJA_A_KEY: SECRET_KEY,
  CARAT_MERCHANT_LOJA_A_BASE_URL: BASE_URL,
  ...changes,
});

/** A folder of its own for configuration and key files. */
export class ConfigFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'carat-worker-'));

  /** Writes a file and returns its path. */
  write(name: string, content: string): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Writes the configuration file beside a good key file; returns the environment that names it. */
  config(content: unknown): NodeJS.ProcessEnv {
    this.write('loja-a.key', `${SECRET_KEY}\n`);
    return { CARAT_CONFIG: this.write('worker.json', JSON.stringify(content)) };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
