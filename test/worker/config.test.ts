import { inspect } from 'node:util';
import { describeConfig } from '../../worker/config/describe-config';
import { loadConfig } from '../../worker/config/load-config';
import { ConfigFolder, environmentAlone, goodMerchant, SECRET_KEY } from './support/config-folder';
import { problemsWith } from './support/problems';

let folder: ConfigFolder;

beforeEach(() => {
  folder = new ConfigFolder();
});

afterEach(() => {
  folder.remove();
});

describe('a configuration that can be used', () => {
  it('comes from the environment alone', () => {
    const [merchant] = loadConfig(environmentAlone()).merchants;
    expect(merchant).toMatchObject({ alias: 'loja-a', merchantId: 'LOJAA', answerTimeoutMs: 60_000 });
    expect(merchant?.merchantKey.reveal()).toBe(SECRET_KEY);
  });

  it('comes from a file alone, whose paths start at the folder of the file', () => {
    const [merchant] = loadConfig(folder.config({ merchants: { 'loja-a': goodMerchant() } })).merchants;
    expect(merchant?.merchantKey.reveal()).toBe(SECRET_KEY);
  });

  it('takes each setting from the environment where both name it', () => {
    const env = folder.config({
      merchants: { 'loja-a': goodMerchant({ answerTimeoutMs: 30_000 }) },
      taskQueue: 'from-file',
      logLevel: 'warn',
    });
    const config = loadConfig({
      ...env,
      CARAT_MERCHANT_LOJA_A_ANSWER_TIMEOUT_MS: '2500',
      CARAT_MERCHANT_LOJA_A_KEY: 'key-of-the-environment',
      CARAT_TASK_QUEUE: 'from-environment',
      CARAT_LOG_LEVEL: '',
    });
    expect(config).toMatchObject({ taskQueue: 'from-environment', logLevel: 'warn' });
    expect(config.merchants[0]?.answerTimeoutMs).toBe(2_500);
    expect(config.merchants[0]?.merchantKey.reveal()).toBe('key-of-the-environment');
  });

  it('names the variable that holds a key', () => {
    const merchant = goodMerchant({ merchantKeyFile: undefined, merchantKeyEnv: 'LOJA_A_KEY' });
    const env = folder.config({ merchants: { 'loja-a': merchant } });
    const config = loadConfig({ ...env, LOJA_A_KEY: SECRET_KEY });
    expect(config.merchants[0]?.merchantKey.reveal()).toBe(SECRET_KEY);
  });

  it('serves several merchants, in the order of their aliases', () => {
    const second = goodMerchant({ merchantId: 'LOJAB' });
    const env = folder.config({ merchants: { 'loja-b': second, 'loja-a': goodMerchant() } });
    expect(loadConfig(env).merchants.map(({ alias }) => alias)).toEqual(['loja-a', 'loja-b']);
  });

  it('switches the metrics endpoint off', () => {
    expect(loadConfig(environmentAlone({ CARAT_METRICS_ADDRESS: 'off' })).metricsAddress).toBeUndefined();
  });

  it('reaches Temporal as the Temporal CLI does: variables, file and profile', () => {
    const file = folder.write(
      'temporal.toml',
      '[profile.billing]\naddress = "temporal.internal:7233"\nnamespace = "billing"\n',
    );
    const env = environmentAlone({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'billing' });
    expect(loadConfig(env).temporal).toMatchObject({
      address: 'temporal.internal:7233',
      namespace: 'billing',
    });
    const over = loadConfig({ ...env, TEMPORAL_NAMESPACE: 'other' });
    expect(over.temporal).toMatchObject({ address: 'temporal.internal:7233', namespace: 'other' });
  });
});

describe('secrets', () => {
  it.each([
    ['a key with a blank', { CARAT_MERCHANT_LOJA_A_KEY: `${SECRET_KEY} ${SECRET_KEY}` }],
    ['a key that is too long', { CARAT_MERCHANT_LOJA_A_KEY: SECRET_KEY.repeat(4) }],
    ['a password in the base URL', { CARAT_MERCHANT_LOJA_A_BASE_URL: `https://u:${SECRET_KEY}@host/api` }],
    ['a key where the id belongs', { CARAT_MERCHANT_LOJA_A_ID: SECRET_KEY }],
    ['a Temporal file with an API key that is not TOML', { TEMPORAL_CONFIG_FILE: '' }],
  ])('stay out of the message about %s', (_what, changes) => {
    const toml = folder.write('temporal.toml', `[profile.default]\napi_key = ${SECRET_KEY}\n`);
    const withFile = 'TEMPORAL_CONFIG_FILE' in changes ? { TEMPORAL_CONFIG_FILE: toml } : changes;
    const problems = problemsWith(environmentAlone(withFile));
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain(SECRET_KEY.slice(0, 8));
  });

  it('stay out of the configuration however it is printed', () => {
    const config = loadConfig(environmentAlone({ TEMPORAL_API_KEY: SECRET_KEY }));
    const printed = [
      JSON.stringify(config),
      inspect(config, { depth: 9, showHidden: true }),
      inspect(config, { depth: 9, customInspect: false }),
      JSON.stringify(describeConfig(config)),
    ];
    for (const text of printed) expect(text).not.toContain(SECRET_KEY);
  });
});
