import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storesFrom } from '../../sandbox/stores-file';

describe('stores whose doors are named in a file', () => {
  let folder: string;
  const inFolder = (name: string): string => join(folder, name);
  const write = (name: string, text: string): string => {
    writeFileSync(inFolder(name), text);
    return inFolder(name);
  };
  const store = (more: object = {}): string =>
    JSON.stringify({
      LOJAA: {
        ...{ door: 'https://localhost:8445/carat/loja-a', tokenFile: write('token', 'abc123\nold\n') },
        ...more,
      },
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carat-stores-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('are told both addresses, with the first token of the file; the others stay as they are', async () => {
    const [first, second] = await storesFrom(write('stores.json', store()), folder);
    expect(first).toMatchObject({
      ...{ id: 'LOJAA', statusUrl: 'https://localhost:8445/carat/loja-a/abc123/status' },
      authenticityUrl: 'https://localhost:8445/carat/loja-a/abc123/authenticity',
    });
    expect(second).toEqual({ id: 'LOJAB', key: 'sandbox-key-b' });
  });

  test('trust the certificate that the doors find, also after another start', async () => {
    const file = write('stores.json', store());
    await storesFrom(file, inFolder('tls'));
    const [again] = await storesFrom(file, inFolder('tls'));
    expect(statSync(inFolder('tls/doors.key')).mode & 0o077).toBe(0);
    const [cert, key] = ['tls/doors.pem', 'tls/doors.key'].map((name) => readFileSync(inFolder(name)));
    const doors = createServer({ cert, key }, (_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(doors, 'listening');
    const { port } = doors.address() as AddressInfo;
    const asked = request({ host: 'localhost', port, ca: again?.postCa }).end();
    const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
    doors.close();
  });

  test.each([
    ['no such file', () => 'nowhere.json', 'cannot be read'],
    ['no JSON', () => write('stores.json', '{'), 'is no JSON'],
    ['an unknown store', () => write('stores.json', store().replace('LOJAA', 'LOJAX')), 'LOJAX is none'],
    ['an unknown name', () => write('stores.json', store({ doors: '' })), 'doors'],
    ['no address', () => write('stores.json', store({ door: 'doors' })), 'door'],
    ['no token', () => write('stores.json', store({ tokenFile: write('empty', ' \n') })), 'holds no token'],
  ])('%s is refused', async (_what, fileOf, message) => {
    await expect(storesFrom(fileOf(), inFolder('tls'))).rejects.toMatchObject({
      code: 'sandbox_invalid_option',
      message: expect.stringContaining(message) as string,
    });
  });
});
