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
    webpackConfigHook: (config) => joinModules(inNodesSyntax(webpackConfigHook(config))),
  });

/** What Node 20 understands. */
const SYNTAX = 'es2022';

/**
 * Leaves the syntax of the sources as it is. The SDK asks for ES2017, in which each copy of a record (`{ ...record }`) is a call of a helper
 * that copies property by property.
 */
const inNodesSyntax = (config: WebpackConfig): WebpackConfig => ({
  ...config,
  module: { ...config.module, rules: (config.module?.rules ?? []).map(withSyntax) },
});

type Rule = NonNullable<NonNullable<WebpackConfig['module']>['rules']>[number];

function withSyntax(rule: Rule): Rule {
  if (typeof rule !== 'object' || rule === null) return rule;
  const { use } = rule;
  if (typeof use !== 'object' || !('options' in use) || typeof use.options !== 'object') return rule;
  const { jsc, ...options } = use.options as { jsc?: object };
  return jsc === undefined
    ? rule
    : { ...rule, use: { ...use, options: { ...options, jsc: { ...jsc, target: SYNTAX } } } };
}

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
