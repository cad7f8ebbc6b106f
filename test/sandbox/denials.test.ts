import { ControlClient } from '../../sandbox/control-client';
import { card, mastercard } from './support/bodies';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

describe('the code of a denial', () => {
  const denial = { kind: 'deny', authorizerCode: '51' } as const;

  it('is that of the acquirer the charge was routed to', async () => {
    await stage.control.scriptCard(mastercard, { payment: denial });
    await stage.control.changeSettings({ acquirer: 'cielo_ecommerce' });

    await expect(stage.pay(await stage.createPayment())).resolves.toMatchObject({ body: { code: '920' } });
  });

  it('can be scripted', async () => {
    const control = new ControlClient(stage.sandbox.controlUrl);
    await control.scriptCard(mastercard, { payment: { ...denial, gatewayCode: '259' } });

    await expect(stage.pay(await stage.createPayment())).resolves.toMatchObject({
      status: 400,
      body: { code: '259', payment: { status: 'NEG' } },
    });
  });
});

describe('amount and installments of a payment request', () => {
  it('are of that attempt only: the next one falls back on the creation', async () => {
    const nit = await stage.createPayment();
    const denied = { card, amount: '2200000', installments: '6', installment_type: '3' };
    await stage.store.post(`/v1/payments/${nit}`, denied);
    await expect(stage.paymentStatus(nit)).resolves.toBe('NEG');
    const reply = await stage.pay(nit);

    expect(reply.body.payment).toMatchObject({ status: 'CON', amount: '1000' });
    await expect(stage.control.transactions()).resolves.toMatchObject([
      { amountCents: 1000, installments: '1', installmentType: '4' },
    ]);
  });
});
