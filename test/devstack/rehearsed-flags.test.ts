import { openRehearsalDoor } from '../../devstack/rehearsal/door';
import type { SubscriptionRef } from '../../client';
import type { SubscriptionView } from '../../contract/view';
import { newOrderId, payNow, startLater } from '../support/orders';
import { ownNamespace } from '../support/own-namespace';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import { runInProcess } from '../client/support/run-in-process';
import { eventually } from '../support/eventually';

const ANA = { by: 'Ana', reason: 'practised' };

jest.setTimeout(180_000);

/** What docs/operations.md says under "Practise it", step by step. */
describe('carat dev brings about', () => {
  let world: World;
  let namespace: string;
  let door: Awaited<ReturnType<typeof openRehearsalDoor>>;

  beforeAll(async () => {
    // Where the door is, its namespace says: another file has one in the common namespace.
    namespace = await ownNamespace();
    world = await startWorld({ namespace });
  });
  beforeEach(async () => {
    await world.reset();
    await world.openDoors();
    door = await openRehearsalDoor(world);
  });
  afterEach(async () => {
    await dev('recover');
    await door.close();
  });
  afterAll(() => world.stop());

  /** Runs `carat dev`, which must do what it is told. */
  async function dev(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await tried(...args);
    expect({ args, exitCode, stderr }).toEqual({ args, exitCode: 0, stderr: '' });
    return stdout;
  }
  const tried = (...args: string[]): ReturnType<typeof runInProcess> =>
    runInProcess(['dev', ...args], {
      env: { TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: namespace },
    });
  const name = ({ merchant, orderId }: SubscriptionRef): string => `${merchant}/${orderId}`;
  const advance = (ref: SubscriptionRef, days: number): Promise<string> =>
    dev('advance', name(ref), '--days', String(days));
  const view = (ref: SubscriptionRef): Promise<SubscriptionView> => world.subscriptions.get(ref);
  const attention = async (ref: SubscriptionRef): Promise<string[]> => (await view(ref)).attention;
  const flagged = (ref: SubscriptionRef, flags: string[]): Promise<void> =>
    eventually(`${flags.join()} is up`, async () => String(await attention(ref)) === flags.join());
  const charges = async (ref: SubscriptionRef): Promise<string[]> =>
    (await world.charges(ref.orderId)).map(({ outcome, kind }) => `${kind} ${outcome}`);

  /** One that runs; its first scheduled charge is ten days ahead. */
  async function running(): Promise<SubscriptionRef> {
    const order = await payNow(world);
    await world.begin(order);
    return { merchant: order.merchant, orderId: order.orderId };
  }
  /** One that is started, whatever becomes of it. */
  async function started(): Promise<SubscriptionRef> {
    const order = await payNow(world);
    await world.subscriptions.start(order);
    return { merchant: order.merchant, orderId: order.orderId };
  }
  const becomes = (ref: SubscriptionRef, state: SubscriptionView['state']): Promise<unknown> =>
    world.subscriptions.waitFor(ref, [state], { timeoutMs: 60_000 });

  it.each([
    ['credentials', 'credentials_refused'],
    ['untrusted', 'gateway_untrusted'],
  ])('an outage of kind %s: %s, and what was started goes on when it is over', async (kind, flag) => {
    await dev('outage', '--kind', kind);
    const ref = await started();
    await flagged(ref, [flag]);
    expect(await world.charges(ref.orderId)).toEqual([]);
    await dev('recover');
    await advance(ref, 1);
    expect(await view(ref)).toMatchObject({ state: 'active', attention: [] });
    expect(await charges(ref)).toEqual(['payment approved']);
  });

  it('gateway_queue_full, where workers get no call for a day', async () => {
    await dev('outage', '--kind', 'full-queue');
    const ref = await started();
    await advance(ref, 2);
    expect(await attention(ref)).toEqual(['gateway_queue_full']);
    await dev('recover');
    await advance(ref, 1);
    expect(await view(ref)).toMatchObject({ state: 'active', attention: [] });
    expect(await charges(ref)).toEqual(['payment approved']);
  });

  it('a stack that was stopped while workers got no call gives them calls when it starts again', async () => {
    await dev('outage', '--kind', 'full-queue');
    const ref = await started();
    await door.close();
    door = await openRehearsalDoor(world);
    await becomes(ref, 'active');
    expect(await charges(ref)).toEqual(['payment approved']);
  });

  it.each([
    ['amount', 'answer_unreadable'],
    ['next-date', 'answer_unreadable'],
    ['status', 'unexpected_gateway_status'],
  ])('an odd %s: %s, which goes by itself', async (about, flag) => {
    const ref = await running();
    await dev('odd-answers', name(ref), '--about', about);
    await advance(ref, 12);
    expect(await attention(ref)).toContain(flag);
    await dev('recover');
    await advance(ref, 31);
    expect(await attention(ref)).toEqual([]);
    expect(await charges(ref)).toEqual(['payment approved', 'scheduled approved', 'scheduled approved']);
  });

  it.each([
    ['counter', 'counter_unexplained'],
    ['failed', 'paid_without_schedule'],
  ] as const)('an odd %s: %s, which is acknowledged', async (about, flag) => {
    const ref = await running();
    await dev('odd-answers', name(ref), '--about', about);
    await advance(ref, 12);
    expect(await attention(ref)).toContain(flag);
    await world.subscriptions.acknowledge(ref, { ...ANA, flags: [flag] });
    expect(await attention(ref)).not.toContain(flag);
  });

  it('another odd answer in place of the one before, and of silence', async () => {
    const ref = await running();
    await dev('silence', name(ref));
    await dev('odd-answers', name(ref), '--about', 'amount');
    await dev('odd-answers', name(ref), '--about', 'status');
    const told = await dev('status');
    expect(told).toContain('is PEN: its first payment is awaited, until `carat dev recover`');
    expect(told).not.toMatch(/answers no question|cannot be read/);
    await advance(ref, 12);
    expect(await attention(ref)).toEqual(['unexpected_gateway_status']);
    expect((await view(ref)).ledger.cycles[0]).toMatchObject({ outcome: 'paid' });
  });

  it('paid_without_schedule, which goes with the next look where the gateway recovers', async () => {
    const ref = await running();
    await dev('odd-answers', name(ref), '--about', 'failed');
    await advance(ref, 12);
    expect(await attention(ref)).toContain('paid_without_schedule');
    await dev('recover');
    const { nextMoment = '' } = await view(ref);
    const next = new Date(Date.parse(nextMoment) + 60_000).toISOString();
    await dev('advance', name(ref), '--to', next);
    expect(await view(ref)).toMatchObject({ state: 'active', attention: [] });
  });

  it('nothing for a merchant without a store, and no payment beside another outage', async () => {
    for (const action of ['silence', 'odd-answers', 'deny-next', 'lose-next-reply'])
      expect(await tried(action, 'loja-zz/N1')).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('loja-zz has no store at this sandbox') as string,
      });
    await dev('outage', '--kind', 'credentials');
    expect(await dev('status')).toContain('The gateway accepts no key of a store until `carat dev recover`.');
    const ref = { merchant: world.merchant, orderId: newOrderId() };
    const made = await tried('make-blocked', name(ref));
    expect(made).toMatchObject({ exitCode: 1, stdout: '' });
    expect(made.stderr).toContain('was started, and is blocked: what else goes wrong');
    expect(await charges(ref)).toEqual([]);
  });

  it('charge_unreadable, and a person says what became of the charge', async () => {
    const ref = await running();
    await dev('silence', name(ref), '--about', 'charges');
    await advance(ref, 27);
    expect(await attention(ref)).toContain('charge_unreadable');
    const about = (await view(ref)).ledger.cycles[0]?.charges[0]?.nit ?? '';
    await world.subscriptions.resolve(ref, { ...ANA, decision: 'happened', about });
    const { ledger } = await view(ref);
    expect(ledger.cycles[0]).toMatchObject({ outcome: 'paid', charges: [{ knownBy: 'person' }] });
  });

  it('a question about another call than a payment: an activation', async () => {
    const order = await startLater(world);
    const ref = { merchant: order.merchant, orderId: order.orderId };
    await dev('lose-next-reply', name(ref), '--call', 'activate');
    await dev('silence', name(ref));
    await world.subscriptions.start({ ...order, schedule: { ...order.schedule, firstDate: inDays(60) } });
    await becomes(ref, 'resolving');
    await advance(ref, 15);
    expect(await view(ref)).toMatchObject({ state: 'blocked', blocked: { call: 'activate' } });
    await world.subscriptions.resolve(ref, { ...ANA, decision: 'happened' });
    await becomes(ref, 'active');
  });

  it('adoption_open, where the gateway does not tell what is to be adopted', async () => {
    const { orderId, merchant } = await running();
    const { gateway } = await view({ merchant, orderId });
    await world.subscriptions.retire({ merchant, orderId }, ANA);
    await dev('outage');
    const { sid = '', nextDate = '' } = gateway;
    const adopted = { merchant, orderId: newOrderId() };
    await world.subscriptions.start({
      ...{ entry: 'adopt', ...adopted, gatewayOrderId: orderId, sid },
      schedule: { amountCents: 4_990, firstDate: nextDate, numberOfTimes: 12 },
    });
    await advance(adopted, 2);
    expect(await attention(adopted)).toEqual(['adoption_open']);
    await dev('recover');
    await advance(adopted, 1);
    expect(await view(adopted)).toMatchObject({ state: 'active', attention: [] });
    // The gateway knows it by the order id of the one before.
    await dev('odd-answers', name(adopted));
    await advance(adopted, 10);
    expect(await attention(adopted)).toEqual(['unexpected_gateway_status']);
    await dev('silence', name(adopted));
    await advance(adopted, 31);
    // Executed there, and not heard of.
    expect(await charges({ merchant, orderId })).toEqual([
      'payment approved',
      'scheduled approved',
      'scheduled approved',
    ]);
    expect((await view(adopted)).ledger.cycles.map(({ outcome }) => outcome)).toEqual(['paid']);
  });

  it('cancel_requested and the end of a workflow, in Temporal', async () => {
    const ref = await running();
    await dev('temporal', name(ref));
    await flagged(ref, ['cancel_requested']);
    await world.subscriptions.acknowledge(ref, { ...ANA, flags: ['cancel_requested'] });
    await dev('temporal', name(ref), '--call', 'terminate');
    await expect(view(ref)).rejects.toMatchObject({ code: 'workflow_failed', closedAs: 'TERMINATED' });
  });

  it('command_stuck, and a refund without its card: command_failed', async () => {
    const ref = await running();
    await dev('outage');
    await world.subscriptions.pause(ref, ANA);
    await advance(ref, 2);
    expect(await attention(ref)).toEqual(['command_stuck']);
    await dev('recover');
    await advance(ref, 1);
    expect(await view(ref)).toMatchObject({ state: 'paused', attention: [] });
    const { nit = '' } = (await world.charges(ref.orderId))[0] ?? {};
    await world.subscriptions.refund(ref, { ...ANA, charge: { kind: 'nit', nit } }).catch(() => undefined);
    await advance(ref, 1);
    expect(await attention(ref)).toEqual(['command_failed']);
  });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
