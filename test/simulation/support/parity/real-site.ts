import { createHash } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { CaratClient } from '../../../../carat/client';
import { ExecutionClock } from '../../../../devstack/execution-clock';
import { LIMITS } from '../../../../devstack/limits';
import { Started } from '../../../../devstack/started';
import { startSandbox, type Sandbox } from '../../../../sandbox/server';
import type { SandboxMerchant } from '../../../../sandbox/state/merchants';
import type { LifeScript } from '../../../../simulation/lives/script';
import { makePast, type MadePast } from '../../../../simulation/playing/past';
import { InMemoryCardVault } from '../../../../vault/in-memory-card-vault';
import { startWorkers, type MerchantAtWork } from '../../../../worker/start-workers';
import { openTestDoors, type Doors } from '../../../http/support/doors';
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
  /** Of a life that adopts a schedule. */
  made: MadePast | undefined;
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
  /** What its addresses at the doors end in. */
  token: string;
}

/** Subscriptions that the common worker keeps in memory: fewer than are under way, so that each is read from its history often. */
const CACHED_SUBSCRIPTIONS = 10;

/** What is common to all lives. */
interface Common {
  client: Client;
  clock: ExecutionClock;
  vault: InMemoryCardVault;
  deadEnds: DeadEnds;
  doors: Doors;
  bundle: { codePath: string };
  name: string;
}

/** The product's workers for all lives on the server of the test run; each life has a sandbox, a store and a queue of gateway calls. */
export class RealSites {
  readonly #started = new Started();
  readonly #common: Common;
  readonly #sites = new Map<number, RealSite>();

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
    const client = new Client({ connection });
    const stores = scripts.map(({ seed }) => storeOf(name, seed));
    const tokens = Object.fromEntries(stores.map(({ alias, token }) => [alias, [token]]));
    const doors = await openTestDoors(client, tokens);
    const sites = new RealSites({
      ...{ client, doors },
      clock: new ExecutionClock(connection, 'default'),
      vault: new InMemoryCardVault(),
      deadEnds: deadEnds.ports,
      ...{ bundle, name },
    });
    sites.#started.add(() => connection.close());
    sites.#started.add(deadEnds.close);
    sites.#started.add(() => doors.close());
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
      await workers.done;
    });
  }

  /** Returns the merchant for the common worker, unless the life has a worker of its own. */
  async #openOne(script: LifeScript): Promise<MerchantAtWork | undefined> {
    const { client, clock, vault, name } = this.#common;
    const store = storeOf(name, script.seed);
    const { sandbox, made } = await this.#openSandbox(script, store);
    const log = new WireLog();
    const site = { client, clock, store, sandbox, made, vault, log };
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

  async #openSandbox(
    script: LifeScript,
    store: Store,
  ): Promise<{ sandbox: Sandbox; made: MadePast | undefined }> {
    const { past } = script;
    const posted = this.#merchantAtGateway(script, store);
    const { statusUrl, authenticityUrl, ...unposted } = posted;
    const sandbox = await startSandbox({
      now: new Date(past?.madeMs ?? script.startMs),
      seed: script.seed,
      settings: script.settings,
      merchants: [past === undefined ? posted : unposted],
    });
    this.#started.add(() => sandbox.stop());
    const { control } = sandbox;
    const card = (await control.cards()).find(({ brand }) => brand === script.card.brand);
    await control.scriptCard(card?.token ?? '', script.issuer);
    const made = past === undefined ? undefined : await makePast({ ...script, past }, control, posted);
    return { sandbox, made };
  }

  /** The store as its gateway knows it: with the addresses of the doors that it has given. */
  #merchantAtGateway(script: LifeScript, { alias, merchantId, merchantKey, token }: Store): SandboxMerchant {
    const { doors } = this.#common;
    const url = `https://localhost:${String(doors.port)}/carat/${alias}/${token}`;
    return {
      ...{ id: merchantId, key: merchantKey, postCa: doors.caPem },
      ...script.store,
      ...(script.posts.status ? { statusUrl: `${url}/status` } : {}),
      ...(script.posts.authenticity ? { authenticityUrl: `${url}/authenticity` } : {}),
    };
  }

  #merchantOf({ store, sandbox, log }: SiteParts, plan: WirePlan): MerchantAtWork {
    const { alias, merchantId, merchantKey } = store;
    const { deadEnds } = this.#common;
    const watch = Object.assign(log, { loseWorker: notTheCommonWorker });
    const wire = new FaultyWire({ gateway: sandbox, control: sandbox.control, deadEnds, plan, watch });
    this.#started.add(() => {
      wire.close();
    });
    const { baseUrl } = sandbox;
    const credentials = { merchantId, merchantKey };
    return { alias, carat: new CaratClient({ baseUrl, credentials, exchange: wire.exchange }) };
  }

  #ownWorker({ store, sandbox, log }: SiteParts, plan: WirePlan, taskQueue: string): LosableWorker {
    const { bundle, deadEnds } = this.#common;
    const { baseUrl, caPem, controlUrl } = sandbox;
    const gateway = { baseUrl, caPem };
    const { alias, merchantId, merchantKey } = store;
    const orders = {
      ...{ temporal: temporalAddress(), taskQueue, bundle, gateway, controlUrl, deadEnds },
      store: { alias, merchantId, merchantKey },
    };
    const worker = new LosableWorker({ ...orders, plan, counts: {} }, log);
    this.#started.add(() => worker.stop());
    return worker;
  }
}

type SiteParts = Pick<RealSite, 'store' | 'sandbox' | 'log'>;

const notTheCommonWorker = (): Promise<never> =>
  Promise.reject(new Error('the worker of many lives is not lost'));

/** The id of a store is up to 15 letters and digits (docs/gateway.md §0). */
const storeOf = (name: string, seed: number): Store => ({
  alias: `loja-${name}-${String(seed)}`,
  merchantId: `LOJA${String(seed)}`,
  merchantKey: 'key-of-a-life',
  token: createHash('sha256')
    .update(`${name} ${String(seed)}`)
    .digest('hex'),
});
