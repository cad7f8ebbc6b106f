import { answerOfQuery, outcomeOfSend } from '../../activities/outcomes';
import { CARD } from '../carat/support/samples';
import { newPayment, newSchedule, openStore, type Store } from '../carat/support/sandbox-store';

let store: Store;
let sid: string;

beforeEach(async () => {
  store = await openStore();
  sid = await newSchedule(store.client, 'PEDIDO1');
});
afterEach(() => store.close());

const ask = () => answerOfQuery(() => store.client.getSchedule(sid));
const tooMany = (retryAfterSeconds?: number) =>
  store.sandbox.control.addFault({
    route: '*',
    kind: 'error_429',
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

describe('a gateway that is asked too often', () => {
  it('and names a few seconds is asked again after them', async () => {
    await tooMany(20);
    await expect(ask()).rejects.toMatchObject({ type: 'gateway_http_429', nextRetryDelay: 20_000 });
    expect(await ask()).toMatchObject({ kind: 'done', facts: { schedule: { sid } } });
  });

  it('and names minutes is left alone for them', async () => {
    await tooMany(600);
    expect(await ask()).toEqual({ kind: 'no_answer', reason: 'told_to_wait', retryAfterMs: 600_000 });
  });

  it('and names a day is left alone for an hour', async () => {
    await tooMany(86_400);
    expect(await ask()).toEqual({ kind: 'no_answer', reason: 'told_to_wait', retryAfterMs: 3_600_000 });
  });

  it('and names no time is asked at our own pace', async () => {
    await tooMany();
    await expect(ask()).rejects.toMatchObject({ type: 'gateway_http_429', nextRetryDelay: undefined });
  });

  it('has perhaps taken a payment all the same: unknown, whatever it names', async () => {
    const nit = await newPayment(store.client, 'PEDIDO2');
    await tooMany(600);
    expect(await outcomeOfSend(() => store.client.pay(nit, { card: CARD }))).toEqual({
      kind: 'unknown',
      reason: 'http_429',
    });
  });
});
