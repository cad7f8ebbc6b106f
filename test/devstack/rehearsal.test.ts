import { setTimeout } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { SubscriptionClient, type ListFilter } from '../../client';
import { openRehearsalDoor } from '../../devstack/rehearsal/door';
import { REHEARSAL_KEY } from '../../contract/rehearsal';
import { postOverHttps, type PostFunction } from '../../sandbox/posting/post';
import { payNow } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import { eventually } from '../client/support/eventually';
import { reversingCodec } from '../client/support/reversing-codec';
import { runInProcess } from '../client/support/run-in-process';
import type { CaratRun } from '../client/support/run-carat';

describe('carat dev', () => {
  let world: World;
  let postTakesMs = 0;
  let door: Awaited<ReturnType<typeof openRehearsalDoor>> | undefined;

  beforeAll(async () => {
    const post: PostFunction = async (...sent) => {
      await setTimeout(postTakesMs);
      return postOverHttps(...sent);
    };
    world = await startWorld({ sandbox: { post } });
  });
  afterEach(async () => {
    await door?.close();
    door = undefined;
    postTakesMs = 0;
    await world.reset();
  });
  afterAll(() => world.stop());

  const dev = (...args: string[]): Promise<CaratRun> =>
    runInProcess(['dev', ...args], { env: { TEMPORAL_ADDRESS: temporalAddress() } });
  const name = (orderId: string): string => `${world.merchant}/${orderId}`;
  const outcomes = async (orderId: string): Promise<string[]> =>
    (await world.charges(orderId)).map(({ outcome, kind }) => `${kind} ${outcome}`);
  const listed = async (filter: ListFilter): Promise<string[]> => {
    const orders: string[] = [];
    for await (const { orderId } of world.subscriptions.listAll(filter)) orders.push(orderId);
    return orders;
  };
  const writeDoor = (text: string): Promise<unknown> =>
    world.client.workflowService.updateNamespace({
      namespace: world.client.options.namespace,
      updateInfo: { data: { [REHEARSAL_KEY]: text } },
    });

  it('is refused by a server that is no development stack, and by one whose stack is gone', async () => {
    const refused = async (why: string): Promise<void> => {
      const { exitCode, stdout, stderr } = await dev('outage');
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('error not_a_development_stack: ');
      expect(stderr).toContain(why);
    };
    await refused('its namespace names no development stack');
    await writeDoor(JSON.stringify({ url: 'http://192.0.2.1:80', token: 'x' }));
    await refused('is not on this machine');
    await writeDoor(JSON.stringify({ url: 'http://127.0.0.1:1', token: 'x' }));
    await refused('does not run any more');
    // Somebody else listens where the door was: it does not take the word of the door before.
    door = await openRehearsalDoor(world);
    const { namespaceInfo } = await world.client.workflowService.describeNamespace({
      namespace: world.client.options.namespace,
    });
    const { url } = JSON.parse(namespaceInfo?.data?.[REHEARSAL_KEY] ?? '{}') as { url: string };
    await writeDoor(JSON.stringify({ url, token: 'another' }));
    await refused('is not that stack');
    expect(await world.sandbox.control.requests()).toEqual([]);
  });

  it('a month, a denied one, and an execution that is repeated', async () => {
    // As at `npm start`: the posts of the gateway tell of what nobody would ask about until the next due date.
    await world.openDoors();
    door = await openRehearsalDoor(world);
    const order = await payNow(world, { schedule: { ...(await payNow(world)).schedule, numberOfTimes: 12 } });
    await world.begin(order);
    const { orderId } = order;

    const month = await dev('advance', name(orderId), '--days', '12');
    expect(month).toMatchObject({ exitCode: 0, stderr: '' });
    expect(month.stdout).toContain('charge of R$ 49,90 approved');
    expect((await world.view(orderId)).ledger.summary.byOutcome).toMatchObject({ paid: 1 });

    expect((await dev('deny-next', name(orderId))).stdout).toContain('with code 51');
    await dev('advance', name(orderId), '--days', '31');
    expect((await world.view(orderId)).ledger.summary).toMatchObject({ owedCents: 4990 });

    await dev('advance', name(orderId), '--days', '31');
    await dev('repeat-executions', name(orderId), '--days', '1');
    await dev('advance', name(orderId), '--days', '2');
    expect((await world.view(orderId)).attention).toContain('cycle_paid_twice');
    expect(await outcomes(orderId)).toEqual([
      'payment approved',
      'scheduled approved',
      'scheduled denied',
      'scheduled approved',
      'scheduled approved',
    ]);
    const back = await dev('advance', name(orderId), '--to', '2026-01-01');
    expect(back).toMatchObject({ exitCode: 1, stdout: '' });
    expect(back.stderr).toContain('error rehearsal_refused: the sandbox is at');
  });

  it('somebody in the portal sets another amount, pauses it, and reverses a charge', async () => {
    await world.openDoors();
    door = await openRehearsalDoor(world);
    const order = await payNow(world);
    await world.begin(order);
    const { orderId } = order;
    const attention = async (): Promise<string[]> => (await world.view(orderId)).attention;

    const { stdout } = await dev('portal', name(orderId), '--amount-cents', '7777');
    expect(stdout).toContain('R$ 77,77');
    await dev('advance', name(orderId), '--days', '12');
    expect(await attention()).toEqual(['terms_differ', 'charge_differs']);
    // The best remedy that docs/operations.md names for it.
    const ana = { by: 'Ana', reason: 'as it was sold' };
    const ref = { merchant: world.merchant, orderId };
    await world.subscriptions.changeAmount(ref, { ...ana, amountCents: 4_990 });
    expect(await attention()).toEqual(['charge_differs']);

    expect((await dev('portal', name(orderId), '--reverse')).stdout).toContain('R$ 77,77');
    // The one before it: the first payment.
    expect((await dev('portal', name(orderId), '--reverse')).stdout).toContain('R$ 49,90');
    await dev('advance', name(orderId), '--days', '1');
    expect(await attention()).toContain('payment_reversed');
    await dev('portal', name(orderId), '--status', 'INA');
    await dev('advance', name(orderId), '--days', '60');
    expect((await world.view(orderId)).state).toBe('paused');
  });

  it('the portal takes what the gateway takes, and something to do', async () => {
    door = await openRehearsalDoor(world);
    const order = await payNow(world);
    const of = (...flags: string[]): Promise<CaratRun> => dev('portal', name(order.orderId), ...flags);
    const refused = async (run: Promise<CaratRun>, why: string): Promise<void> => {
      const { exitCode, stderr } = await run;
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(why) as string });
    };
    await refused(of('--status', 'INA'), 'the gateway has no schedule of');
    await world.begin(order);
    await refused(of(), 'Give --status, --amount-cents, --next-date or --reverse');
    await refused(of('--next-date', '2020-01-01'), 'give a date from today on');
    await refused(of('--status', 'INA', '--reverse'), '--reverse excludes the others');
    expect((await of('--status', 'FIN')).exitCode).toBe(2);
    expect((await of('--amount-cents', '0')).exitCode).toBe(2);
  });

  it('a charge that the gateway posts is known within a minute of its job, however long the post takes', async () => {
    await world.openDoors();
    door = await openRehearsalDoor(world);
    const order = await payNow(world);
    await world.begin(order);
    const { orderId, schedule } = order;
    postTakesMs = 1_000;
    const { stdout } = await dev('advance', name(orderId), '--to', `${schedule.firstDate}T03:31:00-03:00`);
    expect(stdout).toContain(`${schedule.firstDate} 03:30: charge of R$ 49,90 approved`);
    const { ledger } = await world.view(orderId);
    expect(ledger.cycles[0]).toMatchObject({ dueDate: schedule.firstDate, outcome: 'paid' });
  });

  it('names no charge of another store under the same order id', async () => {
    door = await openRehearsalDoor(world);
    const order = await payNow(world);
    await world.begin(order);
    const { orderId, schedule } = order;
    const { control } = world.sandbox;
    const [stored] = await control.cards();
    await control.registerMerchant({ id: 'ANOTHERSTORE', key: 'key' });
    const { firstDate } = schedule;
    const sold = { amountCents: 1_990, initialDate: firstDate };
    await control.addSchedule({ merchantId: 'ANOTHERSTORE', orderId, card: stored?.token ?? '', ...sold });
    const { stdout } = await dev('advance', name(orderId), '--to', `${firstDate}T03:31:00-03:00`);
    expect(stdout).toContain('charge of R$ 49,90 approved');
    expect(stdout).not.toContain('R$ 19,90');
    expect((await control.ledger()).map(({ amountCents }) => amountCents)).toContain(1_990);
  });

  it('a month of one subscription is a month of the others, too', async () => {
    await world.openDoors();
    door = await openRehearsalDoor(world);
    const [one, other] = [await payNow(world), await payNow(world)];
    for (const order of [one, other]) await world.begin(order);
    const { stdout } = await dev('advance', name(one.orderId), '--days', '12');
    expect(stdout).toContain(`The sandbox and ${name(one.orderId)} (and `);
    expect(stdout).toContain(' more that are open) are at ');
    await dev('advance', name(one.orderId), '--days', '31');
    for (const { orderId, schedule } of [one, other]) {
      const { ledger, attention } = await world.view(orderId);
      expect({ attention, first: ledger.cycles[0]?.dueDate }).toEqual({
        attention: [],
        first: schedule.firstDate,
      });
      expect(ledger.summary.byOutcome.paid).toBe(2);
    }
  });

  it('leaves those where they are that cannot be asked, and moves on', async () => {
    door = await openRehearsalDoor(world);
    const { connection } = world.client;
    const { merchant, taskQueue } = world;
    const dataConverter = { payloadCodecs: [reversingCodec] };
    const encrypting = new SubscriptionClient(new Client({ connection, dataConverter }), {
      taskQueue,
    });
    const unreadable = await payNow(world);
    await encrypting.start(unreadable);
    await eventually(async () => (await listed({ merchant, open: true })).includes(unreadable.orderId));
    const order = await payNow(world);
    await world.begin(order);
    const { stdout, stderr } = await dev('advance', name(order.orderId), '--days', '12');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/[1-9]\d* other open subscriptions? stayed behind/);
    expect(await outcomes(order.orderId)).toEqual(['payment approved', 'scheduled approved']);
  });

  it('a first payment that is denied, and the next attempt, which is not', async () => {
    door = await openRehearsalDoor(world);
    const order = await payNow(world);
    expect((await dev('deny-next', name(order.orderId))).stdout).toContain('the next first payment of');
    await world.begin(order);
    expect((await world.view(order.orderId)).state).toBe('rejected');
    await world.subscriptions.start(order, { attempt: 2 });
    await world.subscriptions.waitFor(order, ['active']);
    expect(await outcomes(order.orderId)).toEqual(['payment denied', 'payment approved']);
  });

  it('a payment whose reply is lost is found out, and paid once', async () => {
    door = await openRehearsalDoor(world);
    const order = await payNow(world);
    await dev('lose-next-reply', name(order.orderId), '--call', 'pay');
    await world.begin(order);
    await dev('advance', name(order.orderId), '--days', '1');
    const { state, ledger } = await world.view(order.orderId);
    expect([state, ledger.immediate[0]?.knownBy]).toEqual(['active', 'query']);
    expect(await outcomes(order.orderId)).toEqual(['payment approved']);
  });

  it('one that a person must decide, and the decision', async () => {
    door = await openRehearsalDoor(world);
    const made = await dev('make-blocked', name('B0001'));
    expect(made.stdout).toContain('It is blocked');
    expect((await dev('make-blocked', name('B0001'))).stderr).toContain('exists already');
    const ref = { merchant: world.merchant, orderId: 'B0001' };
    await world.subscriptions.resolve(ref, { decision: 'happened', by: 'ana', reason: 'seen in the portal' });
    await world.subscriptions.waitFor(ref, ['active']);
    expect(await outcomes('B0001')).toEqual(['payment approved']);
  });

  it('an outage ends with recover', async () => {
    door = await openRehearsalDoor(world);
    await dev('outage');
    await expect(fetch(world.sandbox.baseUrl)).rejects.toThrow();
    const before = await world.sandbox.control.connections();
    await dev('recover');
    await fetch(world.sandbox.baseUrl).catch(() => undefined);
    expect(await world.sandbox.control.connections()).not.toEqual(before);
  });
});
