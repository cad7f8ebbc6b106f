import { gzipSync } from 'node:zlib';
import { CaratClient, type CaratClientOptions } from '../../carat/client';
import type { RequestLogEntry } from '../../carat/request-log';
import { makeCertificate, type TestCertificate } from './support/certificates';
import { GatewayStub, answer, toHttp, type Behaviour } from './support/gateway-stub';
import { COMMANDS, CREDENTIALS, QUERIES } from './support/samples';
import { waitFor } from './support/wait-for';

interface Fault {
  behaviour: Behaviour;
  reason: string;
}

const ANSWER_TIMEOUT_MS = 250;

const FAULTS: Record<string, Fault> = {
  'closes without an answer': { behaviour: (socket) => socket.end(), reason: 'connection_lost' },
  'resets without an answer': { behaviour: (socket) => socket.destroy(), reason: 'connection_lost' },
  'closes in the middle of the head': {
    behaviour: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'),
    reason: 'connection_lost',
  },
  'closes in the middle of the body': {
    behaviour: (socket) => socket.end(toHttp(200, '{"code"', { 'Content-Length': '500' })),
    reason: 'connection_lost',
  },
  'never answers': { behaviour: () => undefined, reason: 'answer_timeout' },
  'stops in the middle of the body': {
    behaviour: (socket) => socket.write(toHttp(200, '{"code"', { 'Content-Length': '500' })),
    reason: 'answer_timeout',
  },
  'only says that it is processing': {
    behaviour: (socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n'),
    reason: 'answer_timeout',
  },
  'does not speak HTTP': {
    behaviour: (socket) => socket.end('SSH-2.0-gateway\r\n\r\n'),
    reason: 'unreadable_answer',
  },
  'answers what is not JSON': { behaviour: answer(200, '<html>ok</html>'), reason: 'unreadable_answer' },
  'answers an empty body': { behaviour: answer(200, ''), reason: 'unreadable_answer' },
  'announces gzip and sends text': {
    behaviour: answer(200, '{"code":"0"}', { 'Content-Encoding': 'gzip' }),
    reason: 'unreadable_answer',
  },
  'answers without end': {
    behaviour: answer(200, 'x'.repeat(11 * 1024 * 1024)),
    reason: 'answer_too_large',
  },
  'answers little that unpacks to much': {
    behaviour: (socket) => {
      const bomb = gzipSync(Buffer.alloc(11 * 1024 * 1024));
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
      socket.write(bomb);
    },
    reason: 'answer_too_large',
  },
  'answers 500': { behaviour: answer(500, '{"code":"0"}'), reason: 'http_5xx' },
  'answers 502 in HTML': { behaviour: answer(502, '<html>Bad Gateway</html>'), reason: 'http_5xx' },
  'answers 503 and asks to come back': {
    behaviour: answer(503, '', { 'Retry-After': '0' }),
    reason: 'http_5xx',
  },
  'answers 429': { behaviour: answer(429, '', { 'Retry-After': '0' }), reason: 'http_429' },
  'answers 204': { behaviour: answer(204, ''), reason: 'undocumented_http_status' },
};

let certificate: TestCertificate;
let gateway: GatewayStub;
let client: CaratClient;
/** Only the faults that never end meet the client that does not wait: the rest must pass on a busy machine too. */
let impatient: CaratClient;
let log: RequestLogEntry[];

beforeAll(async () => {
  certificate = await makeCertificate('localhost');
});

beforeEach(async () => {
  log = [];
  gateway = await GatewayStub.start(certificate);
  client = clientOf();
  impatient = clientOf({ answerTimeoutMs: ANSWER_TIMEOUT_MS });
});

afterEach(async () => {
  client.close();
  impatient.close();
  await gateway.stop();
});

const clientOf = (options: Partial<CaratClientOptions> = {}) =>
  new CaratClient({
    baseUrl: gateway.baseUrl,
    credentials: CREDENTIALS,
    ca: certificate.ca,
    log: (entry) => log.push(entry),
    ...options,
  });

describe.each(Object.entries(COMMANDS))('%s puts one request on the wire and no more', (_name, command) => {
  it.each(Object.entries(FAULTS))('when the gateway %s', async (_fault, { behaviour, reason }) => {
    gateway.behaviour = behaviour;
    const outcome = await command(reason === 'answer_timeout' ? impatient : client);
    expect(outcome).toMatchObject({ kind: 'unknown', reason });
    await waitFor('the connection is closed', () => gateway.openConnections === 0);
    expect({ connections: gateway.connections, requests: gateway.requests.length }).toEqual({
      connections: 1,
      requests: 1,
    });
    expect(log).toEqual([expect.objectContaining({ outcome: 'unknown', detail: reason, sent: true })]);
  });

  it.each([301, 302, 303, 307, 308])('and does not follow a %d', async (status) => {
    const elsewhere = await GatewayStub.start(certificate);
    gateway.behaviour = answer(status, '', { Location: `${elsewhere.baseUrl}/v1/payments` });
    expect(await command(client)).toEqual({ kind: 'unknown', reason: 'redirect', httpStatus: status });
    expect(gateway.requests).toHaveLength(1);
    expect(elsewhere.connections).toBe(0);
    await elsewhere.stop();
  });

  it('on a connection of its own, even right after a query left one open', async () => {
    await client.getTransaction('a'.repeat(64));
    expect(gateway.openConnections).toBe(1);
    await command(client);
    await command(client);
    expect(gateway.connections).toBe(3);
    expect(gateway.requests.at(-1)?.headers['connection']).toBe('close');
    await waitFor('only the connection of the query stays', () => gateway.openConnections === 1);
  });
});

describe('queries', () => {
  it('share a kept connection', async () => {
    for (const query of Object.values(QUERIES)) await query(client);
    expect(gateway.connections).toBe(1);
    expect(gateway.requests).toHaveLength(3);
  });

  it('are not sent again when the gateway hangs up on a kept connection', async () => {
    await client.getTransaction('a'.repeat(64));
    gateway.behaviour = (socket) => socket.destroy();
    expect(await client.getTransaction('b'.repeat(64))).toEqual({
      kind: 'unknown',
      reason: 'connection_lost',
    });
    expect(gateway.connections).toBe(1);
    expect(gateway.requests).toHaveLength(2);
  });

  it('reach the gateway again once a kept connection has died', async () => {
    gateway.behaviour = (socket) => socket.end(toHttp(400, '{"code":"82"}'));
    await client.getTransaction('a'.repeat(64));
    await waitFor('the gateway has closed', () => gateway.openConnections === 0);
    gateway.behaviour = answer(400, '{"code":"82"}');
    // Lost or not, depending on whether the end has been noticed yet; the caller of a query asks again.
    await client.getTransaction('b'.repeat(64));
    expect(await client.getTransaction('c'.repeat(64))).toMatchObject({ kind: 'refused', code: '82' });
  });

  it('give a connection up on which the answer is late', async () => {
    gateway.behaviour = () => undefined;
    expect(await impatient.getTransaction('a'.repeat(64))).toEqual({
      kind: 'unknown',
      reason: 'answer_timeout',
    });
    await waitFor('the connection is closed', () => gateway.openConnections === 0);
  });
});

it('an answer is read in the character set that it names', async () => {
  gateway.behaviour = (socket) => {
    const text = toHttp(400, '', { 'Content-Type': 'application/json;charset=ISO-8859-1' });
    const body = Buffer.from('{"code":"5","message":"autorização inválida"}', 'latin1');
    socket.write(text.replace('Content-Length: 0', `Content-Length: ${body.length}`));
    socket.write(body);
  };
  expect(await COMMANDS.pay(client)).toMatchObject({ kind: 'refused', message: 'autorização inválida' });
});

it('a request carries what the contract asks for and nothing else', async () => {
  await COMMANDS.pay(client);
  await COMMANDS.confirm(client);
  const [pay, confirm] = gateway.requests;
  expect(pay?.path).toBe(`/e-sitef/api/v1/payments/${'a1b2c3d4'.repeat(8)}`);
  expect(JSON.parse(pay?.body ?? '')).toEqual({
    card: { number: '4000000000000044', expiry_date: '1230', security_code: '9317' },
  });
  expect(pay?.headers).toMatchObject({
    merchant_id: 'LOJAA',
    merchant_key: 'sandbox-key-a',
    'content-type': 'application/json',
  });
  expect(confirm).toMatchObject({
    method: 'PUT',
    body: '',
    path: expect.stringMatching(/\?confirm=true$/) as string,
  });
  expect(confirm?.headers['content-type']).toBeUndefined();
});

it('a payment that is under way when the client is closed still tells how it ended', async () => {
  gateway.behaviour = (socket) => {
    client.close();
    socket.write(toHttp(200, JSON.stringify({ code: '0', payment: { status: 'CON' } })));
  };
  expect(await COMMANDS.pay(client)).toMatchObject({ kind: 'done' });
});

it('a closed client sends nothing', async () => {
  client.close();
  await expect(client.confirmPayment('a'.repeat(64))).rejects.toMatchObject({ code: 'CARAT_CLIENT_CLOSED' });
  expect(gateway.connections).toBe(0);
});
