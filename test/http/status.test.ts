import { randomBytes } from 'node:crypto';
import { workflowIdOf } from '../../contract/ids';
import { LIMITS } from '../../domain/limits';
import type { QueuedNotification } from '../../sandbox/control';
import { existingSchedule } from '../../stories/existing';
import { eventually } from '../support/eventually';
import { historyText } from '../support/history-text';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { newToken, openTestDoors, post, send, type Doors } from './support/doors';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const newNit = (): string => randomBytes(32).toString('hex');

describe('the door for status posts', () => {
  let world: World;
  let doors: Doors;
  const token = newToken();
  const otherToken = newToken();

  beforeAll(async () => {
    world = await startWorld();
    doors = await openTestDoors(world.client, { [world.merchant]: [token], 'loja-other': [otherToken] });
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    await doors.close();
    await world.stop();
  });

  const path = (own = token, merchant = world.merchant): string => `/carat/${merchant}/${own}/status`;
  const posts = async (orderId: string): Promise<QueuedNotification[]> =>
    (await world.sandbox.control.notifications()).filter(
      ({ parameters }) => parameters['pedido'] === orderId,
    );
  const events = async (orderId: string): Promise<number> => {
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId));
    return (await handle.describe()).historyLength;
  };
  const signals = async (orderId: string): Promise<number> => {
    const text = await historyText(world.client, workflowIdOf(world.merchant, orderId));
    return text.split('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED').length - 1;
  };

  /** A subscription whose first cycle was charged a moment ago, which nobody has asked about. */
  async function justCharged(): Promise<string> {
    const input = await startLater(world);
    await world.begin(input);
    const job = (await world.sandbox.control.nextMoment())?.getTime() ?? 0;
    await world.clock.advanceTo(new Date(job + 1_000));
    expect(await world.charges(input.orderId)).toHaveLength(1);
    expect((await world.view(input.orderId)).ledger.cycles).toMatchObject([{ outcome: 'due' }]);
    return input.orderId;
  }

  it('a paid cycle is known within a minute of the job, and a charge that is known is not asked about again', async () => {
    const orderId = await justCharged();
    const [paid] = (await posts(orderId)).slice(-1);
    const before = await world.sandbox.control.now();

    expect((await post(doors, path(), paid?.parameters ?? {})).status).toBe(200);
    await eventually('the cycle is paid', async () => {
      await world.clock.untilIdle();
      return (await world.view(orderId)).ledger.cycles[0]?.outcome === 'paid';
    });

    expect((await world.sandbox.control.now()).getTime() - before.getTime()).toBeLessThan(MINUTE_MS);
    const known = await events(orderId);
    for (let repeated = 0; repeated < 3; repeated += 1)
      expect((await post(doors, path(), paid?.parameters ?? {})).status).toBe(200);
    expect(await events(orderId)).toBe(known);
    expect(await signals(orderId)).toBe(1);
    // What a hint needs, and no more.
    const history = await historyText(world.client, workflowIdOf(world.merchant, orderId));
    expect(history).not.toContain('CUPOM');
  });

  it('without posts the cycle is known after the look that follows the job', async () => {
    const orderId = await justCharged();
    await world.clock.advanceBy(3 * 3_600_000);
    expect((await world.view(orderId)).ledger.cycles).toMatchObject([
      { outcome: 'paid' },
      { outcome: 'due' },
    ]);
  });

  it('identical, late, reordered, foreign and forged posts leave the view that no post would have left', async () => {
    const [posted, quiet] = [await payNow(world), await payNow(world)];
    await world.begin(posted);
    await world.begin(quiet);
    await world.clock.advanceBy(12 * DAY_MS);
    const own = (await posts(posted.orderId)).map(({ parameters }) => parameters);
    const foreign = (await posts(quiet.orderId)).map(({ parameters }) => ({
      ...parameters,
      pedido: posted.orderId,
    }));
    const forged = ['EST', 'NEG', 'PPN', 'CON'].map((status) => ({ ...own[0], status }));
    for (const fields of [...own.toReversed(), ...own, ...foreign, ...forged])
      expect((await post(doors, path(), fields as Record<string, string>)).status).toBe(200);
    await world.clock.advanceBy(32 * DAY_MS);

    const [seen, unseen] = [await world.view(posted.orderId), await world.view(quiet.orderId)];
    const comparable = ({ ledger, state, attention, audit }: typeof seen): object => ({
      state,
      attention,
      summary: ledger.summary,
      cycles: ledger.cycles.map(({ dueDate, outcome, charges }) => ({
        dueDate,
        outcome,
        charges: charges.length,
      })),
      audit: audit.map(({ event, what }) => ({ event, what })),
    });
    expect(comparable(seen)).toEqual(comparable(unseen));
  });

  it('a flood of a thousand costs a bounded number of questions and of events', async () => {
    const orderId = await justCharged();
    const [before, asked] = [await events(orderId), (await world.sandbox.control.requests()).length];
    const statuses = new Map<number, number>();
    const flood = Array.from({ length: 1_000 }, () => ({ nit: newNit(), pedido: orderId, status: 'CON' }));
    const sendOn = async (): Promise<void> => {
      for (let fields = flood.pop(); fields !== undefined; fields = flood.pop()) {
        const { status } = await post(doors, path(), fields);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 15 }, sendOn));
    await world.clock.untilIdle();

    expect([...statuses]).toEqual([[200, 1_000]]);
    const flooded = { events: (await events(orderId)) - before, signals: await signals(orderId) };
    const questions = (await world.sandbox.control.requests()).length - asked;
    // The first brings a look, the second is owed until ten minutes later, all others add nothing.
    expect(flooded.signals).toBeLessThanOrEqual(2);
    expect(flooded.events).toBeLessThanOrEqual(40);
    expect(questions).toBeLessThanOrEqual(2);
    await world.clock.advanceBy(LIMITS.hintedLookEveryMs + MINUTE_MS);
    expect((await world.view(orderId)).ledger.cycles).toMatchObject([
      { outcome: 'paid' },
      { outcome: 'due' },
    ]);
    expect((await world.sandbox.control.requests()).length - asked).toBeLessThanOrEqual(4);
  }, 120_000);

  it('a post of no subscription of ours is answered with 200, counted and logged', async () => {
    const answer = await post(doors, path(), { nit: newNit(), pedido: 'NOBODY1', status: 'CON' });
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(doors.logged()).toContain('"result":"unknown_subscription","orderId":"NOBODY1"');
    const metrics = await (await fetch(`${doors.opsUrl}/metrics`)).text();
    expect(metrics).toMatch(
      /carat_doors_posts_total\{door="status",merchant="loja-[^"]+",result="unknown_subscription"\} [1-9]/,
    );
  });

  it('a merchant reaches no subscription of another one, neither by order id nor by SID', async () => {
    const input = await startLater(world);
    const view = await world.begin(input);
    const before = await events(input.orderId);
    const fields = { nit: newNit(), pedido: input.orderId, sid: view.gateway.sid ?? '', status: 'CON' };
    expect((await post(doors, path(otherToken, 'loja-other'), fields)).status).toBe(200);
    expect(await events(input.orderId)).toBe(before);
  });

  it('a post that names no order finds its subscription by the SID', async () => {
    const input = await startLater(world);
    const view = await world.begin(input);
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, input.orderId));
    await eventually('the SID can be searched for', async () => {
      const query = `CaratSid = '${view.gateway.sid ?? ''}'`;
      return (await world.client.workflow.count(query)).count === 1;
    });
    const fields = { nit: newNit(), sid: view.gateway.sid ?? '', status: 'CON' };
    expect((await post(doors, path(), fields)).status).toBe(200);
    expect(await signals(input.orderId)).toBe(1);
    expect((await handle.describe()).status.name).toBe('RUNNING');
  });

  it('a schedule that was adopted is found by the order id of whoever made it, as much of it as a post carries', async () => {
    const gatewayOrderId = 'contrato 77/B de 2026-03';
    const { adoption } = await existingSchedule(world, gatewayOrderId);
    const { orderId } = await startLater(world);
    await world.begin({ ...adoption, orderId, gatewayOrderId });
    const job = (await world.sandbox.control.nextMoment())?.getTime() ?? 0;
    await world.clock.advanceTo(new Date(job + 1_000));
    expect((await world.view(orderId)).ledger.cycles).toMatchObject([{ outcome: 'due' }]);
    const [paid] = (await posts('contrato 77/B de 202')).slice(-1);

    const others = ["contrato 77/B de 202'", "x' OR CaratState = 'active", 'contrato 77/B'];
    for (const pedido of others)
      expect((await post(doors, path(), { ...paid?.parameters, pedido })).status).toBe(200);
    expect(await signals(orderId)).toBe(0);
    await eventually('the cycle is paid', async () => {
      expect((await post(doors, path(), paid?.parameters ?? {})).status).toBe(200);
      await world.clock.untilIdle();
      return (await world.view(orderId)).ledger.cycles[0]?.outcome === 'paid';
    });
    expect(await signals(orderId)).toBe(1);
  });

  it('a schedule that one has retired from is found by the order id of that one, for whoever adopted it', async () => {
    const retired = await startLater(world);
    const { gateway } = await world.begin(retired);
    await world.subscriptions.retire(retired, { by: 'Ana', reason: 'it moves to another id' });
    await world.subscriptions.waitFor(retired, ['retired']);
    const { orderId } = await startLater(world);
    await world.begin({
      ...{ merchant: world.merchant, orderId, entry: 'adopt', requestedBy: 'test', sid: gateway.sid ?? '' },
      ...{ gatewayOrderId: retired.orderId, schedule: retired.schedule },
    });
    const job = (await world.sandbox.control.nextMoment())?.getTime() ?? 0;
    await world.clock.advanceTo(new Date(job + 1_000));
    const [paid] = (await posts(retired.orderId)).slice(-1);
    await eventually('the cycle is paid', async () => {
      expect((await post(doors, path(), paid?.parameters ?? {})).status).toBe(200);
      await world.clock.untilIdle();
      return (await world.view(orderId)).ledger.cycles[0]?.outcome === 'paid';
    });
    expect(await signals(orderId)).toBe(1);
    expect(await signals(retired.orderId)).toBe(0);
  });

  it('reads ISO-8859-1 unless the content type says otherwise, and nothing of what it does not need', async () => {
    const input = await startLater(world);
    await world.begin(input);
    const body = Buffer.concat([
      Buffer.from(`mensagem=Transa%E7%E3o+n%E3o+autorizada&cupom=%zz&rede=`),
      Buffer.from([0xe9, 0xff]),
      Buffer.from(`&nit=${newNit()}&pedido=${input.orderId}&status=NEG&binCartao=455182`),
    ]);
    expect((await send(doors, path(), body)).status).toBe(200);
    expect(await signals(input.orderId)).toBe(1);
    const history = await historyText(world.client, workflowIdOf(world.merchant, input.orderId));
    expect(history).not.toContain('455182');
    expect(history).not.toContain('autorizada');
  });
});
