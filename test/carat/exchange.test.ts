import { CaratClient } from '../../carat/client';
import type { Exchange, WireRequest } from '../../carat/transport';

const CREDENTIALS = { merchantId: 'LOJAA', merchantKey: 'a-key-of-the-store' };
const BASE_URL = 'https://gateway.example/e-sitef/api';
const NIT = 'a'.repeat(64);

/** A client whose requests go to a function instead of the network; what it was given is kept. */
function clientOver(answer: Exchange): { carat: CaratClient; sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  const exchange = (request: WireRequest): Promise<Exchange> => {
    sent.push(request);
    return Promise.resolve(answer);
  };
  return { carat: new CaratClient({ baseUrl: BASE_URL, credentials: CREDENTIALS, exchange }), sent };
}

const answered = (httpStatus: number, body: unknown): Exchange => ({
  kind: 'answered',
  httpStatus,
  text: JSON.stringify(body),
});

test('the function in place of the network is given the whole request, and its answer is interpreted', async () => {
  const { carat, sent } = clientOver(
    answered(200, { code: '0', message: 'OK', payment: { status: 'CON', nit: NIT, amount: '4990' } }),
  );
  const outcome = await carat.pay(NIT, { card: { token: 'a-token' } });
  expect(outcome).toMatchObject({ kind: 'done', value: { payment: { status: 'CON', amountCents: 4990 } } });
  expect(sent).toEqual([
    {
      method: 'POST',
      path: `/v1/payments/${NIT}`,
      headers: {
        merchant_id: 'LOJAA',
        merchant_key: 'a-key-of-the-store',
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'User-Agent': 'carat-subscriptions',
      },
      body: '{"card":{"token":"a-token"}}',
      reuseConnection: false,
      answerBytesMax: 262_144,
    },
  ]);
});

test('a request without a body announces none', async () => {
  const { carat, sent } = clientOver({ kind: 'lost', reason: 'answer_timeout' });
  expect(await carat.getTransaction(NIT)).toEqual({ kind: 'unknown', reason: 'answer_timeout' });
  expect(sent[0]?.headers).not.toHaveProperty('Content-Type');
  expect(sent[0]).not.toHaveProperty('body');
});

test('the options are checked all the same', () => {
  const exchange = (): Promise<never> => Promise.reject(new Error('never called'));
  const build = (): CaratClient =>
    new CaratClient({ baseUrl: 'http://gateway.example', credentials: CREDENTIALS, exchange });
  expect(build).toThrow('must use https');
});

test('nothing is put on the wire by a client that was closed', async () => {
  const { carat, sent } = clientOver(answered(200, { code: '0' }));
  carat.close();
  await expect(carat.getTransaction(NIT)).rejects.toMatchObject({ code: 'CARAT_CLIENT_CLOSED' });
  expect(sent).toHaveLength(0);
});
