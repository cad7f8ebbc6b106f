import { request, type RequestOptions } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultRule } from '../../sandbox/control';
import { paymentBody } from './support/bodies';
import { storeA } from './support/caller';
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

/** Long enough for a reset to come in between, short enough to wait for what must not happen. */
const slowMs = 300;
const cutOff = { code: 'ECONNRESET' };

/** The payment's end, told without an unhandled rejection while the test does something else. */
async function payment(nit: string): Promise<unknown> {
  return stage.pay(nit).catch((error: unknown) => error);
}

async function underWay(route: 'pay' | 'create'): Promise<void> {
  await waitFor(async () => (await stage.control.requests({ route })).length === 1);
}

async function expectNothingHappened(): Promise<void> {
  await delay(2 * slowMs);
  await expect(stage.control.ledger()).resolves.toEqual([]);
  await expect(stage.control.transactions()).resolves.toEqual([]);
  await expect(stage.control.notifications()).resolves.toEqual([]);
  await expect(stage.control.requests()).resolves.toEqual([]);
}

describe('a reset cuts off what is under way', () => {
  it('a payment at the authoriser: the client is hung up on, and the new world has no charge', async () => {
    await stage.control.changeSettings({ authorizationDurationMs: slowMs });
    const answer = payment(await stage.createPayment());
    await underWay('pay');
    await stage.control.reset();

    await expect(answer).resolves.toMatchObject(cutOff);
    await expectNothingHappened();
  });

  it.each<FaultRule['kind']>(['hold_before', 'hold'])('a request that meets %s', async (kind) => {
    await stage.control.addFault({ route: 'pay', kind, holdMs: slowMs });
    const answer = payment(await stage.createPayment());
    await underWay('pay');
    await stage.control.reset();

    await expect(answer).resolves.toMatchObject(cutOff);
    await expectNothingHappened();
  });

  it('a request that is still being sent: it uses up no fault of the new world', async () => {
    const options: RequestOptions = { method: 'POST', ca: stage.sandbox.caPem, agent: false };
    const headers = { ...storeA, 'Content-Type': 'application/json', 'Content-Length': '500' };
    const call = request(`${stage.sandbox.baseUrl}/v1/transactions`, { ...options, headers });
    const end = new Promise((resolve) => call.on('error', resolve).on('response', resolve));
    call.write('{"order_id":');
    await underWay('create');
    await stage.control.reset();
    await stage.control.addFault({ route: 'create', kind: 'error_500' });
    call.end(' '.repeat(488));

    await expect(end).resolves.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) as string });
    await expect(stage.store.post('/v1/transactions', paymentBody())).resolves.toMatchObject({ status: 500 });
  });
});

describe('a reset goes back to the state at the start', () => {
  it('with the same draws of chance as after the start', async () => {
    const draw = async (): Promise<number[]> => {
      await stage.control.addFault({ route: 'create', kind: 'error_500', probability: 0.5 });
      const statuses = [];
      for (let index = 0; index < 20; index += 1) {
        statuses.push((await stage.store.post('/v1/transactions', paymentBody())).status);
      }
      await stage.control.reset();
      return statuses;
    };
    const first = await draw();

    expect(new Set(first)).toEqual(new Set([201, 500]));
    await expect(draw()).resolves.toEqual(first);
  });
});
