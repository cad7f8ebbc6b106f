import { DEVSTACK_ERRORS, DevstackError } from './errors';

/**
 * Path of the `temporal` binary that the entry script obtained.
 *
 * @throws DevstackError `temporal_binary_missing`
 */
export function temporalBinary(command: string): string {
  const binary = process.env['CARAT_TEMPORAL_BINARY'];
  if (binary !== undefined && binary !== '') return binary;
  throw new DevstackError(
    DEVSTACK_ERRORS.temporalBinaryMissing,
    'CARAT_TEMPORAL_BINARY does not name a `temporal` binary',
    `Run \`${command}\`: it obtains one and sets the variable.`,
  );
}
