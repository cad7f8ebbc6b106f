import { CaratClient, type CaratClientOptions } from '../../../carat/client';
import type { Outcome } from '../../../carat/outcome';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { CREDENTIALS } from './samples';

/** A sandbox with its clock standing still, and the client of a store in it. */
export interface Store {
  sandbox: Sandbox;
  client: CaratClient;
  close: () => Promise<void>;
}

const START = new Date('2025-03-05T15:00:00Z');

/** Starts both. */
export async function openStore(): Promise<Store> {
  const sandbox = await startSandbox({ now: START, seed: 7 });
  const client = clientOf(sandbox);
  const close = async () => {
    client.close();
    await sandbox.stop();
  };
  return { sandbox, client, close };
}

/** A client of a sandbox; the store of the samples unless told otherwise. */
export function clientOf(sandbox: Sandbox, options: Partial<CaratClientOptions> = {}): CaratClient {
  return new CaratClient({
    baseUrl: sandbox.baseUrl,
    credentials: CREDENTIALS,
    ca: sandbox.caPem,
    ...options,
  });
}

/** The value of an outcome that has to be done. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(`not done: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** Creates a payment and gives its NIT. */
export async function newPayment(client: CaratClient, orderId: string, late = false): Promise<string> {
  const payment = { amountCents: 9750, ...(late ? { postponeConfirmation: true } : {}) };
  const created = valueOf(await client.createTransaction({ orderId, authorizerId: '1', payment }));
  return created.payment?.nit ?? '';
}

/** Creates a schedule without immediate payment and gives its SID. */
export async function newSchedule(client: CaratClient, orderId: string, numberOfTimes = 3): Promise<string> {
  const created = valueOf(
    await client.createTransaction({
      orderId,
      authorizerId: '1',
      schedule: { amountCents: 9750, doPaymentNow: false, initialDate: '2025-03-10', numberOfTimes },
      storeIdentification: orderId,
    }),
  );
  return created.schedule?.sid ?? '';
}
