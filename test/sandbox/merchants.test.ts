import { ControlClient } from '../../sandbox/control-client';
import { card, mastercard, paymentBody } from './support/bodies';
import { Caller, storeB } from './support/caller';
import { openStage, type Stage } from './support/stage';

let stage: Stage;
let other: Caller;

beforeAll(async () => {
  stage = await openStage();
  other = new Caller(stage.sandbox, storeB);
});
afterEach(async () => {
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

const denial = { kind: 'deny', authorizerCode: '51' } as const;

/** Pays an order of the same id at the other store; the HTTP status. */
async function paidAtOther(): Promise<number> {
  const { body } = await other.post('/v1/transactions', paymentBody());
  return (await other.post(`/v1/payments/${body.payment?.['nit'] ?? ''}`, { card })).status;
}

describe('two stores with an order of the same id', () => {
  it('a fault of one store is not used up by the other', async () => {
    const control = new ControlClient(stage.sandbox.controlUrl);
    await control.addFault({ route: 'create', kind: 'error_500', orderId: 'pedido1', merchantId: 'LOJAA' });

    await expect(other.post('/v1/transactions', paymentBody())).resolves.toMatchObject({ status: 201 });
    await expect(stage.store.post('/v1/transactions', paymentBody())).resolves.toMatchObject({ status: 500 });
    await expect(stage.store.post('/v1/transactions', paymentBody())).resolves.toMatchObject({ status: 201 });
  });

  it('a store that could not be is refused over HTTP', async () => {
    const control = new ControlClient(stage.sandbox.controlUrl);
    const refused = { code: 'sandbox_control_request' };

    await expect(
      control.addFault({ route: 'create', kind: 'error_500', merchantId: 'loja-a' }),
    ).rejects.toMatchObject(refused);
    await expect(control.scriptCard(mastercard, { merchantId: '' })).rejects.toMatchObject(refused);
  });

  it('a card is scripted for one store', async () => {
    const control = new ControlClient(stage.sandbox.controlUrl);
    await control.scriptCard(mastercard, { merchantId: 'LOJAA', payment: denial });

    await expect(paidAtOther()).resolves.toBe(200);
    await expect(stage.pay(await stage.createPayment())).resolves.toMatchObject({ status: 400 });
  });

  it('the narrower script of a card goes before the wider one, whichever came first', async () => {
    await stage.control.scriptCard(mastercard, { merchantId: 'LOJAB', orderId: 'pedido1', payment: denial });
    await stage.control.scriptCard(mastercard, { orderId: 'pedido1' });
    await stage.control.scriptCard(mastercard, { merchantId: 'LOJAA', payment: denial });
    await stage.control.scriptCard(mastercard, {});

    await expect(paidAtOther()).resolves.toBe(400);
    await expect(stage.pay(await stage.createPayment())).resolves.toMatchObject({ status: 200 });
    await expect(stage.pay(await stage.createPayment({ order_id: 'pedido2' }))).resolves.toMatchObject({
      status: 400,
    });
  });
});

describe('a store that the gateway could not have', () => {
  it('one with an authorizer that does not exist is refused', async () => {
    await expect(
      stage.control.registerMerchant({ id: 'LOJAC', key: 'k', authorizers: ['1', '999'] }),
    ).rejects.toMatchObject({ code: 'sandbox_invalid_option' });
  });
});
