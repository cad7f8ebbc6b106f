import { pageTokenOf } from '../../client/listing/page-token';
import { workflowIdOf } from '../../contract/ids';
import type { ChargesPage } from '../../client';
import { inDays } from '../../stories/orders';
import { eventually } from '../support/eventually';
import { DELIBERATE_LEAK } from '../support/no-card-numbers';
import { newOrderId, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
const YEARS = 6;

describe('the charges of a long life', () => {
  let world: World;
  let orderId: string;

  beforeAll(async () => {
    world = await startWorld();
    const schedule = { amountCents: 990, firstDate: await inDays(world, 3) };
    // From 2030 on one in ten of the gateway's sequence numbers (docs/gateway.md §5.2) reads like a card number by chance.
    orderId = `${DELIBERATE_LEAK}${newOrderId()}`.slice(0, 20);
    const input = await startLater(world, { orderId, schedule, options: { continueAsNewAfterEvents: 50 } });
    await world.begin(input);
    await world.clock.advanceBy(YEARS * 365 * DAY_MS);
  });
  afterAll(() => world.stop());

  const ref = () => ({ merchant: world.merchant, orderId });

  async function pages(pageSize: number): Promise<ChargesPage[]> {
    const all = [await world.subscriptions.charges(ref(), { pageSize })];
    for (let token = all[0]?.nextPageToken; token !== undefined; token = all.at(-1)?.nextPageToken)
      all.push(await world.subscriptions.charges(ref(), { pageSize, pageToken: token }));
    return all;
  }

  it('are summed up where they lie far back, and every one of them is found in earlier runs, newest first', async () => {
    const executed = (await world.charges(orderId)).map(({ nit }) => nit);
    expect(executed.length).toBeGreaterThanOrEqual(12 * YEARS);
    const { ledger } = await world.view(orderId);
    expect(ledger.earlier?.cycles).toBeGreaterThan(0);
    expect(ledger.summary.paidCents).toBe(executed.length * 990);
    const read = await pages(25);
    expect(read.map(({ cycles }) => cycles.length)).toEqual([25, 25, ledger.summary.cycles - 50]);
    const cycles = read.flatMap((page) => page.cycles);
    expect(cycles.map(({ number }) => number)).toEqual(cycles.map((_, index) => cycles.length - index));
    expect(cycles.flatMap(({ charges }) => charges.map(({ nit }) => nit)).toReversed()).toEqual(executed);
    expect(read.some(({ notKept }) => notKept !== undefined)).toBe(false);
  });

  it('are told in a timeline, with what persons did, across all runs', async () => {
    const { entries, earlierNotKept } = await world.subscriptions.timeline(ref());
    expect(earlierNotKept).toBeUndefined();
    expect(entries[0]).toMatchObject({ event: 'requested', by: 'billing system' });
    const charged = entries.filter(({ event }) => event === 'charge').map(({ nit }) => nit);
    expect(charged).toEqual((await world.charges(orderId)).map(({ nit }) => nit));
  });

  it('refuse a page that is none', async () => {
    await expect(world.subscriptions.charges(ref(), { pageSize: 0 })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(
      world.subscriptions.charges(ref(), { pageToken: pageTokenOf('charges of another', Buffer.from('9')) }),
    ).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('say plainly what the namespace keeps no more', async () => {
    const { earlier, summary } = (await world.view(orderId)).ledger;
    const workflowId = workflowIdOf(world.merchant, orderId);
    const handle = world.client.workflow.getHandle(workflowId);
    // The newest run has what it summed up in its input. All before it are let go, as after the retention.
    const { runId } = await handle.describe();
    const { connection } = world.client;
    const { namespace } = world.client.options;
    const older: string[] = [];
    for await (const run of world.client.workflow.list({ query: `WorkflowId = "${workflowId}"` }))
      if (run.runId !== runId) older.push(run.runId);
    for (const id of older)
      await connection.workflowService.deleteWorkflowExecution({
        namespace,
        workflowExecution: { workflowId, runId: id },
      });
    await eventually('the run before is gone', async () => (await pages(50)).at(-1)?.notKept !== undefined);
    const all = await pages(50);
    const cycles = all.flatMap((page) => page.cycles);
    const missing = all.reduce((sum, { notKept }) => sum + (notKept?.cycles ?? 0), 0);
    expect(cycles.length + missing).toBe(summary.cycles);
    expect(missing).toBeGreaterThan(0);
    expect(missing).toBeLessThanOrEqual(earlier?.cycles ?? 0);
    expect(all.at(-1)?.summary).toEqual(summary);
  });
});
