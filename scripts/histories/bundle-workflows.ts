import { join } from 'node:path';
import { DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleVariant } from '../../devstack/bundle-variant';
import { bundleWorkflows as bundle } from '../../worker/workflow-bundling';

const WORKFLOWS = join(__dirname, '../../workflows/index.ts');
const IMPATIENT_CALLS = require.resolve('../../test/workflows/support/impatient-calls');

/** Bundles the workflow code of this checkout as it is now. */
export const bundleWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundle({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('WARN') });

/**
 * The same code, but a call that no worker takes is withdrawn after a second instead of 15 minutes: the server does not skip
 * the time of a call that waits for a worker.
 */
export const bundleImpatientWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundleVariant('workflows/call-policies', IMPATIENT_CALLS);
