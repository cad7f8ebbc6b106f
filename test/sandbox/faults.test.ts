import { Agent, request } from 'node:https';
import type { FaultRule } from '../../sandbox/control';
import { limits } from '../../sandbox/limits';
import { card, paymentBody } from './support/bodies';
import { queryOver } from './support/kept-alive';
import { postRaw } from './support/raw-request';
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

async function armed(rule: Partial<FaultRule> & Pick<FaultRule, 'kind'>): Promise<void> {
  await stage.control.addFault({ route: 'pay', ...rule });
}

async function charges(): Promise<number> {
  return (await stage.control.ledger()).length;
}

/** The log entry of the request that met the fault, once the server has finished with it. */
async function faulted() {
  const last = async () => (await stage.control.requests()).findLast((entry) => entry.fault !== undefined);
  await waitFor(async () => (await last())?.status !== 'open');
  return last();
}

describe('a fault on the wire', () => {
  it('reset_before: the connection is reset and nothing is charged', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'reset_before' });

    await expect(postRaw(stage.sandbox, `/v1/payments/${nit}`, { card })).resolves.toEqual({
      by: 'reset',
      bytes: 0,
    });
    await expect(charges()).resolves.toBe(0);
    await expect(stage.paymentStatus(nit)).resolves.toBe('NOV');
    await expect(faulted()).resolves.toMatchObject({
      fault: 'reset_before',
      status: 'dropped',
      executed: false,
    });
  });

  it('execute_then_drop: the customer is charged and no answer comes', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'execute_then_drop' });

    await expect(postRaw(stage.sandbox, `/v1/payments/${nit}`, { card })).resolves.toEqual({
      by: 'close',
      bytes: 0,
    });
    await expect(charges()).resolves.toBe(1);
    await expect(stage.paymentStatus(nit)).resolves.toBe('CON');
    await expect(faulted()).resolves.toMatchObject({ status: 'dropped', executed: true, orderId: 'pedido1' });
  });

  it('execute_then_502: the customer is charged and a page comes back', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'execute_then_502' });
    const reply = await stage.pay(nit);

    expect(reply.status).toBe(502);
    expect(reply.text).toContain('<html>');
    await expect(charges()).resolves.toBe(1);
  });

  it('error_500: nothing is charged and a page comes back', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'error_500' });

    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 500 });
    await expect(charges()).resolves.toBe(0);
    await expect(faulted()).resolves.toMatchObject({ status: 500, executed: false });
  });

  it('garbage: the customer is charged and HTTP 200 comes back without readable JSON', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'garbage' });
    const reply = await stage.pay(nit);

    expect(reply.status).toBe(200);
    expect(() => JSON.parse(reply.text) as unknown).toThrow(SyntaxError);
    await expect(charges()).resolves.toBe(1);
  });

  it('hold: charged at once, answered late', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'hold', holdMs: 1_500 });
    let answered = false;
    const answer = stage.pay(nit).finally(() => (answered = true));
    await waitFor(async () => (await charges()) === 1);
    expect(answered).toBe(false);

    await expect(answer).resolves.toMatchObject({ status: 200, body: { payment: { status: 'CON' } } });
  });

  it('hold: a client that does not wait leaves an entry that says dropped', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'hold', holdMs: 600_000 });
    await impatientPayment(nit, async () => (await charges()) === 1);

    await expect(faulted()).resolves.toMatchObject({ status: 'dropped', executed: true });
  });

  it('hold_before: charged late, even though the client has gone', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'hold_before', holdMs: 1_500 });
    await impatientPayment(
      nit,
      async () => (await stage.control.requests({ fault: 'hold_before' })).length === 1,
    );
    await expect(charges()).resolves.toBe(0);
    await expect(stage.paymentStatus(nit)).resolves.toBe('NOV');

    await waitFor(async () => (await charges()) === 1);

    await expect(stage.paymentStatus(nit)).resolves.toBe('CON');
  });

  it('hold_before: the payment that was sent again meanwhile wins; the late one meets code 102', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'hold_before', holdMs: 1_500 });
    const late = stage.pay(nit);
    await waitFor(async () => (await stage.control.requests({ fault: 'hold_before' })).length === 1);

    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 200 });
    await expect(late).resolves.toMatchObject({ status: 400, body: { code: '102' } });
    await expect(charges()).resolves.toBe(1);
  });

  it('extra_fields: the right answer among fields that nobody knows', async () => {
    const nit = await stage.createPayment();
    await armed({ kind: 'extra_fields' });
    const { body } = await stage.pay(nit);

    expect(body).toMatchObject({ code: '0', new_number: 42, payment: { status: 'CON', new_null: null } });
  });

  it('json_numbers: the right answer with numbers and booleans as themselves', async () => {
    await armed({ kind: 'json_numbers', route: 'activate' });
    const sid = await stage.createSchedule();
    const { body } = await stage.activate(sid);

    expect(body).toMatchObject({
      code: 0,
      schedule: { amount: 900, number_of_times: 3, show_times_invoice: false, initial_date: '10/02/2026' },
    });
  });

  it('refuse_connection: TCP is refused, kept-alive connections included, until it is cleared', async () => {
    const agent = new Agent({ keepAlive: true });
    const nit = await stage.createPayment();
    await expect(queryOver(stage.sandbox, agent, nit)).resolves.toBe(200);
    await stage.control.addFault({ route: '*', kind: 'refuse_connection' });
    await waitFor(() => Object.keys(agent.freeSockets).length === 0);

    await expect(queryOver(stage.sandbox, agent, nit)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(stage.pay(nit)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await stage.control.clearFaults();
    await expect(queryOver(stage.sandbox, agent, nit)).resolves.toBe(200);
    agent.destroy();
  });

  it('refuse_connection: ends by itself after its duration', async () => {
    const nit = await stage.createPayment();
    await stage.control.addFault({ route: '*', kind: 'refuse_connection', durationMs: 1_000 });
    await expect(stage.pay(nit)).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    await waitFor(() =>
      stage.pay(nit).then(
        () => true,
        () => false,
      ),
    );

    await expect(charges()).resolves.toBe(1);
  });
});

describe('which requests a fault meets', () => {
  it('its route, its order, after those it lets pass, as often as it says', async () => {
    await armed({ kind: 'error_500', route: 'create', orderId: 'pedido2', skip: 1, times: 2 });
    const statusOf = async (order_id: string) =>
      (await stage.store.post('/v1/transactions', paymentBody({ order_id }))).status;

    const statuses = [];
    for (const order of ['pedido1', 'pedido2', 'pedido2', 'pedido1', 'pedido2', 'pedido2']) {
      statuses.push(await statusOf(order));
    }

    expect(statuses).toEqual([201, 201, 500, 201, 500, 201]);
  });

  it('tells confirm from undo, and knows the order of a NIT and of a SID', async () => {
    const nit = await stage.createPayment({ additional_data: { postpone_confirmation: 'true' } });
    await stage.pay(nit);
    await armed({ kind: 'error_500', route: 'undo' });
    await armed({ kind: 'error_500', route: 'get_schedule', orderId: 'pedido2' });
    const sid = await stage.createSchedule({}, { order_id: 'pedido2' });

    await expect(stage.store.put(`/v1/payments/${nit}?confirm=true`)).resolves.toMatchObject({ status: 200 });
    await expect(stage.store.put(`/v1/payments/${nit}?confirm=false`)).resolves.toMatchObject({
      status: 500,
    });
    await expect(stage.store.get(`/v1/schedules/${sid}`)).resolves.toMatchObject({ status: 500 });
  });

  it('by a chance that its seed repeats', async () => {
    const draw = async (): Promise<number[]> => {
      const lucky = await openStage({ seed: 99 });
      await lucky.control.addFault({ route: 'create', kind: 'error_500', probability: 0.5 });
      const statuses = [];
      for (let index = 0; index < 20; index += 1) {
        statuses.push((await lucky.store.post('/v1/transactions', paymentBody())).status);
      }
      await lucky.sandbox.stop();
      return statuses;
    };

    const first = await draw();
    expect(new Set(first)).toEqual(new Set([201, 500]));
    await expect(draw()).resolves.toEqual(first);
  });

  it('is forgotten once it is used up, so that there is no end of new ones', async () => {
    for (let count = 0; count < limits.faultRules; count += 1)
      await stage.control.addFault({ route: 'get_schedule', kind: 'error_500' });
    await expect(armed({ kind: 'error_500' })).rejects.toMatchObject({ code: 'sandbox_invalid_fault' });
    await stage.store.get('/v1/schedules/x');

    await expect(armed({ kind: 'error_500' })).resolves.toBeUndefined();
  });

  it('can be disarmed when it is used up, but not when it never was', async () => {
    const id = await stage.control.addFault({ route: 'create', kind: 'error_500' });
    await stage.store.post('/v1/transactions', paymentBody());
    await expect(stage.control.clearFaults(id)).resolves.toBeUndefined();

    for (const unknown of ['fault-999999999', 'fault-0', 'nonsense', ''])
      await expect(stage.control.clearFaults(unknown)).rejects.toMatchObject({
        code: 'sandbox_invalid_fault',
      });
  });

  it('can be disarmed one by one', async () => {
    const first = await stage.control.addFault({ route: '*', kind: 'error_500', times: 'always' });
    await stage.control.addFault({ route: '*', kind: 'execute_then_502', times: 'always' });
    await stage.control.clearFaults(first);

    await expect(stage.store.post('/v1/transactions', paymentBody())).resolves.toMatchObject({ status: 502 });
  });

  it.each<[string, FaultRule]>([
    ['a probability above 1', { route: 'pay', kind: 'error_500', probability: 2 }],
    ['a hold without end', { route: 'pay', kind: 'hold', holdMs: Number.MAX_SAFE_INTEGER }],
    ['a refusal of one route', { route: 'pay', kind: 'refuse_connection' }],
    ['a refusal of one order', { route: '*', kind: 'refuse_connection', orderId: 'pedido1' }],
    ['a refusal by number', { route: '*', kind: 'refuse_connection', times: 2 }],
    ['a refusal by chance', { route: '*', kind: 'refuse_connection', probability: 0.5 }],
    ['a duration of anything else', { route: 'pay', kind: 'error_500', durationMs: 5 }],
    ['a probability that is no number', { route: 'pay', kind: 'error_500', probability: Number.NaN }],
    ['a fault that never fires', { route: 'pay', kind: 'error_500', times: 0 }],
    ['half a fault', { route: 'pay', kind: 'error_500', times: 0.5 }],
    ['a hold of what does not hold', { route: 'pay', kind: 'garbage', holdMs: 5 }],
    ['an order that no log would show', { route: 'pay', kind: 'error_500', orderId: '4111111111111111' }],
  ])('%s is refused', async (_what, rule) => {
    await expect(stage.control.addFault(rule)).rejects.toMatchObject({ code: 'sandbox_invalid_fault' });
  });
});

/** Pays, and hangs up as soon as a condition holds. */
async function impatientPayment(nit: string, condition: () => Promise<boolean>): Promise<void> {
  const call = request(`${stage.sandbox.baseUrl}/v1/payments/${nit}`, {
    method: 'POST',
    ca: stage.sandbox.caPem,
    agent: false,
    headers: { 'Content-Type': 'application/json', merchant_id: 'LOJAA', merchant_key: 'sandbox-key-a' },
  });
  const closed = new Promise<void>((resolve) => {
    call.on('close', () => {
      resolve();
    });
  });
  call.on('error', () => undefined);
  call.end(JSON.stringify({ card }));
  await waitFor(condition);
  call.destroy();
  await closed;
}
