import { inspect } from 'node:util';
import { CaratClient } from '../../carat/client';
import type { RequestLogEntry } from '../../carat/request-log';
import { makeCertificate, type TestCertificate } from './support/certificates';
import { GatewayStub, answer, toHttp, type Behaviour, type StubRequest } from './support/gateway-stub';
import { CARD, COMMANDS, CREDENTIALS, NIT, QUERIES, SID } from './support/samples';

const KEY = CREDENTIALS.merchantKey;
const SECRETS = [
  new RegExp(KEY),
  new RegExp(CARD.number),
  /4000[ -]0000[ -]0000[ -]0044/,
  new RegExp(`(?<!\\d)${CARD.securityCode}(?!\\d)`),
];

/** A gateway that quotes back all it was told, in every place where a text can stand. */
const echo =
  (status: number, code: string): Behaviour =>
  (socket, request: StubRequest) => {
    const quote = `${request.body} ${JSON.stringify(request.headers)} 4000 0000 0000 0044 4000-0000-0000-0044`;
    const payment = {
      status: code === '0' ? 'CON' : 'NEG',
      nit: NIT,
      authorizer_message: quote,
      tid: quote,
      acquirer_name: quote,
    };
    const schedule = { status: 'ATV', sid: SID, soft_descriptor: `${KEY} ${CARD.number}`, nits: [NIT] };
    socket.write(toHttp(status, JSON.stringify({ code, message: quote, payment, schedule })));
  };

const SITUATIONS: Record<string, Behaviour> = {
  'is done and echoes': echo(200, '0'),
  'denies and echoes': echo(400, '255'),
  'refuses and echoes': (socket, request) => {
    socket.write(toHttp(400, JSON.stringify({ code: '11', message: `invalid ${request.body} for ${KEY}` })));
  },
  'leaves it open and echoes': echo(400, '102'),
  'fails and echoes': (socket, request) => {
    socket.write(toHttp(500, request.body));
  },
  'echoes what is not JSON': (socket, request) => {
    socket.write(toHttp(200, `${request.body}${JSON.stringify(request.headers)}`));
  },
  'refuses the credentials': answer(
    401,
    JSON.stringify({ code: '27', message: `invalid merchantKey ${KEY}` }),
  ),
  'redirects with all of it': (socket, request) => {
    socket.write(
      toHttp(307, '', { Location: `https://gateway.invalid/?${encodeURIComponent(request.body)}` }),
    );
  },
  'drops the connection': (socket) => socket.destroy(),
  'does not speak HTTP': (socket) => socket.end('\u0000\u0001\r\n\r\n'),
  'never ends': answer(200, 'x'.repeat(11 * 1024 * 1024)),
};

/** Everything that a program could print of a thing, as it prints it. */
function everyView(thing: unknown): string {
  const texts = thing instanceof Error ? [thing.message, thing.stack ?? '', String(thing)] : [];
  return [
    ...texts,
    JSON.stringify(thing),
    inspect(thing, { depth: 20, showHidden: true, maxStringLength: null }),
  ].join('\n');
}

function expectNoSecret(...things: unknown[]): void {
  const seen = things.map(everyView).join('\n');
  expect(SECRETS.filter((secret) => secret.test(seen))).toEqual([]);
}

let certificate: TestCertificate;
let gateway: GatewayStub;
let client: CaratClient;
let log: RequestLogEntry[];

beforeAll(async () => {
  certificate = await makeCertificate('localhost');
});

beforeEach(async () => {
  log = [];
  gateway = await GatewayStub.start(certificate);
  client = new CaratClient({
    baseUrl: gateway.baseUrl,
    credentials: CREDENTIALS,
    ca: certificate.ca,
    log: (entry) => log.push(entry),
  });
});

afterEach(async () => {
  client.close();
  await gateway.stop();
});

describe('no secret comes back', () => {
  it.each(Object.entries(SITUATIONS))('when the gateway %s', async (_name, behaviour) => {
    gateway.behaviour = behaviour;
    const outcomes = await Promise.all(
      Object.values({ ...COMMANDS, ...QUERIES }).map((call) => call(client)),
    );
    expectNoSecret(outcomes, log, client);
    expect(log).toHaveLength(outcomes.length);
  });

  it('when nothing could be sent', async () => {
    await gateway.stop();
    const outcome = await COMMANDS.pay(client);
    expect(outcome).toMatchObject({ kind: 'not_sent' });
    expectNoSecret(outcome, log);
    gateway = await GatewayStub.start(certificate);
  });

  it('when a request is refused before the wire', async () => {
    const asToken = { token: `${CARD.number} ${CARD.number}` };
    const attempts = [
      client.pay(NIT, { card: { number: `${CARD.number}${CARD.number}` } }),
      client.pay(NIT, { card: { ...CARD, [CARD.number]: 'x' } }),
      client.pay(NIT, { card: asToken }),
      client.pay(CARD.number + '/', { card: CARD }),
      client.activateSchedule(SID, { card: CARD }),
    ];
    const results = await Promise.allSettled(attempts);
    const reasons = results.map((result) => ('reason' in result ? (result.reason as unknown) : undefined));
    expect(reasons).toEqual(
      attempts.map(() => expect.objectContaining({ code: 'CARAT_REQUEST_INVALID' }) as Error),
    );
    expectNoSecret(reasons);
    expect(gateway.connections).toBe(0);
  });

  it('when a client cannot be built', () => {
    const build = (): unknown => {
      try {
        return new CaratClient({
          baseUrl: `https://${CREDENTIALS.merchantId}:${KEY}@gateway.example/`,
          credentials: { ...CREDENTIALS, merchantKey: `${KEY}\n` },
        });
      } catch (error) {
        return error;
      }
    };
    const error = build();
    expect(error).toMatchObject({ code: 'CARAT_BASE_URL_HAS_EXTRAS' });
    expectNoSecret(error);
  });
});

it('the issuer’s code survives, even when it has the digits of the security code', async () => {
  gateway.behaviour = answer(
    400,
    JSON.stringify({ code: '255', payment: { status: 'NEG', authorizer_code: '255' } }),
  );
  expect(await client.pay(NIT, { card: { ...CARD, securityCode: '255' } })).toMatchObject({
    kind: 'denied',
    code: '255',
    authorizerCode: '255',
  });
});

describe('the request log', () => {
  it('tells method, shortened path, status, outcome and duration, and nothing else', async () => {
    gateway.behaviour = echo(400, '255');
    await COMMANDS.pay(client);
    expect(log).toEqual([
      {
        method: 'POST',
        path: '/v1/payments/a1b2c3…c3d4',
        status: 400,
        outcome: 'denied',
        detail: '255',
        durationMs: expect.any(Number) as number,
        sent: true,
      },
    ]);
  });

  it('keeps what decides of a query string', async () => {
    await COMMANDS.undo(client);
    await QUERIES.listTransactions(client);
    expect(log.map(({ path }) => path)).toEqual([
      '/v1/payments/a1b2c3…c3d4?confirm=false',
      '/v1/transactions?start_date=01%2F03%2F2025&end_date=01%2F03%2F2025',
    ]);
  });

  it('that fails does not change the outcome', async () => {
    const careless = new CaratClient({
      baseUrl: gateway.baseUrl,
      credentials: CREDENTIALS,
      ca: certificate.ca,
      log: () => {
        throw new Error('disk full');
      },
    });
    gateway.behaviour = echo(200, '0');
    expect(await COMMANDS.pay(careless)).toMatchObject({ kind: 'done' });
    careless.close();
  });
});

it('an outcome is plain JSON: what is stored of it is the same', async () => {
  gateway.behaviour = echo(200, '0');
  for (const call of Object.values(COMMANDS)) {
    const outcome = await call(client);
    expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
  }
});
