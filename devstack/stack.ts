import { Client, Connection } from '@temporalio/client';
import { NativeConnection, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { CaratClient } from '../carat/client';
import type { RequestLogEntry } from '../carat/request-log';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server';
import { InMemoryCardVault } from '../vault/in-memory-card-vault';
import { startWorkers, type RunningWorkers } from '../worker/start-workers';
import { TestClock } from './test-clock';

/** What a development stack is made of besides the Temporal server, which others start. */
export interface StackOptions {
  /** Address of a Temporal server with time skipping. */
  address: string;
  namespace?: string;
  /** Aliases of the merchants; each gets a store of its own at the sandbox. */
  merchants: readonly string[];
  taskQueue: string;
  bundle: WorkflowBundleWithSourceMap | { codePath: string };
  sandbox?: SandboxOptions;
  /** How long the worker waits for an answer of the gateway, milliseconds. Short in tests that hold answers. */
  answerTimeoutMs?: number;
  log?: (entry: RequestLogEntry) => void;
}

/** A sandbox, a worker with its merchants, and a clock that moves both. */
export interface Stack {
  readonly client: Client;
  readonly sandbox: Sandbox;
  readonly vault: InMemoryCardVault;
  readonly clock: TestClock;
  readonly taskQueue: string;
  readonly workers: RunningWorkers;
  /** Stops the workers, the connections and the sandbox, in this order. */
  stop(): Promise<void>;
}

/** Calls in flight need no grace here: the stack stops when its user is done. */
const SHUTDOWN_GRACE_MS = 2_000;

/** Starts a sandbox and a worker against a Temporal server that runs. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { address, namespace = 'default', taskQueue, merchants } = options;
  const stores = merchants.map((alias) => ({
    alias,
    merchantId: storeId(alias),
    merchantKey: `key-of-${alias}`,
  }));
  const sandbox = await startSandbox({
    merchants: stores.map(({ merchantId, merchantKey }) => ({ id: merchantId, key: merchantKey })),
    ...options.sandbox,
  });
  const vault = new InMemoryCardVault();
  const atWork = stores.map(({ alias, ...credentials }) => ({
    alias,
    carat: new CaratClient({
      baseUrl: sandbox.baseUrl,
      credentials,
      ca: sandbox.caPem,
      ...(options.answerTimeoutMs === undefined ? {} : { answerTimeoutMs: options.answerTimeoutMs }),
      ...(options.log === undefined ? {} : { log: options.log }),
    }),
  }));
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const workers = await startWorkers({
    connection: native,
    namespace,
    taskQueue,
    merchants: atWork,
    vault,
    workflows: { bundle: options.bundle },
    shutdownGraceMs: SHUTDOWN_GRACE_MS,
  });
  const client = new Client({ connection, namespace });
  const stop = async (): Promise<void> => {
    workers.shutdown();
    await workers.done;
    for (const { carat } of atWork) carat.close();
    await Promise.all([native.close(), connection.close(), sandbox.stop()]);
  };
  return { client, sandbox, vault, clock: new TestClock(client, sandbox.control), taskQueue, workers, stop };
}

/** The id of the store behind an alias, as the gateway wants it: up to 15 letters and digits (carat-api.md §0). */
const storeId = (alias: string): string =>
  alias
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase()
    .slice(-15);
