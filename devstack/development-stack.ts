import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WORKFLOW_TASK_QUEUE, WORKFLOW_TYPE } from '../contract/ids';
import { createGatewayLog } from '../worker/log/gateway-log';
import { createSdkLogger } from '../worker/log/sdk-logger';
import { installRuntime } from '../worker/runtime';
import { lockDatabase, noteServer } from './database-lock';
import type { StackDoors } from './doors';
import { readableLog } from './readable-log';
import { makeFolder } from './make-folder';
import { openRehearsalDoor } from './rehearsal/door';
import type { Settings } from './settings';
import { startStack, type Stack } from './stack';
import type { Started } from './started';
import { rehearsedReceiver, type RehearsedReceiver } from './rehearsed-receiver';
import { refuseTakenPorts } from './taken-ports';
import type { TemporalProcess } from './temporal-process';
import { startTemporalWithWebUi } from './temporal-with-web-ui';
import { workflowBundle } from './workflow-bundle';

/** Aliases of the merchants that the worker serves. */
export const MERCHANTS = ['loja-a', 'loja-b'] as const;

/**
 * How long after a charge its post comes, seconds: longer than the clock of a subscription stops before a post, so that none hears of a
 * charge before it was made.
 */
const POST_AFTER_SECONDS = 3;

/** Everything that `npm start` keeps running. */
export interface DevelopmentStack {
  readonly temporal: TemporalProcess;
  readonly stack: Stack;
  readonly doors: StackDoors;
  /** Where the certificate of the sandbox's authority is. */
  readonly caFile: string;
  /** The same of the doors. */
  readonly doorsCaFile: string;
  /** Where events go to, if anywhere. */
  readonly receiver: RehearsedReceiver | undefined;
  /** Subscriptions of earlier runs that have not ended; the sandbox knows none of them. */
  readonly forgotten: number;
}

/**
 * Starts Temporal on a database file, the sandbox on its own clock, which follows real time, the worker and the doors. Whatever was
 * started, also by a start that fails, is in `started`.
 *
 * @throws DevstackError `folder_not_writable`, `port_taken`, `database_in_use`, `invalid_setting`, `temporal_not_ready`
 */
export async function startDevelopmentStack(
  binary: string,
  settings: Settings,
  started: Started,
): Promise<DevelopmentStack> {
  const { ports, databaseFile, fresh, verbose } = settings;
  await refuseTakenPorts(ports);
  const folder = dirname(databaseFile);
  makeFolder(folder);
  started.add(lockDatabase(databaseFile));
  if (fresh) removeDatabase(databaseFile);
  const receiver = rehearsedReceiver(settings, folder);
  const logger = readableLog(verbose);
  const metricsAddress = `127.0.0.1:${String(ports.metrics)}`;
  installRuntime({ logger, logLevel: verbose ? 'info' : 'warn', metricsAddress });
  const [temporal, bundle] = await Promise.all([
    startTemporal(binary, settings, started),
    workflowBundle(createSdkLogger(logger)),
  ]);
  const caFile = join(folder, 'sandbox-ca.pem');
  const doorsCaFile = join(folder, 'doors-ca.pem');
  const stack = await startStack({
    address: temporal.address,
    merchants: MERCHANTS,
    taskQueue: WORKFLOW_TASK_QUEUE,
    bundle,
    sandbox: { port: ports.sandbox, controlPort: ports['sandbox-control'], caFile },
    gatewayLog: (merchant) => createGatewayLog(logger, merchant),
    ...(receiver === undefined ? {} : { receiver: receiver.options }),
  });
  started.add(() => stack.stop());
  const doors = await stack.openDoors({
    ...{ port: ports.doors, opsPort: ports['doors-ops'], logger, caFile: doorsCaFile },
  });
  const { control } = stack.sandbox;
  await control.changeSettings({ statusPostAfterSeconds: POST_AFTER_SECONDS });
  await control.setClockMode('follow');
  const rehearsal = await openRehearsalDoor(stack);
  started.add(() => rehearsal.close());
  const forgotten = await runningSubscriptions(stack);
  return { temporal, stack, doors, caFile, doorsCaFile, receiver, forgotten };
}

/** A stack that is killed may leave its server behind, which holds the database as long as it lives. */
async function startTemporal(
  binary: string,
  { ports, databaseFile }: Settings,
  started: Started,
): Promise<TemporalProcess> {
  const options = { binary, port: ports.temporal, databaseFile };
  const temporal = await startTemporalWithWebUi(options, ports.ui, started);
  noteServer(databaseFile, temporal.pid);
  return temporal;
}

async function runningSubscriptions({ client }: Stack): Promise<number> {
  const query = `WorkflowType = '${WORKFLOW_TYPE}' AND ExecutionStatus = 'Running'`;
  return (await client.workflow.count(query)).count;
}

/** SQLite keeps two more files beside its own. */
function removeDatabase(databaseFile: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${databaseFile}${suffix}`, { force: true });
}
