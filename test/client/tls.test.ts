import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SubscriptionClient } from '../../client';
import { temporalAddress } from '../support/run-environment';
import { startTlsFront, type TlsFront } from './support/tls-front';

describe('a Temporal server behind TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carat-tls-'));
  const authority = join(folder, 'ca.pem');
  let front: TlsFront;

  beforeAll(async () => {
    front = await startTlsFront(temporalAddress());
    writeFileSync(authority, front.certificatePem);
  });
  afterAll(async () => {
    await front.stop();
    rmSync(folder, { recursive: true });
  });

  /** Connects with these settings and no others, and asks for one page of subscriptions. */
  async function askWith(settings: Record<string, string>): Promise<unknown> {
    const env = {
      TEMPORAL_CONFIG_FILE: join(folder, 'none.toml'),
      TEMPORAL_ADDRESS: front.address,
      ...settings,
    };
    const client = await SubscriptionClient.connect({ env, connectTimeoutMs: 1_000 });
    try {
      return await client.list({ merchant: 'nobody' });
    } finally {
      await client.close();
    }
  }

  test('answers when TEMPORAL_TLS_SERVER_CA_CERT_PATH names who signed its certificate', async () => {
    await expect(askWith({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority })).resolves.toEqual({
      subscriptions: [],
    });
  });

  test.each([
    ['over', 'nobody is trusted to have signed its certificate', { TEMPORAL_TLS: 'true' }],
    ['without', 'it is called in the clear', {}],
  ])('cannot be reached %s TLS when %s, and the error says so', async (how, _why, settings) => {
    await expect(askWith(settings)).rejects.toMatchObject({
      code: 'temporal_unreachable',
      message: `no Temporal server could be reached at ${front.address} ${how} TLS`,
      nextStep: expect.stringContaining('TLS settings') as string,
    });
  });
});
