import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { CaratClient, type CaratClientOptions } from '../../carat/client';
import type { RequestLogEntry } from '../../carat/request-log';
import { makeCertificate, type TestCertificate, type Validity } from './support/certificates';
import { GatewayStub } from './support/gateway-stub';
import { COMMANDS, CREDENTIALS, QUERIES } from './support/samples';

const CONNECT_TIMEOUT_MS = 10_000;
const CALLS = Object.entries({ ...COMMANDS, getTransaction: QUERIES.getTransaction });

let certificate: TestCertificate;
let log: RequestLogEntry[];
let stops: (() => Promise<void>)[];

beforeAll(async () => {
  certificate = await makeCertificate('localhost');
});

beforeEach(() => {
  log = [];
  stops = [];
});

afterEach(async () => {
  for (const stop of stops) await stop();
});

describe.each(CALLS)('%s is not sent', (_name, call) => {
  const outcomeAt = async (baseUrl: string, options: Partial<CaratClientOptions> = {}) => {
    const client = new CaratClient({
      baseUrl,
      credentials: CREDENTIALS,
      ca: certificate.ca,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      log: (entry) => log.push(entry),
      ...options,
    });
    const outcome = await call(client);
    client.close();
    expect(log).toEqual([expect.objectContaining({ outcome: 'not_sent', sent: false })]);
    return outcome;
  };

  it('when the host name has no address', async () => {
    expect(await outcomeAt('https://gateway.invalid/api')).toEqual({
      kind: 'not_sent',
      reason: 'dns',
    });
  });

  it('when the connection is refused', async () => {
    const server = await startDeaf(() => undefined);
    await stops.pop()?.();
    expect(await outcomeAt(server.baseUrl)).toEqual({ kind: 'not_sent', reason: 'connection_refused' });
  });

  it('when the connection is accepted and TLS never starts', async () => {
    const server = await startDeaf(() => undefined);
    expect(await outcomeAt(server.baseUrl, { connectTimeoutMs: 200 })).toEqual({
      kind: 'not_sent',
      reason: 'connect_timeout',
    });
  });

  it('when the connection is reset before TLS is up', async () => {
    const server = await startDeaf((socket) => socket.resetAndDestroy());
    expect(await outcomeAt(server.baseUrl)).toEqual({ kind: 'not_sent', reason: 'unreachable' });
  });

  it('when the connection is closed before TLS is up', async () => {
    const server = await startDeaf((socket) => socket.end());
    expect(await outcomeAt(server.baseUrl)).toEqual({ kind: 'not_sent', reason: 'unreachable' });
  });

  it('when the other side does not speak TLS', async () => {
    const server = await startDeaf((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await outcomeAt(server.baseUrl)).toEqual({ kind: 'not_sent', reason: 'tls' });
  });

  it('when the certificate is of an authority that we do not trust', async () => {
    const stranger = await startGateway(await makeCertificate('localhost'));
    expect(await outcomeAt(stranger.baseUrl)).toEqual({ kind: 'not_sent', reason: 'tls' });
    expect({ bytes: stranger.receivedBytes, requests: stranger.requests.length }).toEqual({
      bytes: 0,
      requests: 0,
    });
  });

  it('when the certificate is for another host, with not one byte of the request gone', async () => {
    const other = await makeCertificate('gateway.example');
    const gateway = await startGateway(other);
    expect(await outcomeAt(gateway.baseUrl, { ca: other.ca })).toEqual({ kind: 'not_sent', reason: 'tls' });
    expect(gateway.receivedBytes).toBe(0);
  });

  it.each<[string, Validity]>([
    ['has expired', { fromDays: -3, toDays: -1 }],
    ['is not valid yet', { fromDays: 1, toDays: 3 }],
  ])('when the certificate %s', async (_when, validity) => {
    const own = await makeCertificate('localhost', validity);
    const gateway = await startGateway(own);
    expect(await outcomeAt(gateway.baseUrl, { ca: own.ca })).toEqual({ kind: 'not_sent', reason: 'tls' });
    expect(gateway.receivedBytes).toBe(0);
  });

  it('when the environment says that certificates need no verification', async () => {
    const stranger = await startGateway(await makeCertificate('localhost'));
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await outcomeAt(stranger.baseUrl)).toEqual({ kind: 'not_sent', reason: 'tls' });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    expect(stranger.receivedBytes).toBe(0);
  });

  it('when the other side only knows TLS 1.1', async () => {
    // Level 0, or OpenSSL refuses the old version on the server's side already.
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const gateway = await startGateway(certificate, old);
    expect(await outcomeAt(gateway.baseUrl)).toEqual({ kind: 'not_sent', reason: 'tls' });
    expect(gateway.connections).toBe(1);
    expect(gateway.receivedBytes).toBe(0);
  });
});

it('a proxy in the environment is not used', async () => {
  const gateway = await startGateway(certificate);
  process.env['HTTPS_PROXY'] = 'http://gateway.invalid:1';
  try {
    const client = new CaratClient({
      baseUrl: gateway.baseUrl,
      credentials: CREDENTIALS,
      ca: certificate.ca,
    });
    await client.confirmPayment('a'.repeat(64));
    client.close();
  } finally {
    delete process.env['HTTPS_PROXY'];
  }
  expect(gateway.requests).toHaveLength(1);
});

async function startGateway(
  own: TestCertificate,
  options?: Parameters<typeof GatewayStub.start>[1],
): Promise<GatewayStub> {
  const gateway = await GatewayStub.start(own, options);
  stops.push(() => gateway.stop());
  return gateway;
}

/** A TCP server without TLS that does one thing to each connection. */
async function startDeaf(onConnection: (socket: Socket) => void): Promise<{ baseUrl: string }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  stops.push(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return { baseUrl: `https://localhost:${port}/api` };
}
