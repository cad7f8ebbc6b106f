import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { joinModules } from '../../worker/workflow-bundling';

const WORKFLOWS = join(__dirname, '../../workflows/index.ts');

/** Bundles the workflow code of this checkout as it is now. */
export const bundleWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: WORKFLOWS,
    webpackConfigHook: joinModules,
    logger: new DefaultLogger('WARN'),
  });
