import { join } from 'node:path';
import { DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflows as bundle } from '../../worker/workflow-bundling';

const WORKFLOWS = join(__dirname, '../../workflows/index.ts');

/** Bundles the workflow code of this checkout as it is now. */
export const bundleWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundle({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('WARN') });
