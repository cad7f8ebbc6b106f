import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateChecks } from '../../scripts/schemas/generate-checks';
import { workflowBundle } from '../support/run-environment';

const COMMITTED = join(__dirname, '../../contract/checks/generated.ts');

describe('the validators of the workflows', () => {
  it('are the ones that the schemas give: run `npm run schemas` otherwise', () => {
    expect(readFileSync(COMMITTED, 'utf8')).toBe(generateChecks());
  });
});

describe('the workflow bundle', () => {
  /** The packages whose modules are in it: what a subscription evaluates each time it is started or woken. */
  const packages = (): Set<string> => {
    const bundle = readFileSync(workflowBundle().codePath, 'utf8');
    const code = bundle.slice(0, bundle.lastIndexOf('//# sourceMappingURL='));
    const modules = code.matchAll(/node_modules\/((?:@[a-z-]+\/)?[a-z-]+)\//g);
    return new Set([...modules].map((match) => match[1] ?? ''));
  };

  it('holds the Temporal SDK and what that needs, and nothing else that is built anew for each subscription', () => {
    expect([...packages()].sort()).toEqual([
      '@temporalio/common',
      '@temporalio/workflow',
      'long',
      'ms',
      'nexus-rpc',
    ]);
  });

  it('keeps the syntax of its sources: a record is copied by no helper', () => {
    const bundle = readFileSync(workflowBundle().codePath, 'utf8');
    expect(bundle).not.toMatch(/_object_spread|_async_to_generator|_class_private/);
  });

  it('needs no module of Ajv to check a message', () => {
    expect(readFileSync(COMMITTED, 'utf8')).not.toMatch(/require\(|from '(?!\.\.?\/)/);
  });
});
