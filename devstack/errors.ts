import { SandboxError } from '../sandbox/sandbox-error';
import { WorkerError } from '../worker/errors';

/** What can keep a development stack, or the demo on one, from running. */
export const DEVSTACK_ERRORS = {
  /** A flag or an environment variable cannot be used. */
  invalidSetting: 'invalid_setting',
  /** Nobody said where the `temporal` binary is. */
  temporalBinaryMissing: 'temporal_binary_missing',
  /** Somebody else listens on a port that is needed. */
  portTaken: 'port_taken',
  /** A folder that is needed cannot be made or written to. */
  folderNotWritable: 'folder_not_writable',
  /** Another stack works on the same database file. */
  databaseInUse: 'database_in_use',
  /** The Temporal server did not come up. */
  temporalNotReady: 'temporal_not_ready',
  /** The Temporal server has ended by itself. */
  temporalEnded: 'temporal_ended',
  /** The worker has ended by itself. */
  workerEnded: 'worker_ended',
} as const;

export type DevstackErrorCode = (typeof DEVSTACK_ERRORS)[keyof typeof DEVSTACK_ERRORS];

/** A failure that a person can fix: what is wrong and what to do next. */
export class DevstackError extends Error {
  readonly code: DevstackErrorCode;
  readonly nextStep: string;

  constructor(code: DevstackErrorCode, message: string, nextStep: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DevstackError';
    this.code = code;
    this.nextStep = nextStep;
  }
}

/** An error as a terminal shows it; one that nobody foresaw comes with its stack. */
export function describeError(program: string, error: unknown): string {
  if (error instanceof DevstackError || error instanceof WorkerError)
    return `${program}: error ${error.code}: ${error.message}\nNext: ${error.nextStep}\n`;
  // Messages of the sandbox end with what to do.
  if (error instanceof SandboxError) return `${program}: error ${error.code}: ${error.message}\n`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${program}: ${text}\n`;
}
