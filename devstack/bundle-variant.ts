import { resolve } from 'node:path';
import { DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflows } from '../worker/workflow-bundling';

const CHECKOUT = resolve(__dirname, '..');

/** A module of the workflow code, and the file of the one that takes its place. */
export interface Exchange {
  /** Path in the checkout without extension, e.g. `workflows/perform`. */
  module: string;
  /** Absolute path with extension, as `require.resolve` gives it. It may import the original. */
  variant: string;
}

/** The workflow code with one module exchanged for a variant, as if somebody had changed it. */
export const bundleVariant = (module: string, variant: string): Promise<WorkflowBundleWithSourceMap> =>
  bundleVariants({ module, variant });

/** The workflow code with some modules exchanged. */
export async function bundleVariants(
  ...exchanges: readonly Exchange[]
): Promise<WorkflowBundleWithSourceMap> {
  const variants = new Map(exchanges.map(({ module, variant }) => [resolve(CHECKOUT, module), variant]));
  return bundleWorkflows({
    workflowsPath: resolve(CHECKOUT, 'workflows/index.ts'),
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => {
      const exchange: NonNullable<typeof config.plugins>[number] = (compiler) => {
        compiler.hooks.normalModuleFactory.tap('variant', (factory) => {
          factory.hooks.beforeResolve.tap('variant', (wanted) => {
            const variant = variants.get(resolve(wanted.context, wanted.request));
            if (variant !== undefined && wanted.contextInfo.issuer !== variant) wanted.request = variant;
          });
        });
      };
      return { ...config, plugins: [...(config.plugins ?? []), exchange] };
    },
  });
}
