import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { FaultRule } from '../../sandbox/control';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.control.reset());
afterAll(() => stage.sandbox.stop());

/** The head of the answer to a payment. */
async function paymentHead(): Promise<IncomingMessage> {
  const nit = await stage.createPayment();
  return new Promise((resolve, reject) => {
    const call = request(`${stage.sandbox.baseUrl}/v1/payments/${nit}`, {
      method: 'POST',
      ca: stage.sandbox.caPem,
      agent: false,
    });
    call.on('response', (answer) => {
      answer.resume();
      resolve(answer);
    });
    call.on('error', reject);
    call.end();
  });
}

describe('error_429', () => {
  it('says when to come back, and nothing is executed', async () => {
    await stage.control.addFault({ route: 'pay', kind: 'error_429', retryAfterSeconds: 90 });
    expect(await paymentHead()).toMatchObject({ statusCode: 429, headers: { 'retry-after': '90' } });
    expect(await stage.control.ledger()).toEqual([]);
    expect(await stage.control.requests({ fault: 'error_429' })).toMatchObject([
      { route: 'pay', status: 429, executed: false },
    ]);
  });

  it('says no more than that without a time', async () => {
    await stage.control.addFault({ route: 'pay', kind: 'error_429' });
    const { statusCode, headers } = await paymentHead();
    expect(statusCode).toBe(429);
    expect(headers).not.toHaveProperty('retry-after');
  });

  it.each<[string, FaultRule]>([
    ['half a second', { route: 'pay', kind: 'error_429', retryAfterSeconds: 0.5 }],
    ['a month', { route: 'pay', kind: 'error_429', retryAfterSeconds: 31 * 86_400 }],
    ['a time beside another fault', { route: 'pay', kind: 'error_500', retryAfterSeconds: 5 }],
  ])('refuses %s', async (_what, rule) => {
    await expect(stage.control.addFault(rule)).rejects.toMatchObject({
      code: 'sandbox_invalid_fault',
      message: expect.stringContaining('retryAfterSeconds') as string,
    });
  });
});
