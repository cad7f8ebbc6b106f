import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger } from '@temporalio/worker';
import { freePort } from '../../devstack/free-port';
import { startTemporalProcess } from '../../devstack/temporal-process';
import { bundleWorkflows } from '../../worker/workflow-bundling';
import { keepForTeardown } from './run-state';

/** One Temporal server and one workflow bundle for the whole run, whatever the number of test files. */
export default async function globalSetup(): Promise<void> {
  const binary = process.env['CARAT_TEMPORAL_BINARY'];
  if (binary === undefined) {
    throw new Error(
      'run the tests with `npm test` (it obtains the Temporal server), or set CARAT_TEMPORAL_BINARY',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'carat-test-'));
  const [server, bundle] = await Promise.all([
    freePort().then((port) => startTemporalProcess({ binary, port })),
    bundleWorkflows({
      workflowsPath: join(__dirname, '../../workflows/index.ts'),
      logger: new DefaultLogger('WARN'),
    }),
  ]);
  const codePath = join(folder, 'workflow-bundle.js');
  writeFileSync(codePath, bundle.code);
  process.env['CARAT_TEST_TEMPORAL_ADDRESS'] = server.address;
  process.env['CARAT_TEST_BUNDLE'] = codePath;
  keepForTeardown({ server, folder });
}
