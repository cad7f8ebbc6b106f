import type { Problem } from '../../contract/problems';
import { ConfigFolder, environmentAlone, goodMerchant, SECRET_KEY } from './support/config-folder';
import { problemsWith } from './support/problems';

let folder: ConfigFolder;

beforeEach(() => {
  folder = new ConfigFolder();
});

afterEach(() => {
  folder.remove();
});

describe('a configuration that cannot be used', () => {
  it.each<[string, NodeJS.ProcessEnv, Problem]>([
    ['no merchant', {}, { field: 'merchants', problem: 'at least one merchant is needed' }],
    [
      'a base URL without TLS',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_BASE_URL: 'http://gateway.example/api' }),
      {
        field: 'CARAT_MERCHANT_LOJA_A_BASE_URL',
        problem: 'must use https. Write it as https://host/path.',
      },
    ],
    [
      'a base URL with an IP address',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_BASE_URL: 'https://2130706433/api' }),
      {
        field: 'CARAT_MERCHANT_LOJA_A_BASE_URL',
        problem: expect.stringContaining('must name a host, not an IP address') as string,
      },
    ],
    [
      'a missing merchant id',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_ID: '' }),
      { field: 'merchants.loja-a.merchantId', problem: 'is missing' },
    ],
    [
      'a missing key',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_KEY: '' }),
      {
        field: 'merchants.loja-a.merchantKey',
        problem: 'is missing; name its file or put it in the environment',
      },
    ],
    [
      'two sources for one key',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_KEY_FILE: 'somewhere.key' }),
      {
        field: 'merchants.loja-a.merchantKey',
        problem: 'has two sources, a file and the environment; keep one',
      },
    ],
    [
      'a misspelt variable of a merchant',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_URL: 'https://gateway.example' }),
      {
        field: 'CARAT_MERCHANT_LOJA_A_URL',
        problem: expect.stringContaining('is no setting of a merchant') as string,
      },
    ],
    [
      'a timeout that is no number',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_CONNECT_TIMEOUT_MS: 'soon' }),
      {
        field: 'CARAT_MERCHANT_LOJA_A_CONNECT_TIMEOUT_MS',
        problem: 'must be a whole number of milliseconds from 1 to 600000',
      },
    ],
    [
      'a wait for the answer that outlasts the activity',
      environmentAlone({ CARAT_MERCHANT_LOJA_A_ANSWER_TIMEOUT_MS: '80000' }),
      {
        field: 'CARAT_MERCHANT_LOJA_A_ANSWER_TIMEOUT_MS',
        problem: expect.stringContaining('it may be at most 80000') as string,
      },
    ],
    [
      'a metrics address with a host name',
      environmentAlone({ CARAT_METRICS_ADDRESS: 'localhost:9464' }),
      {
        field: 'CARAT_METRICS_ADDRESS',
        problem: 'must be an IP address and a port, such as 127.0.0.1:9464, or off',
      },
    ],
    [
      'a health address with a host name',
      environmentAlone({ CARAT_HEALTH_ADDRESS: 'localhost:9465' }),
      {
        field: 'CARAT_HEALTH_ADDRESS',
        problem: 'must be an IP address and a port, such as 127.0.0.1:9465, or off',
      },
    ],
    [
      'health without the metrics that tell it',
      environmentAlone({ CARAT_HEALTH_ADDRESS: '127.0.0.1:9465', CARAT_METRICS_ADDRESS: 'off' }),
      {
        field: 'CARAT_HEALTH_ADDRESS',
        problem: 'needs the metrics: set metricsAddress (CARAT_METRICS_ADDRESS), or health to off',
      },
    ],
    [
      'health and metrics on one address',
      environmentAlone({ CARAT_HEALTH_ADDRESS: '127.0.0.1:9464', CARAT_METRICS_ADDRESS: '127.0.0.1:9464' }),
      { field: 'CARAT_HEALTH_ADDRESS', problem: 'must be another address than metricsAddress' },
    ],
    [
      'an endless shutdown',
      environmentAlone({ CARAT_SHUTDOWN_GRACE_SECONDS: '86400' }),
      {
        field: 'CARAT_SHUTDOWN_GRACE_SECONDS',
        problem: 'must be a whole number of seconds from 1 to 600',
      },
    ],
    [
      'a bundle that was not built',
      environmentAlone({ CARAT_WORKFLOW_BUNDLE: 'nowhere.js' }),
      {
        field: 'CARAT_WORKFLOW_BUNDLE',
        problem: expect.stringMatching(/nowhere\.js does not exist; `npm run build` makes it$/) as string,
      },
    ],
    [
      'a Temporal profile that does not exist',
      environmentAlone({ TEMPORAL_PROFILE: 'nobody', TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml' }),
      { field: 'TEMPORAL_*', problem: "Profile 'nobody' not found in the Temporal configuration file" },
    ],
  ])('is refused for %s', (_what, env, problem) => {
    expect(problemsWith(env)).toEqual([problem]);
  });

  it.each<[string, Record<string, unknown>, Problem]>([
    [
      'a key file that does not exist',
      { merchantKeyFile: 'nowhere.key' },
      {
        field: 'merchants.loja-a.merchantKeyFile',
        problem: 'the file named does not exist',
      },
    ],
    [
      'a key file that is a folder',
      { merchantKeyFile: '.' },
      {
        field: 'merchants.loja-a.merchantKeyFile',
        problem: 'the file named is a folder, not a file',
      },
    ],
    [
      'an unset variable',
      { merchantKeyFile: undefined, merchantKeyEnv: 'NOT_SET' },
      {
        field: 'merchants.loja-a.merchantKeyEnv',
        problem: 'the variable named is not set in the environment',
      },
    ],
    [
      'a key in place of the name of its variable',
      { merchantKeyFile: undefined, merchantKeyEnv: SECRET_KEY },
      {
        field: 'merchants.loja-a.merchantKeyEnv',
        problem: 'the variable named is not set in the environment',
      },
    ],
    [
      'a key in the file itself',
      { merchantKey: SECRET_KEY },
      {
        field: 'merchants.loja-a.merchantKey',
        problem: 'is no setting; docs/reference/configuration.md lists those that are',
      },
    ],
    [
      'a file of certificates without a certificate',
      { caFile: 'loja-a.key' },
      {
        field: 'merchants.loja-a.caFile',
        problem: expect.stringContaining('holds no readable certificate') as string,
      },
    ],
    [
      'an unlimited rate',
      { callsPerSecond: 0 },
      { field: 'merchants.loja-a.callsPerSecond', problem: 'must be a number above 0, at most 1000' },
    ],
    [
      'a ceiling in reais',
      { maxAmountCents: 49.9 },
      {
        field: 'merchants.loja-a.maxAmountCents',
        problem: expect.stringContaining('must be a whole number of cents') as string,
      },
    ],
  ])('is refused for %s', (_what, changes, problem) => {
    const env = folder.config({ merchants: { 'loja-a': goodMerchant(changes) } });
    expect(problemsWith(env)).toEqual([problem]);
  });

  it.each(['merchantKeyEnv', 'merchantKeyFile'])(
    'is refused for a key in capitals in place of %s, without repeating it',
    (field) => {
      const key = 'F3A90C1B7D2E4F6A8B9C0D1E2F3A4B5C6D7E8F9A0B1C2D3E';
      const merchant = goodMerchant({ merchantKeyFile: undefined, [field]: key });
      const problems = problemsWith(folder.config({ merchants: { 'loja-a': merchant } }));
      expect(problems).toMatchObject([{ field: `merchants.loja-a.${field}` }]);
      expect(JSON.stringify(problems)).not.toContain(key.slice(0, 8));
    },
  );

  it('is refused for a file that is not there, and says nothing of what the file would have said', () => {
    expect(problemsWith({ CARAT_CONFIG: '/nowhere/worker.json' })).toEqual([
      { field: 'CARAT_CONFIG', problem: '/nowhere/worker.json does not exist' },
    ]);
  });

  it('is refused for a file that is not JSON, without quoting it', () => {
    const path = folder.write(
      'worker.json',
      `{ "merchants": { "loja-a": { "merchantKey": ${SECRET_KEY} } } }`,
    );
    const [problem] = problemsWith({ CARAT_CONFIG: path });
    expect(problem?.field).toBe('CARAT_CONFIG');
    expect(problem?.problem).toMatch(/^is not JSON/);
    expect(problem?.problem).not.toContain(SECRET_KEY.slice(0, 8));
  });

  it('names every problem at once, those of file, variables, key files and Temporal together', () => {
    const env = folder.config({
      merchants: {
        'Loja B': goodMerchant(),
        'loja-a': goodMerchant({
          merchantKeyFile: 'nowhere.key',
          baseUrl: 'https://10.0.0.1/api',
          colour: 'blue',
        }),
        'loja-c': 'yes',
      },
      logLevel: 'loud',
      shutdownGrace: 3,
    });
    const fields = problemsWith({
      ...env,
      CARAT_METRICS_ADDRESS: 'everywhere',
      CARAT_MERCHANT_LOJA_D_ID: 'LOJAD',
      TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere/client.pem',
    }).map(({ field }) => field);
    expect(fields.sort()).toEqual(
      [
        'CARAT_METRICS_ADDRESS',
        'TEMPORAL_TLS_CLIENT_CERT_PATH',
        'logLevel',
        'merchants.Loja B',
        'merchants.loja-a.baseUrl',
        'merchants.loja-a.colour',
        'merchants.loja-a.merchantKeyFile',
        'merchants.loja-c',
        'merchants.loja-d.baseUrl',
        'merchants.loja-d.merchantKey',
        'shutdownGrace',
      ].sort(),
    );
  });
});
