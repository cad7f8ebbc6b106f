/** How one published package is made from the compiled folders. */
export interface PackagePlan {
  /** Its folder in packages/. */
  folder: 'client' | 'worker';
  /** Compiled entries; what they reach goes in. */
  entries: readonly string[];
  /** Files besides, relative to the checkout. */
  besides: readonly string[];
  /** Whether source maps go along: a program names its sources in stack traces. */
  maps: boolean;
  /** Whether Temporal's packages are the installer's own, so that one process holds one copy of them. */
  temporalIsPeer: boolean;
}

export const PACKAGES: readonly PackagePlan[] = [
  { folder: 'client', entries: ['dist/client/index'], besides: [], maps: false, temporalIsPeer: true },
  {
    folder: 'worker',
    entries: [
      'dist/client/cli/main',
      'dist/worker/main',
      'dist/worker/health-check',
      'dist/http/main',
      // Named by their path, not imported: what the workflow bundle is made of, and the converter in its context.
      'dist/workflows/index',
      'dist/workflows/payload-converter',
    ],
    besides: ['dist/workflow-bundle.js'],
    maps: true,
    temporalIsPeer: false,
  },
];

/** What every package has besides its code. */
export const EVERY_PACKAGE = ['LICENSE', 'CHANGELOG.md', 'schemas', 'docs'];
