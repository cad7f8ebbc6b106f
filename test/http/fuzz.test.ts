import assert from 'node:assert/strict';
import { connect, type TLSSocket } from 'node:tls';
import { Client, Connection } from '@temporalio/client';
import fc from 'fast-check';
import { LIMITS } from '../../http/limits';
import { parseForm } from '../../http/form/parse-form';
import { eventually } from '../support/eventually';
import { temporalAddress } from '../support/run-environment';
import { newToken, openTestDoors, post, send, type Doors } from './support/doors';

const NIT = 'e'.repeat(64);
const WANTED = ['nit', 'status', 'pedido'];

describe('doors that are sent anything at all', () => {
  let doors: Doors;
  let connection: Connection;
  const token = newToken();
  const path = `/carat/loja-a/${token}/status`;

  beforeAll(async () => {
    connection = await Connection.connect({ address: temporalAddress() });
    doors = await openTestDoors(new Client({ connection }), { 'loja-a': [token] });
  });
  afterAll(async () => {
    await doors.close();
    await connection.close();
  });
  /** Nothing has crashed, nothing unforeseen was logged, and no token is in it. */
  afterEach(async () => {
    const { status } = await post(doors, path, { nit: NIT, pedido: 'FUZZ1', status: 'CON' });
    assert.equal(status, 200);
    assert.ok(!doors.logged().includes('could not be dealt with'));
    assert.ok(!doors.logged().includes(token));
  });

  /** Writes raw bytes, and gives what comes back until the connection ends, and after how long that is. */
  async function raw(bytes: string, drip = ''): Promise<{ text: string; tookMs: number }> {
    const startedAt = performance.now();
    const socket: TLSSocket = connect({
      host: '127.0.0.1',
      servername: 'localhost',
      port: doors.port,
      ca: doors.caPem,
    });
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.write(bytes);
    const dripping = setInterval(() => drip !== '' && socket.writable && socket.write(drip), 300);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dripping);
    return { text, tookMs: performance.now() - startedAt };
  }
  const head = (more: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}`;
  const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n';

  it.each([
    ['an empty body', '', 400],
    ['no field of interest', 'a=1&b=2', 400],
    ['a NIT that is none', 'nit=1&status=CON', 400],
    ['a card number for a NIT', 'nit=4000000000000044&status=CON', 400],
    ['a status that is none', `nit=${NIT}&status=paid`, 400],
    ['invalid percent encoding', `nit=%e%&status=CON`, 400],
    ['a field twice', `nit=${NIT}&nit=${'f'.repeat(64)}`, 400],
    ['fields that would change a prototype', `__proto__=x&__proto__[nit]=${NIT}&constructor=y&nit[]=1`, 400],
    ['line breaks for a header', `nit=${NIT}%0d%0aX-Evil:1&status=CON`, 400],
    [
      'too many fields',
      Array.from({ length: LIMITS.fields + 1 }, (_, n) => `f${String(n)}=1`).join('&'),
      400,
    ],
    ['a field that is too long', `cupom=${'x'.repeat(LIMITS.fieldChars)}&nit=${NIT}`, 400],
    ['a body that is too long', 'x'.repeat(LIMITS.bodyBytes + 1), 413],
    ['a zero byte', `nit=${NIT}%00`, 400],
  ])('%s', async (_what, body, status) => {
    const answer = await send(doors, path, body);
    expect(answer).toMatchObject({ status, body: '' });
    expect(answer.headers['x-evil']).toBeUndefined();
    expect(answer.headers['location']).toBeUndefined();
  });

  it.each([
    ['JSON', 'application/json', 415],
    ['a multipart form', 'multipart/form-data; boundary=x', 415],
    ['a charset that nobody reads', 'application/x-www-form-urlencoded; charset=utf-7', 415],
    ['a type that is none', 'x', 415],
    ['bytes that are no UTF-8', 'application/x-www-form-urlencoded; charset=utf-8', 400],
    ['the same bytes in ISO-8859-1', 'application/x-www-form-urlencoded', 400],
  ])('%s', async (_what, contentType, status) => {
    const body = Buffer.concat([Buffer.from('nit='), Buffer.from([0xff, 0xfe])]);
    expect((await send(doors, path, body, { headers: { 'content-type': contentType } })).status).toBe(status);
  });

  it('a compressed body is not unpacked', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect((await send(doors, path, 'x', { headers })).status).toBe(415);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['two lengths', head(`${FORM}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx`), /^HTTP\/1\.1 400 /],
    [
      'length and chunks',
      head(`${FORM}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
      /^HTTP\/1\.1 400 /,
    ],
    ['a length that is none', head(`${FORM}Content-Length: many\r\n\r\n`), /^HTTP\/1\.1 400 /],
    ['headers that are too long', head(`X: ${'x'.repeat(LIMITS.headerBytes)}\r\n\r\n`), /^HTTP\/1\.1 4\d\d /],
    [
      'an address that is no address',
      'POST /carat/%ff%fe/%/status HTTP/1.1\r\nHost: x\r\n\r\n',
      /^HTTP\/1\.1 404 /,
    ],
    [
      'chunks past the limit',
      head(`${FORM}Transfer-Encoding: chunked\r\n\r\n11000\r\n${'x'.repeat(0x11000)}\r\n0\r\n\r\n`),
      /^HTTP\/1\.1 413 /,
    ],
  ])('%s', async (_what, bytes, answer) => {
    const { text, tookMs } = await raw(bytes);
    expect(text).toMatch(answer);
    expect(text).not.toContain(token);
    expect(tookMs).toBeLessThan(5_000);
  });

  it('headers and bodies that trickle in are cut off, and others are served meanwhile', async () => {
    const slow = Array.from({ length: 20 }, () => raw(head('X-Slow: '), 'x'));
    const body = raw(head(`${FORM}Content-Length: 1000\r\n\r\n`), 'n');
    const startedAt = performance.now();
    expect((await post(doors, path, { nit: NIT, pedido: 'FUZZ1' })).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    for (const { text, tookMs } of await Promise.all(slow)) {
      expect(text).toMatch(/^HTTP\/1\.1 408 /);
      expect(tookMs).toBeLessThan(LIMITS.headersMs + 3_000);
    }
    expect((await body).tookMs).toBeLessThan(LIMITS.requestMs + 3_000);
  }, 60_000);

  it('more connections than the limit are closed, and it goes on when they are gone', async () => {
    const idle = Array.from({ length: LIMITS.connections + 20 }, () =>
      connect({ host: '127.0.0.1', servername: 'localhost', port: doors.port, ca: doors.caPem }).on(
        'error',
        () => undefined,
      ),
    );
    await Promise.all(
      idle.map(
        (socket) => new Promise((resolve) => socket.once('close', resolve).once('secureConnect', resolve)),
      ),
    );
    expect(idle.filter(({ destroyed, closed }) => destroyed || closed).length).toBeGreaterThanOrEqual(20);
    for (const socket of idle) socket.destroy();
    await eventually('somebody is served again', async () =>
      post(doors, path, { nit: NIT, pedido: 'FUZZ1' }).then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
  });

  it('any bytes as a body get one of the documented answers', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
      fc
        .array(
          fc.tuple(fc.constantFrom(...WANTED, '__proto__', ''), fc.string({ unit: 'binary', maxLength: 80 })),
          { maxLength: 8 },
        )
        .map((pairs) => Buffer.from(pairs.map(([name, value]) => `${name}=${value}`).join('&'))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        expect([200, 400]).toContain((await send(doors, path, body)).status);
      }),
      { numRuns: 60 },
    );
  });
});

describe('reading a form', () => {
  it('gives back what was encoded, in either charset, and nothing that was not asked for', () => {
    const value = fc.string({
      unit: fc.constantFrom(...'aZ9 +&=%çãé\u00ff'.split('')),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        value,
        value,
        fc.constantFrom('iso-8859-1' as const, 'utf-8' as const),
        (nit, other, charset) => {
          const encoded = (text: string): string =>
            [...Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'latin1')]
              .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
              .join('');
          const form = parseForm(
            Buffer.from(`x=${encoded(other)}&nit=${encoded(nit)}&toString=1`),
            WANTED,
            charset,
          );
          expect('fields' in form && [...form.fields]).toEqual([['nit', nit]]);
        },
      ),
    );
  });
});
