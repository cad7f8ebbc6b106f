import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type LookupFunction } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { createSecureContext } from 'node:tls';
import { join } from 'node:path';
import { Transport, type TransportOptions } from '../../carat/transport';
import { makeCertificate, type TestCertificate } from './support/certificates';
import { GatewayStub, answer } from './support/gateway-stub';

const HOST = 'gateway.example';
const V4: LookupAddress = { address: '127.0.0.1', family: 4 };
/** Reserved for documents: nobody answers there (RFC 3849, RFC 5737). */
const V6_UNREACHABLE: LookupAddress = { address: '2001:db8::1', family: 6 };
const REQUEST = {
  method: 'GET',
  path: '/v1/x',
  headers: {},
  reuseConnection: false,
  answerBytesMax: 1_000,
} as const;
/** The slow server has a queue of one or two. */
const QUEUED_MANY_TIMES = 8;
const ANSWERED = { kind: 'answered', httpStatus: 200, text: '{"code":"0"}' };

let certificate: TestCertificate;
let stops: (() => unknown)[];

beforeAll(async () => {
  certificate = await makeCertificate(HOST);
});
beforeEach(() => {
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

const resolving =
  (...addresses: LookupAddress[]): LookupFunction =>
  (_host, _options, onResolved) => {
    setImmediate(onResolved, null, addresses);
  };

function transportTo(port: number, options: Partial<TransportOptions>): Transport {
  return new Transport({
    href: `https://${HOST}:${port}/api`,
    host: HOST,
    port,
    secureContext: createSecureContext({ ca: certificate.ca }),
    connectTimeoutMs: 10_000,
    answerTimeoutMs: 10_000,
    ...options,
  });
}

async function startGateway(): Promise<GatewayStub> {
  const gateway = await GatewayStub.start(certificate, {}, V4.address);
  gateway.behaviour = answer(200, '{"code":"0"}');
  stops.push(() => gateway.stop());
  return gateway;
}

/** A gateway that listens and does not accept for a while: the connection of a client waits to be made. */
async function startSlowGateway(busyMs: number): Promise<number> {
  const program = join(__dirname, 'support', 'slow-gateway.cjs');
  const child = spawn(process.execPath, [program, String(busyMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  stops.push(() => child.kill());
  child.stdin.end(JSON.stringify({ cert: certificate.cert, key: certificate.key }));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return Number(line.toString());
}

/** Fills the queue of connections that a busy server has not accepted; the next one is not answered. */
async function fillQueue(port: number): Promise<void> {
  const waiting = Array.from({ length: QUEUED_MANY_TIMES }, () => connect(port, V4.address));
  for (const socket of waiting) socket.on('error', () => undefined);
  stops.push(() => {
    for (const socket of waiting) socket.destroy();
  });
  await Promise.race(waiting.map((socket) => once(socket, 'connect')));
}

describe('a host with several addresses', () => {
  it('is given the whole connect timeout: IPv4 slow, IPv6 unreachable', async () => {
    const port = await startSlowGateway(1_500);
    await fillQueue(port);
    const startedAt = performance.now();
    const transport = transportTo(port, { lookup: resolving(V4, V6_UNREACHABLE) });
    expect(await transport.send(REQUEST)).toMatchObject(ANSWERED);
    // Slower than the quarter of a second after which Node gives an address up.
    expect(performance.now() - startedAt).toBeGreaterThan(500);
  });

  it('is not held up by an address that does not answer', async () => {
    const gateway = await startGateway();
    const transport = transportTo(gateway.port, { lookup: resolving(V6_UNREACHABLE, V4) });
    const startedAt = performance.now();
    expect(await transport.send(REQUEST)).toMatchObject(ANSWERED);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect({ connections: gateway.connections, requests: gateway.requests.length }).toEqual({
      connections: 1,
      requests: 1,
    });
  });

  it('gets one request, although both its addresses answer', async () => {
    const gateway = await startGateway();
    const transport = transportTo(gateway.port, { lookup: resolving(V4, V4) });
    expect(await transport.send(REQUEST)).toMatchObject(ANSWERED);
    expect(gateway.requests).toHaveLength(1);
  });

  it('is refused when every address refuses', async () => {
    const gateway = await startGateway();
    const { port } = gateway;
    await gateway.stop();
    stops = [];
    const transport = transportTo(port, { lookup: resolving(V4, { address: '127.0.0.2', family: 4 }) });
    expect(await transport.send(REQUEST)).toEqual({ kind: 'not_sent', reason: 'connection_refused' });
  });

  it('has no address', async () => {
    const transport = transportTo(1, { lookup: resolving() });
    expect(await transport.send(REQUEST)).toEqual({ kind: 'not_sent', reason: 'unreachable' });
  });

  it('is given up at the connect timeout, and not earlier', async () => {
    const port = await startSlowGateway(20_000);
    await fillQueue(port);
    const transport = transportTo(port, { lookup: resolving(V4), connectTimeoutMs: 700 });
    const startedAt = performance.now();
    expect(await transport.send(REQUEST)).toEqual({ kind: 'not_sent', reason: 'connect_timeout' });
    expect(performance.now() - startedAt).toBeGreaterThan(690);
  });
});
