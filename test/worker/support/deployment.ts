import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { SubscriptionClient } from '../../../client/subscription-client';
import type { NewStart } from '../../../contract/input';
import { freePort } from '../../../devstack/free-port';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { eventually } from '../../support/eventually';
import { temporalAddress, workflowBundle } from '../../support/run-environment';
import { ConfigFolder, SECRET_KEY } from './config-folder';
import { WorkerProcess, type ProcessOptions } from './worker-process';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a merchant runs: worker processes with configuration files, a gateway, and a billing system. */
export class Deployment {
  /** A merchant and a task queue of this deployment's own on the shared server. */
  readonly merchant: string;
  readonly taskQueue: string;
  readonly client: Client;
  readonly subscriptions: SubscriptionClient;
  /** Where the latest worker tells its metrics, `host:port`. */
  metricsAddress = '';
  readonly sandbox: Sandbox;
  readonly #connection: Connection;
  readonly #workers: { process: WorkerProcess; folder: ConfigFolder }[] = [];

  private constructor(sandbox: Sandbox, connection: Connection) {
    this.sandbox = sandbox;
    this.#connection = connection;
    const name = randomUUID().slice(0, 8);
    this.merchant = `loja-w${name}`;
    this.taskQueue = `deployment-${name}`;
    this.client = new Client({ connection });
    this.subscriptions = new SubscriptionClient(this.client, { taskQueue: this.taskQueue });
  }

  static async start(): Promise<Deployment> {
    const sandbox = await startSandbox({ merchants: [{ id: 'LOJAW', key: SECRET_KEY }] });
    return new Deployment(sandbox, await Connection.connect({ address: temporalAddress() }));
  }

  /** A worker as it is deployed: a configuration file, a key file, a file of certificates. Ready when it is returned. */
  async startWorker(
    settings: Record<string, unknown> = {},
    options: ProcessOptions = {},
  ): Promise<WorkerProcess> {
    const folder = new ConfigFolder();
    folder.write('ca.pem', this.sandbox.caPem);
    this.metricsAddress = `127.0.0.1:${String(await freePort())}`;
    const env = folder.config({
      merchants: { [this.merchant]: this.store() },
      taskQueue: this.taskQueue,
      metricsAddress: this.metricsAddress,
      ...settings,
    });
    const surroundings = {
      CARAT_WORKFLOW_BUNDLE: workflowBundle().codePath,
      TEMPORAL_ADDRESS: temporalAddress(),
    };
    const worker = new WorkerProcess({ ...env, ...surroundings }, options);
    this.#workers.push({ process: worker, folder });
    if (options.stdout === undefined) await worker.says('worker is ready');
    else await eventually('the worker polls', () => this.polls());
    return worker;
  }

  /** Whether the latest worker says that it polls. */
  async polls(): Promise<boolean> {
    const metrics = await fetch(`http://${this.metricsAddress}/metrics`).catch(() => undefined);
    return (await metrics?.text())?.includes('temporal_num_pollers{') === true;
  }

  /** The settings of the merchant's store, in a configuration file of this deployment. */
  store(): Record<string, unknown> {
    return {
      merchantId: 'LOJAW',
      merchantKeyFile: 'loja-a.key',
      baseUrl: this.sandbox.baseUrl,
      caFile: 'ca.pem',
    };
  }

  /** Pays R$ 49,90 now, then monthly from ten days on, twelve times. */
  async payNow(orderId: string): Promise<NewStart> {
    const card = (await this.sandbox.control.cards()).find(({ brand }) => brand === 'mastercard');
    const firstDate = new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10);
    return {
      entry: 'pay_now',
      merchant: this.merchant,
      orderId,
      authorizerId: '2',
      payer: { storeIdentification: 'buyer1' },
      card: { kind: 'carat_token', token: card?.token ?? '' },
      schedule: { amountCents: 4_990, firstDate, numberOfTimes: 12 },
      payment: { amountCents: 4_990 },
    };
  }

  /** Ends the workers whatever they do, and forgets what the gateway was told; for the end of a test. */
  async reset(): Promise<void> {
    for (const { process: worker, folder } of this.#workers.splice(0)) {
      await worker.destroy();
      folder.remove();
    }
    await this.sandbox.control.reset();
  }

  async stop(): Promise<void> {
    await this.reset();
    await this.#connection.close();
    await this.sandbox.stop();
  }
}
