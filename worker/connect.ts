import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection } from '@temporalio/worker';
import type { TemporalConfig } from './config/temporal-config';
import { InvalidConfigError, WORKER_ERRORS, WorkerError } from './errors';
import { LIMITS } from './limits';
import type { ProgramLogger } from '../program/log/logger';
import { grpcStatus, STATUS } from './grpc-status';

interface ConnectOptions {
  temporal: TemporalConfig;
  /** How long to go on trying, milliseconds; the first attempt is always made. */
  waitMs: number;
  logger: ProgramLogger;
}

/**
 * Connects to Temporal and checks the namespace. In a stack that starts all at once Temporal may come up later than
 * this process, so silence is waited out up to the bound; a server that answers with a no is not asked again.
 *
 * @throws WorkerError `temporal_unreachable`, `namespace_not_found`, `permission_denied`.
 * @throws InvalidConfigError when the address is none.
 */
export async function connectToTemporal({
  temporal,
  waitMs,
  logger,
}: ConnectOptions): Promise<NativeConnection> {
  const { address } = temporal;
  const giveUpAt = performance.now() + waitMs;
  for (
    let pauseMs: number = LIMITS.connectPauseFirstMs;
    ;
    pauseMs = Math.min(pauseMs * 2, LIMITS.connectPauseLastMs)
  ) {
    try {
      return await connectOnce(temporal);
    } catch (error) {
      if (error instanceof WorkerError) throw error;
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) throw unreachable(address, waitMs, error);
      logger.warn({ address, leftMs: Math.round(leftMs) }, 'Temporal does not answer yet, trying again');
      await pause(Math.min(pauseMs, leftMs));
    }
  }
}

async function connectOnce({
  address,
  namespace,
  connection: options,
}: TemporalConfig): Promise<NativeConnection> {
  const connection = await connect(options.reveal());
  try {
    await connection.withDeadline(Date.now() + LIMITS.temporalCallMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return connection;
  } catch (error) {
    await connection.close();
    throw translated(error, address, namespace);
  }
}

async function connect(options: Parameters<typeof NativeConnection.connect>[0]): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect(options);
  } catch (error) {
    // What is wrong with the address itself does not heal by waiting.
    if (!(error instanceof TypeError)) throw translated(error, options?.address ?? '', '');
    const problem = 'must be a host name, or a host name and a port, such as temporal:7233';
    throw new InvalidConfigError([{ field: 'TEMPORAL_ADDRESS', problem }]);
  }
}

/** A no of the server, in our words; anything else as it is. */
function translated(error: unknown, address: string, namespace: string): unknown {
  switch (grpcStatus(error)) {
    case STATUS.notFound:
      return new WorkerError({
        code: WORKER_ERRORS.namespaceNotFound,
        message: `the Temporal server at ${address} has no namespace "${namespace}"`,
        nextStep: `Check TEMPORAL_NAMESPACE, or create it: temporal operator namespace create --namespace ${namespace}`,
        cause: error,
      });
    case STATUS.permissionDenied:
    case STATUS.unauthenticated:
      return new WorkerError({
        code: WORKER_ERRORS.permissionDenied,
        message: `the Temporal server at ${address} does not let this worker in`,
        nextStep: 'Check TEMPORAL_API_KEY or the TLS settings, and what the namespace allows them.',
        cause: error,
      });
    default:
      return error;
  }
}

function unreachable(address: string, waitMs: number, cause: unknown): WorkerError {
  return new WorkerError({
    code: WORKER_ERRORS.temporalUnreachable,
    message: `no Temporal server answered at ${address} within ${Math.round(waitMs / 1_000)} s`,
    nextStep:
      'Start the server, or check TEMPORAL_ADDRESS and the TLS settings; CARAT_START_WAIT_SECONDS is the wait.',
    cause,
  });
}
