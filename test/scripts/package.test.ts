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
import * as exported from '../../client';
import { checkout } from './support/machine';

const run = promisify(execFile);

/** What a checkout has besides its sources. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage', '.git', '.data']);

/** Compiling, bundling and packing, on a machine that is busy with other tests. */
const PACK_MS = 240_000;

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

describe('the packages, as they are published', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'carat-package-')));
  const billing = join(folder, 'billing');
  const client = join(billing, 'node_modules', 'carat-subscriptions');
  const worker = join(folder, 'operator', 'node_modules', 'carat-subscriptions-worker');
  let clientFiles: string[];
  let workerFiles: string[];

  beforeAll(async () => {
    const copy = copyOfCheckout(join(folder, 'checkout'));
    await run('npm', ['run', '--silent', 'release', '--', '--dry-run'], { cwd: copy });
    clientFiles = await install(join(copy, 'dist', 'packages'), 'carat-subscriptions', client);
    workerFiles = await install(join(copy, 'dist', 'packages'), 'carat-subscriptions-worker', worker);
    linkDependencies(client, billing);
    linkDependencies(worker, join(folder, 'operator'));
  }, PACK_MS);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const inBilling = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, args, { cwd: billing })).stdout;

  test('hold what they need, and neither the sandbox nor tests nor tools of development', () => {
    for (const files of [clientFiles, workerFiles]) {
      expect(topOf(files)).toEqual(
        ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs', 'package.json', 'schemas'].sort(),
      );
      expect(files.filter((file) => /\.test\.|\.tsbuildinfo$|\.env$|\.key$|sandbox/.test(file))).toEqual([]);
    }
    expect(compiledOf(workerFiles)).toEqual(
      expect.arrayContaining(['activities', 'http', 'worker', 'workflow-bundle.js', 'workflows']),
    );
  });

  test('a billing system installs the client alone, and Temporal is its own', () => {
    expect(compiledOf(clientFiles)).toEqual(['client', 'contract', 'domain']);
    expect(clientFiles.filter((file) => file.startsWith('dist/client/cli/'))).toEqual([]);
    const { dependencies, peerDependencies } = manifestOf(client);
    expect(Object.keys(dependencies)).toEqual(['luxon', 'standardwebhooks', 'zod']);
    expect(peerDependencies?.['@temporalio/client']).toMatch(/^\^\d/);
    expect(Object.keys(peerDependencies ?? {})).not.toContain('@temporalio/worker');
  });

  test.each([
    ['required', 'use.cjs', "const caller = require('carat-subscriptions');"],
    ['imported', 'use.mjs', "import * as caller from 'carat-subscriptions';"],
  ])('gives everything that is exported when it is %s', async (_how, file, line) => {
    writeFileSync(join(billing, file), `${line}\nconsole.log(JSON.stringify(Object.keys(caller)));`);
    const names = JSON.parse(await inBilling(file)) as string[];
    expect(names).toEqual(expect.arrayContaining(Object.keys(exported)));
    expect(names).toEqual(
      expect.arrayContaining(['SubscriptionClient', 'JSON_SCHEMAS', 'InvalidInputError']),
    );
  });

  test('has its JSON Schemas as files, the same as in JSON_SCHEMAS', async () => {
    for (const [name, schema] of Object.entries(exported.JSON_SCHEMAS)) {
      const path = `carat-subscriptions/schemas/${name}.json`;
      const file = await inBilling('-p', `JSON.stringify(require(${JSON.stringify(path)}))`);
      expect(JSON.parse(file)).toEqual(schema);
    }
  });

  test.each(['carat', 'carat-worker', 'carat-doors'])(
    'the program %s runs as it is installed',
    async (name) => {
      const program = join(worker, manifestOf(worker).bin?.[name] ?? 'no such program');
      expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
      const { stdout } = await run(process.execPath, [program, '--help']);
      expect(stdout).toContain(`Usage: ${name}`);
    },
  );

  test('explains each error on the page that its docsUrl names, from the root of the package', async () => {
    const { docsUrl } = new exported.InvalidSettingsError('the settings cannot be read');
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

interface Manifest {
  bin?: Record<string, string>;
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const manifestOf = (installed: string): Manifest =>
  JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;

const topOf = (files: readonly string[]): string[] =>
  [...new Set(files.map((file) => file.split('/')[0] ?? ''))].sort();

const compiledOf = (files: readonly string[]): string[] => [
  ...new Set(files.filter((file) => file.startsWith('dist/')).map((file) => file.split('/')[1] ?? '')),
];

/** Unpacks as npm does, and tells every file of the package. */
async function install(from: string, name: string, into: string): Promise<string[]> {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const tarball = join(from, `${name}-${version}.tgz`);
  mkdirSync(into, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', into, '--strip-components=1']);
  const { stdout } = await run('tar', ['-tzf', tarball]);
  const files = stdout.trim().split('\n');
  return files.map((file) => relative('package', file)).sort();
}

/** Beside a package stand its dependencies and no others: what it does not list would not be found. */
function linkDependencies(installed: string, folder: string): void {
  const { dependencies, peerDependencies } = manifestOf(installed);
  for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), '@types/node']) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(checkout, 'node_modules', name), link);
  }
}
