/** Address of the Temporal server that the whole test run shares. */
export const temporalAddress = (): string => required('CARAT_TEST_TEMPORAL_ADDRESS');

/** The workflow bundle that was built once for the run. */
export const workflowBundle = (): { codePath: string } => ({ codePath: required('CARAT_TEST_BUNDLE') });

/** Path of the `temporal` binary. */
export const temporalBinary = (): string => required('CARAT_TEMPORAL_BINARY');

/**
 * How many subscriptions the workers of a run keep in memory. With two, the whole run proves that a subscription which is read from its
 * history goes on as one that never left: `CARAT_TEST_CACHED=2 npm test -- test/workflows`.
 */
export function maxCachedSubscriptions(): number | undefined {
  const value = process.env['CARAT_TEST_CACHED'];
  return value === undefined ? undefined : Number(value);
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with \`npm test\``);
  return value;
}
