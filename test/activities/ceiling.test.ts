import { MockActivityEnvironment } from '@temporalio/testing';
import { createGatewayActivities } from '../../activities/create-gateway-activities';
import type { CreateRequest } from '../../activities/gateway-activities';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import { openReceivingStore, type ReceivingStore } from '../carat/support/receiving-store';
import { SEID, SID } from '../carat/support/samples';

const CEILING = 10_000;
const REFUSED = {
  kind: 'refused',
  facts: {},
  code: 'amount_above_ceiling',
  message: 'above the ceiling of this merchant, R$ 100,00 (maxAmountCents of the worker)',
  refusedBy: 'worker',
};

describe('the ceiling of a merchant', () => {
  let store: ReceivingStore;

  beforeAll(async () => {
    store = await openReceivingStore();
  });
  afterAll(() => store.close());

  const activities = () =>
    createGatewayActivities(store.client, new InMemoryCardVault(), { maxAmountCents: CEILING });
  const run = (act: () => Promise<unknown>): Promise<unknown> => new MockActivityEnvironment().run(act);
  const requests = () => store.sandbox.control.requests();

  const create = (scheduleCents: number, paymentCents: number): CreateRequest => ({
    ...{ entry: 'pay_now', merchant: 'loja-a', orderId: 'A0001', authorizerId: '2' },
    payer: { storeIdentification: 'buyer1' },
    schedule: { amountCents: scheduleCents, firstDate: '2025-04-10', intervalMonths: 1 },
    payment: { amountCents: paymentCents, installments: 1 },
  });

  it.each([
    ['schedule', create(CEILING + 1, 100)],
    ['first payment', create(100, CEILING + 1)],
  ])('refuses a create whose %s is above it, and sends nothing', async (_which, request) => {
    expect(await run(() => activities().createTransaction(request))).toEqual(REFUSED);
    expect(await requests()).toEqual([]);
  });

  it('refuses a change of the amount above it, and sends nothing', async () => {
    const change = { amountCents: CEILING + 1 };
    expect(await run(() => activities().sendEdit({ seid: SEID, sid: SID, change }))).toEqual(REFUSED);
    expect(await requests()).toEqual([]);
  });

  it('lets the amount itself pass', async () => {
    const outcome = await run(() => activities().createTransaction(create(CEILING, CEILING)));
    expect(outcome).toMatchObject({ kind: 'done' });
  });
});
