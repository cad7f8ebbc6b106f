import * as crypto from 'node:crypto';
import { createRequire } from 'node:module';
import * as activitySdk from '@temporalio/activity';
import * as clientSdk from '@temporalio/client';
import * as commonSdk from '@temporalio/common';
import type { createClaimActivities } from '../../activities/claims';
import type { createGatewayActivities } from '../../activities/create-gateway-activities';
import type { CaratClient } from '../../carat/client';
import type { gatewayTaskQueueOf } from '../../contract/ids';
import type { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import type { CodeTexts } from '../bundle/bundle-code';
import { evaluate, globalsWith } from '../bundle/evaluate';
import { DoorsCode } from '../doors/doors-code';
import { WorkflowCode } from '../temporal/workflow-code';
import { virtualGlobals, type TimeHolder } from '../time/virtual-globals';

/** What a worker runs beside workflows, as the bundle exports it. */
interface WorkerExports {
  createClaimActivities: typeof createClaimActivities;
  createGatewayActivities: typeof createGatewayActivities;
  CaratClient: typeof CaratClient;
  gatewayTaskQueueOf: typeof gatewayTaskQueueOf;
  InMemoryCardVault: typeof InMemoryCardVault;
}

/** Whose time and whose chance the activities of a worker version live by; both change from life to life. */
export interface WorkerHost extends TimeHolder {
  uuids: () => string;
}

/** One version of the code of a worker, evaluated: workflows, and activities with the gateway client. */
export class WorkerVersion {
  readonly workflow: WorkflowCode;
  readonly activities: WorkerExports;
  /** The doors of this version, which are a process of their own. */
  readonly doors: DoorsCode;
  readonly host: WorkerHost = { time: undefined, process: { isAlive: true }, uuids: () => '' };

  constructor(texts: CodeTexts) {
    this.workflow = new WorkflowCode(texts.workflow);
    const globals = globalsWith(virtualGlobals(this.host));
    const required = modulesOf(this.host, globals);
    this.doors = new DoorsCode(texts.doors);
    this.activities = evaluate(texts.worker, 'worker-code', globals, required) as WorkerExports;
  }
}

/** A connection to the simulated server brings its client along (claims/claim-connection.ts). */
class ClientOfConnection {
  readonly workflow: unknown;

  constructor({ connection }: { connection: { client: { workflow: unknown } } }) {
    this.workflow = connection.client.workflow;
  }
}

const nodeRequire = createRequire(__filename);

/** The real modules, but for what is time or chance. */
function modulesOf(host: WorkerHost, globals: Record<string, unknown>): (name: string) => unknown {
  const given: Record<string, unknown> = {
    '@temporalio/activity': activitySdk,
    '@temporalio/client': { ...clientSdk, Client: ClientOfConnection },
    '@temporalio/common': commonSdk,
    'node:perf_hooks': { performance: globals['performance'] },
    'node:crypto': { ...crypto, randomUUID: () => host.uuids() },
  };
  return (name) => given[name] ?? (nodeRequire(name) as unknown);
}
