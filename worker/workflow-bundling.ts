import type { BundleOptions } from '@temporalio/worker';

/**
 * Joins the modules of the workflow code into one. Every subscription evaluates the modules of the bundle anew, at its start and at
 * every wake-up after it left the cache: a module of its own costs each of them its exports and a look-up.
 */
export const joinModules: NonNullable<BundleOptions['webpackConfigHook']> = (config) => ({
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
