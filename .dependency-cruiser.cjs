// The layers of the house, as docs/architecture.md draws them. `npm run layers` checks them; test/scripts/layers.test.ts
// proves that each rule bites. Paths are relative to the folder the check is started in, so the same rules hold anywhere.

/** Which of our folders each folder may import. What is not listed is forbidden. */
const mayImport = {
  // The product.
  domain: [],
  contract: ['domain'],
  carat: [],
  vault: [],
  webhooks: [],
  workflows: ['contract', 'domain', 'activities'],
  activities: ['carat', 'contract', 'domain', 'vault', 'webhooks'],
  client: ['contract', 'domain'],
  // What the programs share: configuration files, secrets, log, signals.
  program: ['contract', 'domain'],
  http: ['contract', 'domain', 'client', 'program'],
  worker: [
    'contract',
    'domain',
    'carat',
    'vault',
    'webhooks',
    'workflows',
    'activities',
    'client',
    'program',
  ],
  // The gateway's stand-in: an independent reading of the same documentation, so that client and sandbox check each other.
  sandbox: [],
  // Composition roots of development.
  devstack: [
    'carat',
    'vault',
    'webhooks',
    'contract',
    'domain',
    'client',
    'program',
    'http',
    'worker',
    'sandbox',
  ],
  // Named lives, told once: the recordings, the demo and the tests play them.
  stories: ['contract', 'domain', 'client', 'vault', 'sandbox', 'devstack'],
  demo: ['contract', 'domain', 'client', 'program', 'worker', 'sandbox', 'devstack', 'stories'],
  bench: ['contract', 'domain', 'client', 'program', 'worker', 'sandbox', 'devstack'],
  // Bundles `workflows`, `activities` and `http` as text; what it imports of them are names and types.
  simulation: ['contract', 'domain', 'carat', 'vault', 'activities', 'http', 'program', 'sandbox'],
  scripts: [
    ...['contract', 'domain', 'client', 'worker', 'sandbox', 'devstack', 'stories', 'demo', 'test'],
    'simulation',
  ],
  test: [
    ...[
      'domain',
      'contract',
      'carat',
      'vault',
      'webhooks',
      'workflows',
      'activities',
      'client',
      'program',
      'http',
      'worker',
      'sandbox',
    ],
    ...['devstack', 'stories', 'demo', 'bench', 'scripts', 'simulation'],
  ],
};

/** Where only the types of another folder may be used: what they do stays on its side. */
const typesOnly = [
  {
    from: 'workflows',
    to: 'activities',
    why: 'activities run in the worker process; workflow code only names them',
  },
  { from: 'client', to: 'domain', why: 'the billing system gets the words of the rules, not the rules' },
  { from: 'http', to: 'domain', why: 'the doors decide nothing' },
  {
    from: 'simulation',
    to: 'activities',
    why: 'simulated code is bundled, so that it can be evaluated on a virtual clock, once for each version',
  },
  { from: 'simulation', to: 'vault', why: 'as for activities' },
  { from: 'simulation', to: 'http', why: 'as for activities' },
  { from: 'simulation', to: 'program', why: 'the doors are told apart by types alone' },
  { from: 'simulation', to: 'domain', why: 'the judge must not ask the rules that it judges' },
];

/** Folders whose packages are limited, because their code is replayed from history or knows no outside. */
const mayUsePackages = {
  domain: [],
  // zod for callers and doors; what workflows need of it is generated, and a test looks into their bundle.
  contract: ['zod', '@temporalio/common', '@temporalio/workflow'],
  workflows: ['@temporalio/common', '@temporalio/workflow'],
};

/** What is installed at a merchant's, without development dependencies. */
const shipped = [
  'domain',
  'contract',
  'carat',
  'vault',
  'webhooks',
  'workflows',
  'activities',
  'client',
  'program',
  'http',
  'worker',
];

const oneOf = (names) => `(${names.join('|')})`;
const outside = ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];
const anyFolder = '^(?!node_modules/)[^/]+/';

const layers = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  severity: 'error',
  comment: `${folder} may import ${allowed.length === 0 ? 'nothing of ours' : `only ${allowed.join(', ')}`}`,
  from: { path: `^${folder}/` },
  to: { dependencyTypes: ['local'], path: anyFolder, pathNot: `^${oneOf([folder, ...allowed])}/` },
}));

const typeLayers = typesOnly.map(({ from, to, why }) => ({
  name: `types-only-${from}-${to}`,
  severity: 'error',
  comment: `${from} may use only the types of ${to} (import type): ${why}`,
  from: { path: `^${from}/` },
  to: { path: `^${to}/`, dependencyTypesNot: ['type-only'] },
}));

const packages = Object.entries(mayUsePackages).map(([folder, allowed]) => ({
  name: `packages-${folder}`,
  severity: 'error',
  comment: `${folder} may use no package${allowed.length === 0 ? '' : ` but ${allowed.join(', ')}`}, and nothing of Node`,
  from: { path: `^${folder}/` },
  to: {
    dependencyTypes: outside,
    pathNot: allowed.length === 0 ? [] : `(^|/)node_modules/${oneOf(allowed)}/`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layers,
    ...typeLayers,
    ...packages,
    {
      name: 'known-folders',
      severity: 'error',
      comment:
        'a new folder needs its line in mayImport first: without one it would be free to import anything',
      from: {},
      to: { dependencyTypes: ['local'], path: anyFolder, pathNot: `^${oneOf(Object.keys(mayImport))}/` },
    },
    {
      name: 'carat-knows-no-temporal',
      severity: 'error',
      comment: 'the client of the gateway can be used without Temporal',
      from: { path: '^carat/' },
      to: { path: 'node_modules/@temporalio/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'modules that need each other are one module, or two that need a third',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      comment: 'development dependencies are absent where the worker and the client run',
      from: { path: `^${oneOf(shipped)}/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'an import that leads nowhere',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Also what the compiler erases: `import type` is a dependency, and the rules tell the two apart.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|tools|\\.data)(/|$)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'types', 'default'],
    },
  },
};
