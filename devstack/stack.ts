import { Client, Connection } from '@temporalio/client';
import { NativeConnection, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { CaratClient, type CaratClientOptions } from '../carat/client';
import type { RequestLogEntry } from '../carat/request-log';
import { CALL_INTERCEPTORS } from '../client/retried-calls';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server';
import type { SandboxMerchant } from '../sandbox/state/merchants';
import { createLogger } from '../program/log/logger';
import { InMemoryCardVault } from '../vault/in-memory-card-vault';

import {
  startWorkers,
  type MerchantAtWork,
  type RunningWorkers,
  type WorkersOptions,
} from '../worker/start-workers';
import { Receiver, type ReceiverOptions } from '../webhooks/receiver';
import { openStackDoors, type DoorsPlace, type StackDoors, type StackDoorsOptions } from './doors';
import { freePort } from './free-port';
import { LIMITS } from './limits';
import { Started } from './started';
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
  /** Makes the gateway clients; tests give one whose answers are unlike anything that the sandbox says. */
  makeCarat?: (options: CaratClientOptions) => CaratClient;
  /** Whether the gateway clients trust the certificate of the sandbox. @default true */
  trustsSandbox?: boolean;
  /** Whether the gateway is asked for an order before that is created. @default false */
  asksForOrders?: boolean;
  /** Whether workers take the gateway calls from the start; `addGatewayWorkers` brings them later. @default true */
  gatewayWorkers?: boolean;
  /** Open subscriptions that the worker keeps in memory; very few force it to read histories all the time. @default as in production */
  maxCachedSubscriptions?: number | undefined;
  /** Where the events of all merchants are posted to; nowhere without it. */
  receiver?: ReceiverOptions;
  /** Gives each merchant a log of its gateway calls. */
  gatewayLog?: (merchant: string) => (entry: RequestLogEntry) => void;
}

/** A sandbox, a worker with its merchants, and a clock that moves both. */
export interface Stack {
  readonly client: Client;
  readonly sandbox: Sandbox;
  readonly vault: InMemoryCardVault;
  readonly clock: TestClock;
  readonly taskQueue: string;
  /** The merchants with their gateway clients. */
  readonly merchants: readonly MerchantAtWork[];
  readonly workers: RunningWorkers;
  /** Opens the doors of all merchants, once, and tells the gateway where they are; called again after a reset of the sandbox, it tells it again. */
  openDoors(place?: Partial<DoorsPlace> & Posted): Promise<StackDoors>;
  /** Starts one more worker for the gateway calls of each merchant; it is stopped with the stack. */
  addGatewayWorkers(limits?: { maxCallsInFlight?: number }): Promise<void>;
  /** Stops the workers, the connections and the sandbox, in this order. */
  stop(): Promise<void>;
}

/** What the gateway posts to the doors. */
export interface Posted {
  /** Also what became of each payment; a store sets one address or both (docs/gateway.md §6). @default true */
  statusPosts?: boolean;
}

/** A merchant and the store behind it at the sandbox. */
interface Store {
  alias: string;
  merchantId: string;
  merchantKey: string;
}

/** Starts a sandbox and a worker against a Temporal server that runs; leaves nothing behind when that fails half way. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const started = new Started();
  try {
    return await assemble(options, started);
  } catch (error) {
    await started.stop();
    throw error;
  }
}

async function assemble(options: StackOptions, started: Started): Promise<Stack> {
  const { address, namespace = 'default', taskQueue } = options;
  const stores = options.merchants.map(storeOf);
  const sandbox = await startSandbox({
    merchants: stores.map(({ merchantId, merchantKey }) => ({ id: merchantId, key: merchantKey })),
    ...options.sandbox,
  });
  started.add(() => sandbox.stop());
  const connection = await Connection.connect({ address, interceptors: CALL_INTERCEPTORS });
  started.add(() => connection.close());
  const merchants = stores.map((store) => merchantAtWork(store, sandbox, options));
  started.add(() => {
    for (const { carat } of merchants) carat.close();
  });
  const vault = new InMemoryCardVault();
  const common = {
    namespace,
    vault,
    workflows: { bundle: options.bundle },
    maxCachedSubscriptions: options.maxCachedSubscriptions,
    shutdownGraceMs: LIMITS.shutdownGraceMs,
  };
  /** Over a connection of its own: the SDK has no two workers of one queue on the same one. */
  const work = async (own: Pick<WorkersOptions, 'taskQueue' | 'merchants'>): Promise<RunningWorkers> => {
    const native = await NativeConnection.connect({ address });
    started.add(() => native.close());
    const workers = await startWorkers({ connection: native, ...common, ...own });
    // A worker that fails is told by `done` to whoever waits for it, at the latest when the stack is stopped.
    workers.done.catch(() => undefined);
    started.add(async () => {
      workers.shutdown();
      await workers.done;
    });
    return workers;
  };
  const workers = await work({ taskQueue, merchants: options.gatewayWorkers === false ? [] : merchants });
  const client = new Client({ connection, namespace });
  const clock = new TestClock(client, sandbox.control);
  let doors: Promise<StackDoors> | undefined;
  return {
    ...{ client, sandbox, vault, clock, taskQueue, merchants, workers },
    addGatewayWorkers: async (limits = {}) => {
      // Workers come with one for workflows: these ask on a queue on which none is started.
      const others = merchants.map((merchant) => ({ ...merchant, ...limits }));
      await work({ taskQueue: `${taskQueue}-unused`, merchants: others });
    },
    openDoors: async ({ statusPosts = true, ...place } = {}) => {
      doors ??= openDoors({ client, merchants: options.merchants, ...(await anyPlace()), ...place }, started);
      const open = await doors;
      if (statusPosts) clock.expectPosts();
      for (const store of stores) await sandbox.control.registerMerchant(withDoors(store, open, statusPosts));
      return open;
    },
    stop: () => started.stop(),
  };
}

function merchantAtWork(store: Store, sandbox: Sandbox, options: StackOptions): MerchantAtWork {
  const { alias, merchantId, merchantKey } = store;
  const { answerTimeoutMs, gatewayLog, makeCarat = newCarat } = options;
  const carat = makeCarat({
    baseUrl: sandbox.baseUrl,
    credentials: { merchantId, merchantKey },
    ...(options.trustsSandbox === false ? {} : { ca: sandbox.caPem }),
    ...(answerTimeoutMs === undefined ? {} : { answerTimeoutMs }),
    ...(gatewayLog === undefined ? {} : { log: gatewayLog(alias) }),
  });
  return {
    alias,
    carat,
    asksForOrders: options.asksForOrders,
    ...(options.receiver === undefined ? {} : { receiver: new Receiver(options.receiver) }),
  };
}

const newCarat = (options: CaratClientOptions): CaratClient => new CaratClient(options);

/** The id of a merchant's store at the sandbox: up to 15 letters and digits (docs/gateway.md §0). */
export const storeIdOf = (alias: string): string =>
  alias
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase()
    .slice(-15);

const storeOf = (alias: string): Store => ({
  alias,
  merchantId: storeIdOf(alias),
  merchantKey: keyOf(alias),
});

/** The key of a merchant's store at the sandbox. */
export const keyOf = (alias: string): string => `key-of-${alias}`;

async function openDoors(options: StackDoorsOptions, started: Started): Promise<StackDoors> {
  const doors = await openStackDoors(options);
  started.add(() => doors.close());
  return doors;
}

/** Doors of tests: anywhere on this machine, and silent. */
async function anyPlace(): Promise<DoorsPlace> {
  const logger = createLogger('error', { write: () => undefined }, 'carat-doors');
  return { port: await freePort(), opsPort: await freePort(), logger };
}

/** A store whose gateway posts to the doors. */
function withDoors(
  { alias, merchantId, merchantKey }: Store,
  { urls, caPem }: StackDoors,
  statusPosts: boolean,
): SandboxMerchant {
  const url = urls[alias] ?? '';
  return {
    ...{ id: merchantId, key: merchantKey, postCa: caPem },
    ...(statusPosts ? { statusUrl: `${url}/status` } : {}),
    authenticityUrl: `${url}/authenticity`,
  };
}
