import { Client, Connection } from '@temporalio/client';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { newToken, openTestDoors, post, send, type Answer, type Doors } from './support/doors';

const FIELDS = { nit: 'a'.repeat(64), pedido: 'A1', status: 'CON' };

describe('doors that stay closed', () => {
  let world: World;
  let doors: Doors;
  const [current, next, retired] = [newToken(), newToken(), newToken()];

  beforeAll(async () => {
    world = await startWorld();
    doors = await openTestDoors(world.client, { 'loja-a': [current, next], 'loja-b': [newToken()] });
  });
  afterAll(async () => {
    await doors.close();
    await world.stop();
  });

  const door = (merchant: string, token: string, name = 'status'): string =>
    `/carat/${merchant}/${token}/${name}`;
  const shape = ({ status, headers, body }: Answer): object => {
    const { date, ...rest } = headers;
    return { status, headers: rest, body };
  };

  it('two tokens are valid at once, so that one can take the place of the other', async () => {
    expect((await post(doors, door('loja-a', current), FIELDS)).status).toBe(200);
    expect((await post(doors, door('loja-a', next), FIELDS)).status).toBe(200);
    expect((await post(doors, door('loja-a', retired), FIELDS)).status).toBe(404);
  });

  it('a wrong token, a wrong merchant, an unknown address and a wrong method get one answer, which tells nothing', async () => {
    const wrong = await Promise.all([
      post(doors, door('loja-a', retired), FIELDS),
      post(doors, door('loja-b', current), FIELDS),
      post(doors, door('nobody', current), FIELDS),
      post(doors, door('loja-a', current, 'other'), FIELDS),
      post(doors, door('loja-a', `${current}x`), FIELDS),
      post(doors, door('loja-a', 'x'.repeat(190)), FIELDS),
      post(doors, door('loja-a', 'x'.repeat(1_000)), FIELDS),
      post(doors, door('__proto__', current), FIELDS),
      post(doors, door('constructor', 'toString'), FIELDS),
      post(doors, '/', FIELDS),
      post(doors, `/carat/loja-a/${current}/status/`, FIELDS),
      post(doors, '/carat/%zz/%c0%80/status', FIELDS),
      send(doors, door('loja-a', current), '', { method: 'GET' }),
      send(doors, door('loja-a', current), '', { method: 'PUT' }),
      send(doors, door('loja-a', current), '', { method: 'OPTIONS' }),
      send(doors, door('loja-a', retired), 'x'.repeat(60_000)),
      send(doors, door('loja-a', retired), '{}', { headers: { 'content-type': 'application/json' } }),
    ]);
    const [first] = wrong.map(shape);
    expect(first).toMatchObject({ status: 404, body: '' });
    for (const answer of wrong) expect(shape(answer)).toEqual(first);
  });

  it('no token comes into the log or the metrics, whatever is asked', async () => {
    await post(doors, door('loja-a', current, 'authenticity'), { seid: 'b'.repeat(64), sid: 'c'.repeat(64) });
    await post(doors, door('loja-a', current), { nit: 'not one' });
    await send(doors, `${door('loja-a', current)}?x=${next}`, 'nit=%');
    await send(doors, door('loja-a', current), 'x'.repeat(70_000)).catch(() => undefined);
    const metrics = await (await fetch(`${doors.opsUrl}/metrics`)).text();
    for (const token of [current, next, retired]) {
      expect(doors.logged()).not.toContain(token);
      expect(metrics).not.toContain(token);
    }
    expect(doors.logged()).toContain('malformed');
  });

  it('counters of posts and refusals are there at 0 before the first: otherwise no rise of them is seen', async () => {
    const fresh = await openTestDoors(world.client, { 'loja-a': [newToken()] });
    const metrics = await (await fetch(`${fresh.opsUrl}/metrics`)).text();
    await fresh.close();
    for (const result of ['signalled', 'too_many', 'unavailable'])
      expect(metrics).toContain(
        `carat_doors_posts_total{door="status",merchant="loja-a",result="${result}"} 0\n`,
      );
    expect(metrics).toContain(
      'carat_doors_posts_total{door="authenticity",merchant="loja-a",result="refused"} 0\n',
    );
    expect(metrics).toContain('carat_doors_refused_total{reason="not_found"} 0\n');
  });

  it('health and metrics are at another address, and the doors are not there', async () => {
    expect((await fetch(`${doors.opsUrl}/healthz`)).status).toBe(200);
    expect((await fetch(`${doors.opsUrl}/readyz`)).status).toBe(200);
    expect((await fetch(`${doors.opsUrl}${door('loja-a', current)}`, { method: 'POST' })).status).toBe(404);
    expect((await send(doors, '/metrics', '', { method: 'GET' })).status).toBe(404);
  });
});

describe('the door for authenticity posts', () => {
  it('refuses what no subscription expects, and says that Temporal is away where it is', async () => {
    const world = await startWorld();
    const token = newToken();
    const doors = await openTestDoors(world.client, { [world.merchant]: [token] });
    const input = await startLater(world);
    const { gateway } = await world.begin(input);
    const path = `/carat/${world.merchant}/${token}/authenticity`;
    const edit = { seid: 'b'.repeat(64), sid: gateway.sid ?? '', merchant_data: input.orderId };
    expect((await post(doors, path, edit)).status).toBe(404);
    expect((await post(doors, path, { nit: 'd'.repeat(64), pedido: input.orderId })).status).toBe(404);
    expect((await post(doors, path, { ...edit, merchant_data: 'NOBODY' })).status).toBe(404);
    expect((await post(doors, path, { seid: 'short', sid: gateway.sid ?? '' })).status).toBe(400);
    expect(doors.logged()).toContain('"result":"refused"');
    const { history } = await world.client.workflow
      .getHandle(`subscription/${world.merchant}/${input.orderId}`)
      .fetchHistory()
      .then((fetched) => ({ history: JSON.stringify(fetched.events?.map(({ eventType }) => eventType)) }));
    // Refused before anything is written.
    expect(history).not.toContain('UPDATE');
    await doors.close();

    const away = Connection.lazy({ address: '127.0.0.1:1' });
    const without = await openTestDoors(new Client({ connection: away }), { [world.merchant]: [token] });
    const startedAt = performance.now();
    expect((await post(without, path, edit)).status).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(25_000);
    expect((await fetch(`${without.opsUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${without.opsUrl}/healthz`)).status).toBe(200);
    await without.close();
    await away.close();
    await world.stop();
  });
});
