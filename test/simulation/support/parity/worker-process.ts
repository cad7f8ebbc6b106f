import { NativeConnection } from '@temporalio/worker';
import { CaratClient } from '../../../../carat/client';
import { ControlClient } from '../../../../sandbox/control-client';
import { InMemoryCardVault } from '../../../../vault/in-memory-card-vault';
import { startWorkers } from '../../../../worker/start-workers';
import { FaultyWire } from './faulty-wire';
import { quietRuntime } from './quiet-runtime';
import type { WorkerNews, WorkerOrders } from './worker-messages';

const never = new Promise<never>(() => undefined);

/** Tells the parent something; calls back once it is on its way. */
function tell(news: WorkerNews, then?: () => void): void {
  process.send?.(news, undefined, undefined, then);
}

/** A worker that a life may lose: the product's own, in a process that ends by SIGKILL in the middle of a call. */
async function work(orders: WorkerOrders): Promise<void> {
  const { temporal, taskQueue, bundle, store, gateway, controlUrl, deadEnds, plan, counts } = orders;
  quietRuntime();
  const wire = new FaultyWire({
    ...{ gateway, deadEnds, plan, control: new ControlClient(controlUrl) },
    watch: {
      count: (route) => {
        tell({ kind: 'request', route });
        return (counts[route] = (counts[route] ?? 0) + 1);
      },
      onFault: (id, fault) => {
        tell({ kind: 'fault', id, fault });
      },
      onHeld: (ms) => {
        tell({ kind: 'held', ms });
      },
      loseWorker: (ms) => {
        tell({ kind: 'lost', ms }, () => process.kill(process.pid, 'SIGKILL'));
        return never;
      },
    },
  });
  const { alias, ...credentials } = store;
  const carat = new CaratClient({ baseUrl: gateway.baseUrl, credentials, exchange: wire.exchange });
  const workers = await startWorkers({
    connection: await NativeConnection.connect({ address: temporal }),
    namespace: 'default',
    taskQueue,
    merchants: [{ alias, carat }],
    vault: new InMemoryCardVault(),
    workflows: { bundle },
  });
  tell({ kind: 'ready' });
  await workers.done;
}

process.once('message', (orders: WorkerOrders) => void work(orders));
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
