import { Agent } from 'node:https';
import { card, paymentBody } from './support/bodies';
import { Caller } from './support/caller';
import { queryOver } from './support/kept-alive';
import { openStage, type Stage } from './support/stage';
import { waitFor } from './support/wait-for';

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

describe('the request log', () => {
  it('says what came, without ids, bodies or keys', async () => {
    const nit = await stage.createPayment();
    await stage.pay(nit);
    await stage.store.get('/v1/nothing');
    await waitFor(async () => (await stage.control.requests()).every(({ status }) => status !== 'open'));

    const log = await stage.control.requests();
    expect(log).toMatchObject([
      { sequence: 1, route: 'create', method: 'POST', status: 201, executed: true, orderId: 'pedido1' },
      { sequence: 2, route: 'pay', status: 200, executed: true, orderId: 'pedido1' },
      { sequence: 3, route: 'unknown', status: 404, executed: false },
    ]);
    expect(JSON.stringify(log)).not.toContain(nit);
    expect(JSON.stringify(log)).not.toContain(card.number);
    expect(JSON.stringify(log)).not.toContain('sandbox-key-a');
  });

  it('counts TCP connections and tells requests on one connection from requests on two', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const nit = await stage.createPayment();
    await queryOver(stage.sandbox, agent, nit);
    await queryOver(stage.sandbox, agent, nit);

    const [creation, ...queries] = await stage.control.requests();
    expect(queries.map(({ connection }) => connection)).toEqual([2, 2]);
    expect(creation?.connection).toBe(1);
    await expect(stage.control.connections()).resolves.toMatchObject({ accepted: 2, secured: 2 });
    agent.destroy();
  });

  it.each([
    ['a card number', '4111111111111111'],
    ['something with other characters', '5000 0000 0000 0001'],
    ['something very long', 'x'.repeat(50_000)],
  ])('keeps no order id that is %s, whoever sends it', async (_what, order_id) => {
    const nobody = new Caller(stage.sandbox, {});
    await nobody.post('/v1/transactions', paymentBody({ order_id }));
    await stage.store.post('/v1/transactions', paymentBody({ order_id, amount: '0' }));

    const shown = JSON.stringify([await stage.control.requests(), await stage.control.transactions()]);
    expect(shown).not.toContain(order_id);
    await expect(stage.control.transactions()).resolves.toMatchObject([{ status: 'INV', orderId: '' }]);
  });

  it('keeps a bounded path', async () => {
    await stage.store.get(`/v1${'/part'.repeat(2_000)}`);

    const [entry] = await stage.control.requests();
    expect(entry?.path.length).toBeLessThanOrEqual(120);
  });
});
