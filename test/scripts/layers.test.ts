import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkout } from './support/machine';

/** A file that breaks a rule, and the rule that must say so. */
const offences: [rule: string, file: string, code: string][] = [
  ['layer-domain', 'domain/a.ts', "import '../contract/messages';"],
  ['layer-contract', 'contract/a.ts', "import '../client/subscription-client';"],
  ['layer-carat', 'carat/a.ts', "import '../domain/money';"],
  ['layer-vault', 'vault/a.ts', "import '../carat/calls';"],
  ['layer-webhooks', 'webhooks/a.ts', "import '../domain/money';"],
  ['layer-workflows', 'workflows/a.ts', "import '../carat/calls';"],
  ['layer-workflows', 'workflows/b.ts', "import type { Card } from '../vault/store';"],
  ['layer-activities', 'activities/a.ts', "import '../workflows/subscription';"],
  ['layer-client', 'client/a.ts', "import '../carat/calls';"],
  ['layer-http', 'http/a.ts', "import '../worker/main';"],
  ['layer-program', 'program/a.ts', "import '../worker/main';"],
  ['layer-worker', 'worker/c.ts', "import '../http/doors';"],
  ['layer-worker', 'worker/a.ts', "import '../sandbox/server';"],
  ['layer-worker', 'worker/b.ts', "import '../test/support/builders';"],
  ['layer-sandbox', 'sandbox/a.ts', "import '../carat/calls';"],
  ['layer-sandbox', 'sandbox/b.ts', "import { type Cents } from '../domain/money';"],
  ['layer-devstack', 'devstack/a.ts', "import '../activities/pay';"],
  ['layer-stories', 'stories/a.ts', "import '../demo/main';"],
  ['layer-devstack', 'devstack/b.ts', "import '../stories/all';"],
  ['layer-demo', 'demo/a.ts', "import '../bench/load';"],
  ['layer-bench', 'bench/a.ts', "import '../vault/store';"],
  ['layer-scripts', 'scripts/a.ts', "import '../carat/calls';"],
  // It may import every folder that is known, so that its rule is broken together with that of the unknown ones.
  ['layer-test', 'test/a.ts', "import '../helpers/b';"],
  ['layer-simulation', 'simulation/a.ts', "import '../devstack/main';"],
  ['types-only-simulation-activities', 'simulation/b.ts', "import { pay } from '../activities/pay'; pay();"],
  ['types-only-simulation-domain', 'simulation/c.ts', "import { cents } from '../domain/money'; cents();"],
  ['types-only-simulation-http', 'simulation/e.ts', "import { open } from '../http/doors'; open();"],
  ['types-only-simulation-program', 'simulation/f.ts', "import { log } from '../program/log'; log();"],
  ['types-only-simulation-vault', 'simulation/d.ts', "import { keep } from '../vault/store'; keep();"],
  ['types-only-workflows-activities', 'workflows/c.ts', "import { pay } from '../activities/pay'; pay();"],
  ['types-only-client-domain', 'client/b.ts', "import { cents } from '../domain/money'; cents();"],
  ['types-only-http-domain', 'http/b.ts', "import { cents } from '../domain/money'; cents();"],
  ['packages-domain', 'domain/b.ts', "import '@temporalio/common';"],
  ['packages-domain', 'domain/c.ts', "import 'node:fs';"],
  ['packages-domain', 'domain/f.ts', "import { DateTime } from 'luxon'; export const now = DateTime.now;"],
  ['packages-contract', 'contract/b.ts', "import 'axios';"],
  ['packages-workflows', 'workflows/d.ts', "import 'axios';"],
  ['packages-workflows', 'workflows/e.ts', "import 'node:crypto';"],
  ['packages-workflows', 'workflows/f.ts', "import type { AxiosError } from 'axios';"],
  ['packages-workflows', 'workflows/g.ts', "import { z } from 'zod'; export const text = z.string();"],
  ['known-folders', 'helpers/a.ts', "import './b';"],
  ['carat-knows-no-temporal', 'carat/b.ts', "import '@temporalio/common';"],
  ['no-cycles', 'domain/d.ts', "import './e';"],
  ['no-dev-dependencies', 'worker/d.ts', "import 'fast-check';"],
  ['no-dev-dependencies', 'client/c.ts', "import 'undeclared';"],
  ['resolvable', 'client/d.ts', "import './nowhere';"],
];

/** What the layers allow; none of it may be called an offence. */
const allowed: Record<string, string> = {
  'domain/money.ts': 'export type Cents = number; export const cents = (): Cents => 1;',
  'domain/e.ts': "import './d';",
  'contract/messages.ts': "import 'zod'; import '@temporalio/workflow'; import '../domain/money';",
  'carat/calls.ts': "import 'axios'; import 'node:https';",
  'vault/store.ts': "import 'node:crypto'; export type Card = string;",
  'activities/pay.ts':
    "import '../carat/calls'; import '../contract/messages'; import '../vault/store'; export const pay = () => {};",
  'workflows/subscription.ts':
    "import '@temporalio/workflow'; import '../contract/messages'; import '../domain/money'; import type { pay } from '../activities/pay'; export type P = typeof pay;",
  'client/subscription-client.ts':
    "import '../contract/messages'; import type { Cents } from '../domain/money'; export type C = Cents;",
  'program/log.ts': "import '../contract/messages'; import '../domain/money';",
  'http/doors.ts':
    "import '../client/subscription-client'; import '../contract/messages'; import '../program/log';",
  'worker/main.ts':
    "import '../activities/pay'; import '../workflows/subscription'; import '../carat/calls'; import '../vault/store'; import '../program/log';",
  'sandbox/server.ts': "import 'fast-check'; import 'node:https';",
  'devstack/main.ts': "import '../worker/main'; import '../http/doors'; import '../sandbox/server';",
  'stories/all.ts':
    "import '../devstack/main'; import '../client/subscription-client'; import type { Card } from '../vault/store'; export type C = Card;",
  'demo/main.ts':
    "import '../devstack/main'; import '../stories/all'; import '../client/subscription-client';",
  'bench/load.ts': "import '../devstack/main';",
  'scripts/record.ts': "import '../test/support/builders'; import '../stories/all'; import 'fast-check';",
  'test/support/builders.ts':
    "import '../../worker/main'; import '../../sandbox/server'; import '../../demo/main'; import '../../stories/all';",
  'helpers/b.ts': '',
};

const packages = {
  dependencies: ['luxon', 'zod', 'axios', '@temporalio/common', '@temporalio/workflow'],
  devDependencies: ['fast-check'],
  undeclared: ['undeclared'],
};

interface Violation {
  from: string;
  rule: { name: string };
}

describe('the layer rules', () => {
  const root = mkdtempSync(join(tmpdir(), 'carat-layers-'));
  let violations: Violation[];

  beforeAll(() => {
    for (const [path, code] of Object.entries(allowed)) write(root, path, code);
    for (const [, path, code] of offences) write(root, path, code);
    writePackages(root);
    violations = check(root);
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test.each(offences)('%s: %s may not say %s', (rule, file) => {
    const others = rule === 'layer-test' ? ['known-folders'] : [];
    expect(rulesBrokenBy(file).toSorted()).toEqual([rule, ...others].toSorted());
  });

  test.each(Object.keys(allowed).filter((file) => file !== 'domain/e.ts'))('%s breaks none', (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  test('each rule has an offence that proves that it bites', () => {
    const configuration = jest.requireActual<{ forbidden: { name: string }[] }>(
      '../../.dependency-cruiser.cjs',
    );
    const names = new Set(configuration.forbidden.map(({ name }) => name));
    expect(new Set(offences.map(([rule]) => rule))).toEqual(names);
  });

  function rulesBrokenBy(file: string): string[] {
    return [...new Set(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name))];
  }
});

function check(root: string): Violation[] {
  const program = join(checkout, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const configuration = join(checkout, '.dependency-cruiser.cjs');
  const output = execFileSync(
    process.execPath,
    [program, '--config', configuration, '--output-type', 'json', '.'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 32 * 1024 * 1024,
    },
  );
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

function writePackages(root: string): void {
  const declared = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const { dependencies, devDependencies } = packages;
  const manifest = { dependencies: declared(dependencies), devDependencies: declared(devDependencies) };
  write(root, 'package.json', JSON.stringify({ name: 'house', ...manifest }));
  for (const name of Object.values(packages).flat()) {
    write(
      root,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    write(root, `node_modules/${name}/index.js`, '');
  }
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
