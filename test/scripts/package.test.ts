import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import * as client from '../../client';
import { checkout } from './support/machine';

const run = promisify(execFile);

/** What a checkout has besides its sources. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage', '.git', '.data']);

/** Compiling, bundling and packing, on a machine that is busy with other tests. */
const PACK_MS = 240_000;

/** Everything that is compiled for a merchant; the sandbox and the tests are not. */
const COMPILED = [
  'activities',
  'carat',
  'client',
  'contract',
  'domain',
  'http',
  'program',
  'vault',
  'worker',
  'workflows',
];

const CALLER = `
import { SubscriptionClient, InvalidInputError, type SubscriptionStart, type SubscriptionView } from 'carat-subscriptions';

export const start: SubscriptionStart = {
  entry: 'start_later',
  merchant: 'loja-a',
  orderId: 'A0001',
  authorizerId: '2',
  payer: { storeIdentification: 'buyer1' },
  card: { kind: 'carat_token', token: 'token-of-a-card-stored-at-carat' },
  schedule: { amountCents: 4_990, firstDate: '2027-02-10' },
};
export async function stateOf(orderId: string): Promise<SubscriptionView['state']> {
  const subscriptions = await SubscriptionClient.connect();
  try {
    return (await subscriptions.get({ merchant: 'loja-a', orderId })).state;
  } catch (error) {
    if (error instanceof InvalidInputError) console.error(error.problems.map(({ field }) => field.toUpperCase()));
    throw error;
  }
}
// @ts-expect-error: were the types not found, everything would be allowed
export const wrong: SubscriptionStart = { ...start, entry: 'some_day' };
`;

describe('the package, as a billing system installs it', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'carat-package-')));
  const billing = join(folder, 'billing');
  const installed = join(billing, 'node_modules', 'carat-subscriptions');
  let files: string[];

  beforeAll(async () => {
    const tarball = await packed(copyOfCheckout(join(folder, 'checkout')), folder);
    files = await install(tarball, installed);
    linkDependencies(billing);
  }, PACK_MS);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const inBilling = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, args, { cwd: billing })).stdout;

  test('holds what it needs, and neither the sandbox nor tests nor tools of development', () => {
    const atTop = new Set(files.map((file) => file.split('/')[0]));
    expect([...atTop].sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs', 'package.json', 'schemas'].sort(),
    );
    const compiled = files.filter((file) => file.startsWith('dist/')).map((file) => file.split('/')[1]);
    expect([...new Set(compiled)].sort()).toEqual([...COMPILED, 'workflow-bundle.js'].sort());
    expect(files.filter((file) => /\.test\.|\.tsbuildinfo$|\.env$|\.key$/.test(file))).toEqual([]);
  });

  test.each([
    ['required', 'use.cjs', "const caller = require('carat-subscriptions');"],
    ['imported', 'use.mjs', "import * as caller from 'carat-subscriptions';"],
  ])('gives everything that is exported when it is %s', async (_how, file, line) => {
    writeFileSync(join(billing, file), `${line}\nconsole.log(JSON.stringify(Object.keys(caller)));`);
    const names = JSON.parse(await inBilling(file)) as string[];
    expect(names).toEqual(expect.arrayContaining(Object.keys(client)));
    expect(names).toEqual(
      expect.arrayContaining(['SubscriptionClient', 'JSON_SCHEMAS', 'InvalidInputError']),
    );
  });

  test('has its JSON Schemas as files, the same as in JSON_SCHEMAS', async () => {
    for (const [name, schema] of Object.entries(client.JSON_SCHEMAS)) {
      const path = `carat-subscriptions/schemas/${name}.json`;
      const file = await inBilling('-p', `JSON.stringify(require(${JSON.stringify(path)}))`);
      expect(JSON.parse(file)).toEqual(schema);
    }
  });

  test.each(['carat', 'carat-worker', 'carat-doors'])('has %s among its programs', async (name) => {
    const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    const program = join(installed, bin[name] ?? 'missing');
    expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(await inBilling(program, '--help')).toMatch(new RegExp(`^Usage: ${name}\\b`));
  });

  test('explains each error on the page that its docsUrl names, from the root of the package', async () => {
    const { docsUrl } = new client.InvalidSettingsError('the settings cannot be read');
    const [path = '', code = ''] = docsUrl.split('#');
    const root = dirname(await inBilling('-p', "require.resolve('carat-subscriptions/package.json')"));
    expect(readFileSync(join(root, path), 'utf8')).toContain(`\n### \`${code}\`\n`);
  });

  test('has types that a strict compiler of the billing system accepts', async () => {
    writeFileSync(join(billing, 'caller.ts'), CALLER);
    const options = ['--strict', '--skipLibCheck', '--noEmit', '--module', 'node16', '--target', 'es2022'];
    const compiler = join(checkout, 'node_modules', 'typescript', 'bin', 'tsc');
    await expect(inBilling(compiler, ...options, '--types', 'node', 'caller.ts')).resolves.toBe('');
  });
});

/** The sources of the checkout, with its dependencies: what is built there leaves the checkout's own `dist/` alone. */
function copyOfCheckout(copy: string): string {
  cpSync(checkout, copy, {
    recursive: true,
    filter: (source) => dirname(source) !== checkout || !NOT_SOURCES.has(basename(source)),
  });
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Builds and packs as `npm publish` would. */
async function packed(copy: string, into: string): Promise<string> {
  await run('npm', ['pack', '--offline', '--silent', '--pack-destination', into], { cwd: copy });
  const { name, version } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return join(into, `${name}-${version}.tgz`);
}

/** Unpacks as npm does, and tells every file of the package. */
async function install(tarball: string, into: string): Promise<string[]> {
  mkdirSync(into, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', into, '--strip-components=1']);
  const { stdout } = await run('tar', ['-tzf', tarball]);
  return stdout
    .trim()
    .split('\n')
    .map((file) => relative('package', file));
}

/** Beside the package stand its dependencies and no others: one of development would not be found. */
function linkDependencies(billing: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    const link = join(billing, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(checkout, 'node_modules', name), link);
  }
}
