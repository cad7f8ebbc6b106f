import { randomBytes } from 'node:crypto';
import type { NewStart } from '../../contract/input';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { newToken, openTestDoors, post, type Doors } from './support/doors';

const DAY_MS = 86_400_000;
const WHO = { by: 'Ana', reason: 'the customer asked for it' };
const newId = (): string => randomBytes(32).toString('hex');

describe('the door for authenticity posts, where a post does not name the order', () => {
  let world: World;
  let doors: Doors;
  let order: NewStart;
  let sid: string;
  const token = newToken();

  beforeAll(async () => {
    world = await startWorld();
    doors = await openTestDoors(world.client, { [world.merchant]: [token] });
    await world.sandbox.control.changeSettings({ refundCardRequired: 'never' });
    await world.openDoors();
    order = await startLater(world);
    const view = await world.begin(order);
    sid = view.gateway.sid ?? '';
    await world.clock.advanceBy(12 * DAY_MS);
    await eventually('the SID can be searched for', async () => {
      return (await world.client.workflow.count(`CaratSid = '${sid}'`)).count === 1;
    });
  });
  afterAll(async () => {
    await doors.close();
    await world.stop();
  });

  const authenticity = async (fields: Record<string, string>): Promise<number> =>
    (await post(doors, `/carat/${world.merchant}/${token}/authenticity`, fields)).status;
  /** The gateway's own post never comes: what is posted here is the only one. */
  const withoutItsPost = (): Promise<unknown> =>
    world.sandbox.control.addPostFault({ to: 'authenticity', kind: 'never', orderId: order.orderId });

  it('an edit is found by its SID, once it is under way', async () => {
    expect(await authenticity({ seid: newId(), sid })).toBe(404);
    await withoutItsPost();
    await world.subscriptions.changeAmount(order, { ...WHO, amountCents: 5_990 });
    expect(await authenticity({ seid: newId(), sid: newId() })).toBe(404);
    expect(await authenticity({ seid: newId(), sid })).toBe(200);
    await world.clock.advanceBy(DAY_MS);
    const executed = await world.sandbox.control.requests({ route: 'edit', orderId: order.orderId });
    expect(executed.length).toBeGreaterThan(0);
    expect((await world.view(order.orderId)).gateway.amountCents).toBe(5_990);
  });

  it('a refund is found by the SID, where its post names one; one that names nothing is counted and logged', async () => {
    await withoutItsPost();
    await world.subscriptions.refund(order, { ...WHO, charge: { kind: 'cycle', number: 1 } });
    expect(await authenticity({ nit: newId() })).toBe(404);
    expect(doors.logged()).toMatch(/"door":"authenticity"[^\n]*"result":"unknown_subscription"/);
    const metrics = await (await fetch(`${doors.opsUrl}/metrics`)).text();
    expect(metrics).toMatch(
      /carat_doors_posts_total\{door="authenticity",merchant="loja-[^"]+",result="unknown_subscription"\} [1-9]/,
    );
    expect(await authenticity({ nit: newId(), sid: newId() })).toBe(404);
    expect(await authenticity({ nit: newId(), sid })).toBe(200);
    await world.clock.advanceBy(DAY_MS);
    // The gateway knows nothing of that NIT: the refund was sent to it, and moved no money.
    const refunds = (await world.charges(order.orderId)).filter(({ kind }) => kind === 'refund');
    expect(refunds).toEqual([]);
    expect((await world.view(order.orderId)).refunds).toMatchObject([{ state: 'failed' }]);
  });
});
