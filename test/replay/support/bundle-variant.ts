import { resolve } from 'node:path';
import { DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflows } from '../../../worker/workflow-bundling';

const CHECKOUT = resolve(__dirname, '../../..');

/**
 * The workflow code with one module exchanged for a variant, as if somebody had changed it. The variant itself may
 * import the original.
 *
 * @param module - path in the checkout without extension, e.g. `workflows/phases/paying`
 */
export async function bundleVariant(module: string, variant: string): Promise<WorkflowBundleWithSourceMap> {
  const original = resolve(CHECKOUT, module);
  return bundleWorkflows({
    workflowsPath: resolve(CHECKOUT, 'workflows/index.ts'),
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => {
      const exchange: NonNullable<typeof config.plugins>[number] = (compiler) => {
        compiler.hooks.normalModuleFactory.tap('variant', (factory) => {
          factory.hooks.beforeResolve.tap('variant', (wanted) => {
            const isVariant = wanted.contextInfo.issuer === variant;
            if (!isVariant && resolve(wanted.context, wanted.request) === original) wanted.request = variant;
          });
        });
      };
      return { ...config, plugins: [...(config.plugins ?? []), exchange] };
    },
  });
}
