import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { workflowIdOf } from '../../contract/ids';
import { eventually } from '../support/eventually';
import { payNow } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
const confirmation = { by: 'Ana', reason: 'the order was checked' };

describe('commands from any client', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  async function authorised(options = {}): Promise<string> {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 14 * 24 * 60 }, options });
    expect((await world.begin(input)).state).toBe('pending_confirmation');
    return input.orderId;
  }

  const update = (orderId: string, name: string, argument: unknown, updateId?: string): Promise<unknown> =>
    world.client.workflow
      .getHandle(workflowIdOf(world.merchant, orderId))
      .executeUpdate(name, { args: [argument], ...(updateId === undefined ? {} : { updateId }) });

  async function refusalOf(command: Promise<unknown>): Promise<ApplicationFailure> {
    const error: unknown = await command.catch((thrown: unknown) => thrown);
    if (!(error instanceof WorkflowUpdateFailedError)) throw new Error('the command was not refused');
    if (!(error.cause instanceof ApplicationFailure)) throw new Error('the refusal carries no code');
    return error.cause;
  }

  it.each([
    ['nothing', undefined, '(message)'],
    ['no reason', { by: 'Ana' }, 'reason'],
    ['a blank name', { by: ' ', reason: 'checked' }, 'by'],
    ['an unknown field', { ...confirmation, force: true }, 'force'],
    [
      'a card number',
      { by: 'Ana', reason: 'card 4000000000000044' },
      'reason: holds a card number (16 characters from position 6)',
    ],
  ])('refuses a confirm with %s, and the subscription is not damaged', async (_name, argument, named) => {
    const orderId = await authorised();
    const refusal = await refusalOf(update(orderId, 'confirm', argument));
    expect(refusal).toMatchObject({ type: 'invalid_command', nonRetryable: true });
    expect(refusal.message).toContain(named);
    expect(refusal.message).not.toContain('4000000000000044');
    expect(await update(orderId, 'confirm', confirmation)).toMatchObject({ state: 'active' });
  });

  it("takes a reason that names a sequence number of the gateway, or the merchant's long order id", async () => {
    const orderId = await authorised();
    const reason = 'conferido no portal, NSU e-SiTef 260410138563214, pedido 2026112600012345';
    expect(await update(orderId, 'confirm', { by: 'Ana', reason })).toMatchObject({ state: 'active' });
  });

  it('refuses a resolve where nothing is blocked, and says where the subscription stands', async () => {
    const orderId = await authorised();
    const refusal = await refusalOf(update(orderId, 'resolve', { ...confirmation, decision: 'happened' }));
    expect(refusal).toMatchObject({ type: 'command_not_allowed' });
    expect(refusal.message).toContain('the subscription is pending_confirmation');
  });

  it('answers a confirm truthfully although a cancellation was requested before', async () => {
    const orderId = await authorised();
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId));
    await handle.cancel();
    await eventually('the request is flagged', async () => (await world.view(orderId)).attention.length > 0);
    expect(await update(orderId, 'confirm', confirmation)).toMatchObject({
      state: 'active',
      paymentStatus: 'CON',
    });
  });

  it('carries only one of two decisions sent at the same moment', async () => {
    const orderId = await authorised();
    const both = await Promise.allSettled([
      update(orderId, 'confirm', confirmation),
      update(orderId, 'undo', { by: 'Bia', reason: 'the customer gave up' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const calls = await world.sandbox.control.requests();
    expect(calls.filter(({ route }) => route === 'confirm' || route === 'undo')).toHaveLength(1);
  });

  it('answers a repeated command the same way, without a second effect, even many runs later', async () => {
    const orderId = await authorised({ continueAsNewAfterEvents: 50 });
    await world.clock.advanceBy(8 * DAY_MS);
    const answer = await update(orderId, 'confirm', confirmation, 'confirm-by-ana');
    await world.clock.untilIdle();
    await world.clock.advanceBy(200 * DAY_MS);
    expect(await update(orderId, 'confirm', confirmation, 'confirm-by-ana')).toEqual(answer);
    expect(await world.sandbox.control.requests({ route: 'confirm' })).toHaveLength(1);
    const { raw, runId } = await world.client.workflow
      .getHandle(workflowIdOf(world.merchant, orderId))
      .describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);
  });
});
