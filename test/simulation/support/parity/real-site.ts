import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { CaratClient } from '../../../../carat/client';
import { ExecutionClock } from '../../../../devstack/execution-clock';
import { LIMITS } from '../../../../devstack/limits';
import { Started } from '../../../../devstack/started';
import { startSandbox, type Sandbox } from '../../../../sandbox/server';
import type { LifeScript } from '../../../../simulation/lives/script';
import { InMemoryCardVault } from '../../../../vault/in-memory-card-vault';
import { startWorkers, type MerchantAtWork } from '../../../../worker/start-workers';
import { temporalAddress } from '../../../support/run-environment';
import { openDeadEnds, type DeadEnds } from './dead-ends';
import { FaultyWire } from './faulty-wire';
import { LosableWorker } from './losable-worker';
import { quietRuntime } from './quiet-runtime';
import { WireLog } from './wire-log';
import { losesWorkers, planOf, type WirePlan } from './wire-plan';

/** Where one life is played: a gateway of its own, and what all lives share. */
export interface RealSite {
  client: Client;
  clock: ExecutionClock;
  taskQueue: string;
  store: Store;
  sandbox: Sandbox;
  vault: InMemoryCardVault;
  /** What happened on the wire of this life. */
  log: WireLog;
  /** Starts the worker of this life, where it has one of its own. */
  begin(): Promise<void>;
  /** Ends the worker of this life, and starts the next. */
  replaceWorker(): Promise<void>;
}

interface Store {
  alias: string;
  merchantId: string;
  merchantKey: string;
}

/** Subscriptions that the common worker keeps in memory: fewer than are under way, so that each is read from its history often. */
const CACHED_SUBSCRIPTIONS = 10;

/** What is common to all lives. */
interface Common {
  client: Client;
  clock: ExecutionClock;
  vault: InMemoryCardVault;
  deadEnds: DeadEnds;
  bundle: { codePath: string };
  name: string;
}

/** The product's workers for all lives on the server of the test run; each life has a sandbox, a store and a queue of gateway calls. */
export class RealSites {
  readonly #started = new Started();
  readonly #common: Common;
  readonly #sites = new Map<number, RealSite>();

  #isTaskLost = false;

  private constructor(common: Common) {
    this.#common = common;
  }

  /** @param name - part of queues and aliases, so that runs on one server do not meet */
  static async open(
    scripts: readonly LifeScript[],
    bundle: { codePath: string },
    name: string,
  ): Promise<RealSites> {
    quietRuntime();
    const connection = await Connection.connect({ address: temporalAddress() });
    const deadEnds = await openDeadEnds();
    const sites = new RealSites({
      client: new Client({ connection }),
      clock: new ExecutionClock(connection, 'default'),
      vault: new InMemoryCardVault(),
      deadEnds: deadEnds.ports,
      ...{ bundle, name },
    });
    sites.#started.add(() => connection.close());
    sites.#started.add(deadEnds.close);
    await sites.#openAll(scripts);
    return sites;
  }

  of({ seed }: LifeScript): RealSite {
    const site = this.#sites.get(seed);
    if (site === undefined) throw new Error(`the life of seed ${String(seed)} has no site`);
    return site;
  }

  close(): Promise<void> {
    return this.#started.stop();
  }

  /**
   * A life could not be played to its end. With so few in memory, the SDK's core now and then drops a task that waits for its place
   * ("Extra buffered run should not have produced an activation"); such a life is played again, and what is left of it fails nothing.
   */
  expectLostTask(): void {
    this.#isTaskLost = true;
  }

  async #openAll(scripts: readonly LifeScript[]): Promise<void> {
    const merchants: MerchantAtWork[] = [];
    for (const script of scripts) {
      const merchant = await this.#openOne(script);
      if (merchant !== undefined) merchants.push(merchant);
    }
    const { bundle, name, vault } = this.#common;
    const connection = await NativeConnection.connect({ address: temporalAddress() });
    this.#started.add(() => connection.close());
    const workers = await startWorkers({
      ...{ connection, namespace: 'default', vault, merchants, taskQueue: name, workflows: { bundle } },
      maxCachedSubscriptions: CACHED_SUBSCRIPTIONS,
      shutdownGraceMs: LIMITS.shutdownGraceMs,
    });
    workers.done.catch(() => undefined);
    this.#started.add(async () => {
      workers.shutdown();
      await workers.done.catch((error: unknown) => {
        if (!this.#isTaskLost || !String(error).includes(REMAINS_OF_TASK)) throw error;
      });
    });
  }

  /** Returns the merchant for the common worker, unless the life has a worker of its own. */
  async #openOne(script: LifeScript): Promise<MerchantAtWork | undefined> {
    const { client, clock, vault, name } = this.#common;
    const store = storeOf(name, script.seed);
    const sandbox = await this.#openSandbox(script, store);
    const log = new WireLog();
    const site = { client, clock, store, sandbox, vault, log };
    const plan = planOf(script);
    if (!losesWorkers(script)) {
      const begin = (): Promise<void> => Promise.resolve();
      this.#sites.set(script.seed, { ...site, taskQueue: name, begin, replaceWorker: notTheCommonWorker });
      return this.#merchantOf(site, plan);
    }
    const taskQueue = `${name}-${String(script.seed)}`;
    const worker = this.#ownWorker(site, plan, taskQueue);
    const replaceWorker = (): Promise<void> => worker.replace();
    this.#sites.set(script.seed, { ...site, taskQueue, begin: () => worker.start(), replaceWorker });
    return undefined;
  }

  async #openSandbox(script: LifeScript, { merchantId, merchantKey }: Store): Promise<Sandbox> {
    const sandbox = await startSandbox({
      now: new Date(script.startMs),
      seed: script.seed,
      settings: script.settings,
      merchants: [{ id: merchantId, key: merchantKey, ...script.store }],
    });
    this.#started.add(() => sandbox.stop());
    const card = (await sandbox.control.cards()).find(({ brand }) => brand === script.card.brand);
    await sandbox.control.scriptCard(card?.token ?? '', script.issuer);
    return sandbox;
  }

  #merchantOf({ store, sandbox, log }: SiteParts, plan: WirePlan): MerchantAtWork {
    const { alias, ...credentials } = store;
    const { deadEnds } = this.#common;
    const watch = Object.assign(log, { loseWorker: notTheCommonWorker });
    const wire = new FaultyWire({ gateway: sandbox, control: sandbox.control, deadEnds, plan, watch });
    this.#started.add(() => {
      wire.close();
    });
    const { baseUrl } = sandbox;
    return { alias, carat: new CaratClient({ baseUrl, credentials, exchange: wire.exchange }) };
  }

  #ownWorker({ store, sandbox, log }: SiteParts, plan: WirePlan, taskQueue: string): LosableWorker {
    const { bundle, deadEnds } = this.#common;
    const { baseUrl, caPem, controlUrl } = sandbox;
    const gateway = { baseUrl, caPem };
    const orders = { temporal: temporalAddress(), taskQueue, bundle, store, gateway, controlUrl, deadEnds };
    const worker = new LosableWorker({ ...orders, plan, counts: {} }, log);
    this.#started.add(() => worker.stop());
    return worker;
  }
}

/** What is said at the end where a task was lost: its context is still there. */
const REMAINS_OF_TASK = 'Workflow execution context should have been disposed first';

type SiteParts = Pick<RealSite, 'store' | 'sandbox' | 'log'>;

const notTheCommonWorker = (): Promise<never> =>
  Promise.reject(new Error('the worker of many lives is not lost'));

/** The id of a store is up to 15 letters and digits (docs/gateway.md §0). */
const storeOf = (name: string, seed: number): Store => ({
  alias: `loja-${name}-${String(seed)}`,
  merchantId: `LOJA${String(seed)}`,
  merchantKey: 'key-of-a-life',
});
