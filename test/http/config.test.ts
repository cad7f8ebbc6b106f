import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDoorsConfig } from '../../http/config/load-config';
import { describeDoorsConfig } from '../../http/config/describe-config';
import { SETTINGS } from '../../http/config/settings';
import { InvalidDoorsConfigError } from '../../http/errors';
import { makeCertificates } from '../../sandbox/tls';
import { page } from '../docs/support/pages';
import { codeWords, tableAfter } from '../docs/support/markdown';
import { newToken } from './support/doors';

const BEHIND = { CARAT_DOORS_BEHIND_PROXY: '127.0.0.1' };
/** A token as some generators write it, in capitals. */
const SECRET = 'AB12CD34EF56AB78CD90EF12AB34CD56EF78AB90';
const TOKENS = 'CARAT_DOORS_MERCHANT_LOJA_A_TOKENS';

describe('the configuration of the doors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carat-doors-config-'));
  const [one, two] = [newToken(), newToken()];
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  function problemsOf(env: NodeJS.ProcessEnv): string[] {
    try {
      loadDoorsConfig(env);
      return [];
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidDoorsConfigError);
      const { message, problems } = error as InvalidDoorsConfigError;
      for (const token of [one, two]) expect(message).not.toContain(token);
      return problems.map(({ field, problem }) => `${field}: ${problem}`);
    }
  }

  it('comes from the environment alone, two tokens for one merchant', () => {
    const config = loadDoorsConfig({ ...BEHIND, [TOKENS]: `${one},${two}` });
    expect(config.merchants.get('loja-a')?.map((token) => token.reveal())).toEqual([one, two]);
    expect(config).toMatchObject({ listenAddress: '127.0.0.1:8445', opsAddress: '127.0.0.1:9466' });
    const shown = JSON.stringify(describeDoorsConfig(config)) + JSON.stringify([...config.merchants]);
    expect(shown).not.toContain(one);
  });

  it('comes from a file, its paths relative to it; the environment wins', async () => {
    const { certificatePem, privateKeyPem } = await makeCertificates(['localhost']);
    file('cert.pem', certificatePem);
    file('key.pem', privateKeyPem);
    file('a.tokens', `${one}\n${two}\n`);
    const merchants = { 'loja-a': { tokensFile: 'a.tokens' } };
    const path = file(
      'doors.json',
      JSON.stringify({ merchants, tlsCertFile: 'cert.pem', tlsKeyFile: 'key.pem', opsAddress: 'off' }),
    );
    const config = loadDoorsConfig({ CARAT_DOORS_CONFIG: path, CARAT_DOORS_LOG_LEVEL: 'debug' });
    expect(config.transport.kind).toBe('tls');
    expect(config.opsAddress).toBeUndefined();
    expect(config.logLevel).toBe('debug');
    expect(config.merchants.get('loja-a')).toHaveLength(2);
    const replaced = loadDoorsConfig({ CARAT_DOORS_CONFIG: path, [TOKENS]: newToken() });
    expect(replaced.merchants.get('loja-a')).toHaveLength(1);
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['nobody', BEHIND, 'merchants: at least one merchant is needed'],
    ['a short token', { ...BEHIND, [TOKENS]: 'abc' }, `${TOKENS}: each token must be 32–128 random`],
    ['a token that is not random', { ...BEHIND, [TOKENS]: 'a'.repeat(64) }, `${TOKENS}: each token must be`],
    [
      'too many tokens',
      { ...BEHIND, [TOKENS]: [1, 2, 3, 4, 5].map(newToken).join(',') },
      `${TOKENS}: must name 1–4`,
    ],
    [
      'neither TLS nor proxy',
      { [TOKENS]: newToken() },
      'tlsCertFile: is missing; name certificate and key, or the proxy',
    ],
    [
      'half of TLS',
      { [TOKENS]: newToken(), CARAT_DOORS_TLS_KEY_FILE: '/nowhere' },
      'tlsCertFile: is missing',
    ],
    [
      'a proxy that is none',
      { CARAT_DOORS_BEHIND_PROXY: 'all', [TOKENS]: newToken() },
      'CARAT_DOORS_BEHIND_PROXY: must be 1–20',
    ],
    [
      'any proxy',
      { CARAT_DOORS_BEHIND_PROXY: '0.0.0.0/0', [TOKENS]: newToken() },
      'CARAT_DOORS_BEHIND_PROXY: must be 1–20',
    ],
    [
      'a setting that is none',
      { ...BEHIND, CARAT_DOORS_MERCHANT_LOJA_A_KEY: 'x' },
      'CARAT_DOORS_MERCHANT_LOJA_A_KEY: is no setting',
    ],
    [
      'one address for both',
      { ...BEHIND, [TOKENS]: newToken(), CARAT_DOORS_OPS_ADDRESS: '127.0.0.1:8445' },
      'CARAT_DOORS_OPS_ADDRESS: must be another',
    ],
    [
      'a file that is not there',
      { CARAT_DOORS_CONFIG: '/nowhere/doors.json' },
      'CARAT_DOORS_CONFIG: /nowhere/doors.json does not exist',
    ],
  ])('%s', (_what, env, problem) => {
    expect(problemsOf(env)).toContainEqual(expect.stringContaining(problem));
  });

  it.each<[string, object]>([
    ['tokensEnv', { merchants: { 'loja-a': { tokensEnv: SECRET } } }],
    ['tokensFile', { merchants: { 'loja-a': { tokensFile: SECRET } } }],
    ['tlsKeyFile', { tlsCertFile: 'cert.pem', tlsKeyFile: SECRET }],
  ])('does not repeat a secret that stands in place of %s', (field, content) => {
    const path = file('secret.json', JSON.stringify(content));
    const problems = problemsOf({ CARAT_DOORS_CONFIG: path });
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`${field}: the (file|variable) named`)));
    expect(problems.join()).not.toContain(SECRET);
  });

  it('refuses what the file says of a merchant and is no setting, also where the environment has its tokens', () => {
    const of = (merchant: unknown): string[] => {
      const path = file('odd.json', JSON.stringify({ merchants: { 'loja-a': merchant } }));
      return problemsOf({ ...BEHIND, [TOKENS]: newToken(), CARAT_DOORS_CONFIG: path });
    };
    expect(of({ tokenFile: '/x' })).toEqual([
      expect.stringContaining('merchants.loja-a.tokenFile: is no setting'),
    ]);
    for (const none of ['loja-a.tokens', null])
      expect(of(none)).toEqual([expect.stringContaining('merchants.loja-a: must be an object')]);
    expect(of({ tokensFile: '/nowhere' })).toEqual([]);
  });

  it('one token for two merchants is refused', () => {
    const env = { ...BEHIND, [TOKENS]: one, CARAT_DOORS_MERCHANT_LOJA_B_TOKENS: `${two} ${one}` };
    expect(problemsOf(env)).toEqual([
      'merchants: have a token in common: whoever knows it would speak for both',
    ]);
  });

  it('is in docs/doors.md, row by row', () => {
    const rows = tableAfter(page('docs/doors.md').text, '## Settings').map((row) =>
      row.map((cell) => cell.trim()),
    );
    expect(
      rows.map(([name = '', env = '', , meaning]) => [codeWords(name)[0], codeWords(env)[0], meaning]),
    ).toEqual(SETTINGS.map(({ name, env, meaning }) => [name, env, meaning]));
  });
});
