import type { AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import { DoorsMetrics } from '../../http/metrics/doors-metrics';
import { doorsServer } from '../../http/server/doors-server';
import { proxiesAmong } from '../../http/server/proxies';
import { createLogger } from '../../program/log/logger';
import { Secret } from '../../program/secret';
import { newToken } from './support/doors';

describe('whether a connection comes from a proxy', () => {
  it.each<[string, string[], string | undefined, boolean]>([
    ['its address', ['127.0.0.1'], '127.0.0.1', true],
    ['another address', ['127.0.0.1'], '127.0.0.2', false],
    ['an address of its network', ['192.168.0.0/16', '10.0.0.0/8'], '10.9.8.7', true],
    ['an address of no network', ['10.0.0.0/8'], '192.0.2.1', false],
    ['its address inside an IPv6 one', ['127.0.0.1'], '::ffff:127.0.0.1', true],
    ['an address of its network inside an IPv6 one', ['10.0.0.0/8'], '::ffff:10.9.8.7', true],
    ['another address inside an IPv6 one', ['10.0.0.0/8'], '::ffff:192.0.2.1', false],
    ['an IPv4 address where the list has it inside an IPv6 one', ['::ffff:127.0.0.1'], '127.0.0.1', true],
    ['its IPv6 address', ['::1'], '::1', true],
    ['an address of its IPv6 network', ['fd00::/8'], 'fd12::3', true],
    ['another IPv6 address', ['fd00::/8'], '2001:db8::1', false],
    ['an address with a zone', ['fe80::/10'], 'fe80::1%eth0', true],
    ['no address, as of a connection that has ended', ['0.0.0.0/1'], undefined, false],
  ])('%s', (_what, proxies, address, expected) => {
    expect(proxiesAmong(proxies)(address)).toBe(expected);
  });
});

describe('doors behind a proxy', () => {
  const token = newToken();

  /** What a post over a connection of its own is answered with, by doors that know these proxies. */
  async function answersOf(proxies: string[], host: string): Promise<Record<'right' | 'wrong', object>> {
    const metrics = new DoorsMetrics();
    const app = doorsServer({
      config: {
        merchants: new Map([['loja-a', [new Secret(token)]]]),
        transport: { kind: 'behind_proxy', proxies },
      },
      client: { withDeadline: () => Promise.reject(new Error('away')) } as unknown as Client,
      logger: createLogger('error', { write: () => undefined }),
      metrics,
    });
    await app.listen({ host, port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const answer = async (own: string): Promise<object> => {
      const { status, headers } = await fetch(`http://127.0.0.1:${String(port)}/carat/loja-a/${own}/status`, {
        method: 'POST',
        headers: { 'x-forwarded-for': '10.1.2.3' },
        body: new URLSearchParams({ nit: 'a'.repeat(64), pedido: 'A1', status: 'CON' }),
      });
      const { date, ...rest } = Object.fromEntries(headers);
      return { status, headers: rest };
    };
    try {
      return { right: await answer(token), wrong: await answer(newToken()) };
    } finally {
      await app.close();
    }
  }

  it('give whoever comes past it the answer of a wrong token, whatever the headers say', async () => {
    const { right, wrong } = await answersOf(['10.0.0.0/8'], '127.0.0.1');
    expect(wrong).toMatchObject({ status: 404 });
    expect(right).toEqual(wrong);
  });

  it.each(['127.0.0.1', '::'])('let the proxy in, listening on %s', async (host) => {
    const { right, wrong } = await answersOf(['127.0.0.1'], host);
    // Temporal is away here.
    expect(right).toMatchObject({ status: 503 });
    expect(wrong).toMatchObject({ status: 404 });
  });
});
