import { bundleWorkflowCode, type BundleOptions, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

/** What differs between the places that bundle workflow code. */
export type BundlingOptions = Pick<BundleOptions, 'workflowsPath' | 'logger' | 'webpackConfigHook'>;

type WebpackConfig = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

/** Makes one file of the workflow code, the same way for production, development and tests. */
export const bundleWorkflows = ({
  webpackConfigHook = (config) => config,
  ...options
}: BundlingOptions): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    ...options,
    payloadConverterPath: require.resolve('../workflows/payload-converter'),
    webpackConfigHook: (config) => joinModules(webpackConfigHook(config)),
  });

/**
 * Joins the modules into one. Every subscription evaluates the modules of the bundle anew, at its start and at every wake-up after it
 * left the cache: a module of its own costs each of them its exports and a look-up.
 */
const joinModules = (config: WebpackConfig): WebpackConfig => ({
  ...config,
  optimization: {
    ...config.optimization,
    concatenateModules: true,
    // What joining needs to know.
    providedExports: true,
    usedExports: true,
    // Stack traces end up in histories and are read by people.
    minimize: false,
  },
});
