import { workflowIdOf } from '../../client';
import { WORKFLOW_TYPE } from '../../contract/ids';
import { runInProcess } from '../client/support/run-in-process';
import { codeWords, tableAfter } from '../docs/support/markdown';
import { page } from '../docs/support/pages';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

const WHO = { by: 'Ana', reason: 'the customer asked for it' };
const rows = tableAfter(page('docs/operations.md').text, '<!-- queries:').map(
  ([what = '', query = '', flags = '']) => ({
    what,
    query: codeWords(query)[0] ?? '',
    flags: codeWords(flags)[0] ?? '',
  }),
);

describe('the saved queries of the manual, on a real server', () => {
  let world: World;
  let sid: string;
  const ids = { active: '', paused: '', cancelling: '' };

  beforeAll(async () => {
    world = await startWorld();
    await world.openDoors();
    for (const state of ['active', 'paused', 'cancelling'] as const) {
      const order = await startLater(world);
      ids[state] = order.orderId;
      const view = await world.begin(order);
      sid = state === 'active' ? (view.gateway.sid ?? '') : sid;
      if (state === 'paused') await world.subscriptions.pause(order, WHO);
      if (state === 'cancelling') await world.subscriptions.cancel(order, WHO);
    }
    await eventually('the lists have followed', async () => (await found(queryOf('is paused'))).length === 1);
    await eventually(
      'the lists have followed',
      async () => (await found(queryOf('is being cancelled'))).length === 1,
    );
  });
  afterAll(() => world.stop());

  const filled = (text: string): string =>
    text.replaceAll('<sid>', sid).replaceAll('<merchant>', world.merchant);
  const queryOf = (what: string): string => {
    const row = rows.find((one) => one.what === what);
    if (row === undefined) throw new Error(`no query: ${what}`);
    return filled(row.query);
  };

  /** Order ids, of this merchant alone: other tests share the server. */
  async function found(query: string): Promise<string[]> {
    const orderIds: string[] = [];
    const ofOurs = `${query} AND CaratMerchant = '${world.merchant}'`;
    for await (const { workflowId } of world.client.workflow.list({ query: ofOurs }))
      orderIds.push(workflowId.split('/').at(-1) ?? '');
    return orderIds.toSorted();
  }

  it.each(rows.map(({ what }) => what))(
    '%s: is one that the server takes, and the list says the same',
    async (what) => {
      const inUi = await found(queryOf(what));
      const flags = filled(rows.find((row) => row.what === what)?.flags ?? '');
      if (flags === '') return;
      const merchant = flags.includes('--merchant') ? [] : ['--merchant', world.merchant];
      const args = [
        'list',
        '--json',
        '--all',
        '--address',
        temporalAddress(),
        ...merchant,
        ...flags.split(' '),
      ];
      const { exitCode, stdout, stderr } = await runInProcess(args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      const { subscriptions } = JSON.parse(stdout) as { subscriptions: { orderId: string }[] };
      expect(subscriptions.map(({ orderId }) => orderId).toSorted()).toEqual(inUi);
    },
  );

  it('find what they say', async () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(await found(queryOf('is charged'))).toEqual([ids.active]);
    expect(await found(queryOf('is paused'))).toEqual([ids.paused]);
    expect(await found(queryOf('is being cancelled'))).toEqual([ids.cancelling]);
    expect(await found(queryOf('of one SID'))).toEqual([ids.active]);
    expect(await found(queryOf('needs a person'))).toEqual([]);
    expect(await found(queryOf('of one merchant'))).toEqual(Object.values(ids).toSorted());
  });

  it('what no worker has taken, and no client of ours has started, is among what is being created', async () => {
    const order = await startLater(world);
    const workflowId = workflowIdOf(order.merchant, order.orderId);
    const untaken = await world.client.workflow.start(WORKFLOW_TYPE, {
      ...{ workflowId, taskQueue: 'nobody-polls-this', args: [order] },
    });
    for (const merchant of [{ merchant: world.merchant }, {}])
      await eventually('it is listed and counted', async () => {
        const filter = { ...merchant, state: 'creating', open: true } as const;
        const { subscriptions } = await world.subscriptions.list(filter);
        const counted = await world.subscriptions.count(filter);
        return counted > 0 && subscriptions.some(({ orderId }) => orderId === order.orderId);
      });
    const others = await world.subscriptions.list({ merchant: 'another', state: 'creating', open: true });
    expect(others.subscriptions).toEqual([]);
    await untaken.terminate('the test is over');
    await eventually('it is listed no more', async () => {
      const { subscriptions } = await world.subscriptions.list({ state: 'creating' });
      return subscriptions.every(({ orderId }) => orderId !== order.orderId);
    });
  });
});
