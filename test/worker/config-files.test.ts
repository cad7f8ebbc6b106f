import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { getuid } from 'node:process';
import { join } from 'node:path';
import { loadConfig } from '../../worker/config/load-config';
import { workflowBundle } from '../support/run-environment';
import { makeCertificate } from '../carat/support/certificates';
import { ConfigFolder, environmentAlone, goodMerchant, SECRET_KEY } from './support/config-folder';
import { problemsWith } from './support/problems';
import { WorkerProcess } from './support/worker-process';

jest.setTimeout(120_000);

let folder: ConfigFolder;
beforeEach(() => {
  folder = new ConfigFolder();
});
afterEach(() => {
  folder.remove();
});

/** Everything that a path can lead to instead of a file that can be read, with what is said of it. */
const UNREADABLE: [string, RegExp, () => string][] = [
  ['a device that never ends', / is a device, not a file/, () => '/dev/zero'],
  ['a device that gives nothing', / is a device, not a file/, () => '/dev/null'],
  [
    'a pipe that nobody writes to',
    /is a pipe, not a file/,
    () => {
      const path = join(folder.path, 'pipe');
      execFileSync('mkfifo', [path]);
      return path;
    },
  ],
  [
    'a folder',
    /is a folder, not a file/,
    () => {
      mkdirSync(join(folder.path, 'folder'));
      return join(folder.path, 'folder');
    },
  ],
  ['nothing', /does not exist/, () => join(folder.path, 'nowhere')],
  ['a file in a file', /does not exist/, () => join(folder.write('file', 'x'), 'below')],
  ['an empty file', /is empty/, () => folder.write('empty', '')],
  [
    'a huge file',
    /is larger than \d+ bytes/,
    () => {
      const path = folder.write('huge', 'x');
      // Sparse: it takes no room.
      truncateSync(path, 8 * 1024 ** 3);
      return path;
    },
  ],
  ['UTF-16', /is not UTF-8 text; save it as UTF-8/, () => utf16('utf16')],
  [
    'a byte order mark',
    /begins with a byte order mark \(line 1, column 1\)/,
    () => folder.write('bom', '\ufeffx'),
  ],
];

function utf16(name: string): string {
  const path = folder.write(name, '');
  writeFileSync(path, Buffer.from('\ufeff{}', 'utf16le'));
  return path;
}

/** The settings that name the file of a secret: somebody may write the secret itself there, so no problem repeats what they say. */
const OF_SECRETS = ['KEY_FILE', 'merchantKeyFile', 'KEY_PATH', 'SECRETS_FILE'];

/** The settings that name a file, each with an environment that is good but for it. */
const SETTINGS: [string, string, (path: string) => NodeJS.ProcessEnv][] = [
  ['CARAT_CONFIG', 'CARAT_CONFIG', (path) => ({ CARAT_CONFIG: path })],
  [
    'CARAT_MERCHANT_LOJA_A_KEY_FILE',
    'CARAT_MERCHANT_LOJA_A_KEY_FILE',
    (path) => environmentAlone({ CARAT_MERCHANT_LOJA_A_KEY: '', CARAT_MERCHANT_LOJA_A_KEY_FILE: path }),
  ],
  [
    'merchants.<alias>.merchantKeyFile',
    'merchants.loja-a.merchantKeyFile',
    (path) => folder.config({ merchants: { 'loja-a': goodMerchant({ merchantKeyFile: path }) } }),
  ],
  [
    'CARAT_MERCHANT_LOJA_A_CA_FILE',
    'CARAT_MERCHANT_LOJA_A_CA_FILE',
    (path) => environmentAlone({ CARAT_MERCHANT_LOJA_A_CA_FILE: path }),
  ],
  [
    'CARAT_MERCHANT_LOJA_A_WEBHOOK_SECRETS_FILE',
    'CARAT_MERCHANT_LOJA_A_WEBHOOK_SECRETS_FILE',
    (path) =>
      environmentAlone({
        CARAT_MERCHANT_LOJA_A_WEBHOOK_URL: 'https://billing.example/webhooks',
        CARAT_MERCHANT_LOJA_A_WEBHOOK_SECRETS_FILE: path,
      }),
  ],
  [
    'CARAT_WORKFLOW_BUNDLE',
    'CARAT_WORKFLOW_BUNDLE',
    (path) => environmentAlone({ CARAT_WORKFLOW_BUNDLE: path }),
  ],
  ...[
    'TEMPORAL_TLS_CLIENT_CERT_PATH',
    'TEMPORAL_TLS_CLIENT_KEY_PATH',
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  ].map((name): [string, string, (path: string) => NodeJS.ProcessEnv] => [
    name,
    name,
    (path) => environmentAlone({ [name]: path }),
  ]),
];

describe.each(SETTINGS)('%s', (_setting, field, environment) => {
  it.each(UNREADABLE)('that leads to %s is a problem, at once', (_what, problem, make) => {
    const path = make();
    const found = problemsWith(environment(path));
    expect(found).toEqual([{ field, problem: expect.stringMatching(problem) as string }]);
    const isOfSecret = OF_SECRETS.some((name) => field.endsWith(name));
    expect(found[0]?.problem.includes(path)).toBe(!isOfSecret);
  });

  it('that may not be read is a problem', () => {
    const path = folder.write('secret', 'x');
    chmodSync(folder.path, 0o755);
    chmodSync(path, 0);
    const env = environment(path);
    expect(asNobody(() => problemsWith(env))).toContainEqual({
      field,
      problem: expect.stringContaining('may not be read by the user of this process') as string,
    });
  });
});

/** Root may read everything; so it becomes somebody else for a moment. */
function asNobody<T>(run: () => T): T {
  if (getuid?.() !== 0) return run();
  process.seteuid?.('nobody');
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

describe('TEMPORAL_CONFIG_FILE', () => {
  it.each(UNREADABLE.filter(([what]) => what !== 'nothing' && what !== 'a file in a file'))(
    'that leads to %s is a problem, at once',
    (_what, problem, make) => {
      expect(problemsWith(environmentAlone({ TEMPORAL_CONFIG_FILE: make() }))).toEqual([
        { field: 'TEMPORAL_CONFIG_FILE', problem: expect.stringMatching(problem) as string },
      ]);
    },
  );

  it('that is not TOML is a problem, with its place and without its text', () => {
    const path = folder.write(
      'temporal.toml',
      `[profile.default]\naddress = "x:1"\napi_key = ${SECRET_KEY}\n`,
    );
    const [problem] = problemsWith(environmentAlone({ TEMPORAL_CONFIG_FILE: path }));
    expect(problem).toMatchObject({
      field: 'TEMPORAL_*',
      problem: expect.stringMatching(/\(line 3, column \d+\)$/) as string,
    });
    expect(JSON.stringify(problem)).not.toContain(SECRET_KEY.slice(0, 8));
  });
});

describe('a configuration file', () => {
  it.each([
    ['a comma too many', '{\n  "logLevel": "info",\n}', 'is not JSON (line 3, column 1)'],
    ['a comment', '{\n  // mine\n  "logLevel": "info"\n}', 'is not JSON (line 2, column 3)'],
    [
      'a missing quote',
      `{\n  "merchants": { "a": { "k": ${SECRET_KEY} } }\n}`,
      'is not JSON (line 2, column 30)',
    ],
    ['no end', '{ "logLevel": "info"', 'is not JSON (line 1, column 21)'],
    ['a list', '[]', 'must hold one JSON object'],
    [
      'a merchant that is there twice',
      '{ "merchants": {\n  "loja-a": {},\n  "loja-b": {},\n  "loja-a": {}\n} }',
      'has a name twice in one object (line 4, column 3)',
    ],
  ])('with %s is refused, with the place and without the text', (_what, text, problem) => {
    const path = folder.write('worker.json', text);
    expect(problemsWith({ CARAT_CONFIG: path })).toEqual([{ field: 'CARAT_CONFIG', problem }]);
  });
});

describe('a workflow bundle', () => {
  it.each([
    ['that is something else', 'module.exports = 1;', 'is no bundle of workflow code'],
    ['that is cut off', undefined, 'is a broken bundle of workflow code: it does not compile'],
  ])('%s is refused', (_what, text, problem) => {
    // What the SDK looks for is still there.
    const CACHE = 'globalThis.__webpack_module_cache__';
    const whole = readFileSync(workflowBundle().codePath, 'utf8');
    const path = folder.write('bundle.js', text ?? whole.slice(0, whole.indexOf(CACHE) + CACHE.length));
    expect(problemsWith(environmentAlone({ CARAT_WORKFLOW_BUNDLE: path }))).toEqual([
      { field: 'CARAT_WORKFLOW_BUNDLE', problem: `${problem}; \`npm run build\` makes one` },
    ]);
  });
});

describe('the TLS settings of Temporal', () => {
  const tls = (files: { cert?: string; key?: string; ca?: string }): NodeJS.ProcessEnv =>
    environmentAlone({
      ...(files.cert === undefined
        ? {}
        : { TEMPORAL_TLS_CLIENT_CERT_PATH: folder.write('cert.pem', files.cert) }),
      ...(files.key === undefined
        ? {}
        : { TEMPORAL_TLS_CLIENT_KEY_PATH: folder.write('key.pem', files.key) }),
      ...(files.ca === undefined
        ? {}
        : { TEMPORAL_TLS_SERVER_CA_CERT_PATH: folder.write('ca.pem', files.ca) }),
    });

  it('that fit together are taken', async () => {
    const { temporal } = loadConfig(tls(await makeCertificate('worker')));
    expect(Object.keys(temporal.connection.reveal().tls ?? {})).toEqual(
      expect.arrayContaining(['clientCertPair', 'serverRootCACertificate']),
    );
  });

  it('that do not fit together are named', async () => {
    const one = await makeCertificate('one');
    const other = await makeCertificate('other');
    const KEY = 'TEMPORAL_TLS_CLIENT_KEY';
    const CERT = 'TEMPORAL_TLS_CLIENT_CERT';
    expect(problemsWith(tls({ cert: one.cert, key: other.key }))).toEqual([
      { field: KEY, problem: 'belongs to another certificate' },
    ]);
    expect(problemsWith(tls({ cert: one.cert }))).toEqual([
      { field: KEY, problem: 'is missing: the certificate has no key' },
    ]);
    expect(problemsWith(tls({ key: one.key }))).toEqual([
      { field: CERT, problem: 'is missing: the key has no certificate' },
    ]);
    expect(problemsWith(tls({ cert: one.key, key: 'no key', ca: 'no certificate' }))).toEqual([
      { field: CERT, problem: 'holds no readable certificate (PEM)' },
      { field: KEY, problem: 'holds no readable key (PEM)' },
      { field: 'TEMPORAL_TLS_SERVER_CA_CERT', problem: 'holds no readable certificate (PEM)' },
    ]);
  });

  it('have an API key of one line', () => {
    expect(problemsWith(environmentAlone({ TEMPORAL_API_KEY: `${SECRET_KEY}\n` }))).toEqual([
      { field: 'TEMPORAL_API_KEY', problem: 'must be one line of printable characters, without blanks' },
    ]);
  });
});

describe('a worker process with such a file', () => {
  it('ends with 2 at once and says which, on standard error', async () => {
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const worker = new WorkerProcess({
      ...environmentAlone({ CARAT_MERCHANT_LOJA_A_KEY: '', CARAT_MERCHANT_LOJA_A_KEY_FILE: '/dev/zero' }),
      CARAT_MERCHANT_LOJA_A_CA_FILE: pipe,
      CARAT_WORKFLOW_BUNDLE: folder.write('bundle.js', '// none'),
      TEMPORAL_TLS_CLIENT_KEY_PATH: folder.write('key.pem', 'none'),
    });
    expect(await worker.ended()).toBe(2);
    expect(worker.errorText).toContain('carat-worker: error invalid_worker_config');
    for (const line of [
      'CARAT_MERCHANT_LOJA_A_KEY_FILE: the file named is a device, not a file',
      `CARAT_MERCHANT_LOJA_A_CA_FILE: ${pipe} is a pipe, not a file`,
      'CARAT_WORKFLOW_BUNDLE: is no bundle of workflow code; `npm run build` makes one',
      'TEMPORAL_TLS_CLIENT_CERT: is missing: the key has no certificate',
    ]) {
      expect(worker.errorText).toContain(`  ${line}\n`);
    }
  });
});
