import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import { DELIBERATE_LEAK, hasCardNumber } from '../support/no-card-numbers';
import { eventually } from '../support/eventually';
import { newOrderId, payNow } from '../support/orders';
import { temporalAddress, temporalBinary } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

const run = promisify(execFile);
const DAY_MS = 86_400_000;

describe('starting from any client', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  async function failureOf(input: unknown, workflowId: string): Promise<ApplicationFailure> {
    const options = { workflowId, taskQueue: world.taskQueue, args: [input] };
    const error: unknown = await world.client.workflow
      .execute(WORKFLOW_TYPE, options)
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof WorkflowFailedError)) throw new Error('the workflow did not fail');
    if (!(error.cause instanceof ApplicationFailure)) throw new Error('the failure carries no code');
    return error.cause;
  }

  async function activitiesRun(workflowId: string): Promise<number> {
    const { events } = await world.client.workflow.getHandle(workflowId).fetchHistory();
    return (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes).length;
  }

  it('works from the Temporal CLI with plain JSON', async () => {
    const input = await payNow(world);
    const workflowId = workflowIdOf(world.merchant, input.orderId);
    const common = ['--address', temporalAddress(), '--workflow-id', workflowId];
    const start = ['workflow', 'start', ...common, '--type', 'subscription', '--task-queue', world.taskQueue];
    await run(temporalBinary(), [...start, '--input', JSON.stringify(input)]);
    world.clock.follow(workflowId);
    await world.clock.untilIdle();
    expect(await world.charges(input.orderId)).toHaveLength(1);
    const query = ['workflow', 'query', ...common, '--name', 'status', '--output', 'json'];
    const { stdout } = await run(temporalBinary(), query);
    expect(JSON.parse(stdout)).toMatchObject({ queryResult: [{ state: 'active' }] });
  });

  it('refuses a bad start at once, names every field, and runs no activity', async () => {
    const input = await payNow(world);
    const workflowId = workflowIdOf(world.merchant, input.orderId);
    const bad = {
      ...input,
      authorizerId: 'Visa',
      schedule: { ...input.schedule, firstDate: '2026-02-30', amount: 1 },
    };
    const failure = await failureOf(bad, workflowId);
    expect(failure).toMatchObject({ type: 'invalid_input', nonRetryable: true });
    expect(failure.message).toContain('authorizerId: must be the id of an authorizer of cards');
    expect(failure.message).toContain('schedule.firstDate: must be an existing calendar date');
    expect(failure.message).toContain('schedule.amount: is not a field');
    expect(await activitiesRun(workflowId)).toBe(0);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'loja-a'],
    ['a list', []],
    ['an unknown way in', { entry: 'adopt' }],
  ])('refuses %s as input', async (_name, input) => {
    const failure = await failureOf(
      input,
      `subscription/${world.merchant}/X${String(Math.random()).slice(2, 12)}`,
    );
    expect(failure.type).toBe('invalid_input');
  });

  it('refuses a card number where a reference belongs, and does not repeat it', async () => {
    const orderId = `${DELIBERATE_LEAK}${newOrderId()}`;
    const input = await payNow(world, { orderId, card: { kind: 'carat_token', token: '5000000000000001' } });
    const workflowId = workflowIdOf(world.merchant, orderId);
    const failure = await failureOf(input, workflowId);
    expect(failure.type).toBe('invalid_input');
    expect(failure.message).toContain('card.token: holds a number as long as a card number');
    expect(failure.message).not.toContain('5000000000000001');
    // What a foreign client sends is in its start event all the same; it also proves that the search for it works.
    expect(await hasCardNumber(world.client, workflowId)).toBe(true);
  });

  it('refuses a workflow id that is not derived from merchant and order id', async () => {
    const input = await payNow(world);
    const failure = await failureOf(input, `my-${input.orderId}`);
    expect(failure.type).toBe('workflow_id_mismatch');
    expect(failure.message).toContain(workflowIdOf(world.merchant, input.orderId));
  });

  it('refuses a workflow timeout: the gateway would go on charging after it', async () => {
    const input = await payNow(world);
    const workflowId = workflowIdOf(world.merchant, input.orderId);
    const options = {
      workflowId,
      taskQueue: world.taskQueue,
      args: [input],
      workflowExecutionTimeout: '30 days',
    };
    const failed = world.client.workflow.execute(WORKFLOW_TYPE, options);
    await expect(failed).rejects.toMatchObject({ cause: { type: 'invalid_input' } });
    expect(await activitiesRun(workflowId)).toBe(0);
  });

  it('refuses a cron schedule: each run would pay again', async () => {
    const input = await payNow(world);
    const workflowId = workflowIdOf(world.merchant, input.orderId);
    const handle = await world.client.workflow.start(WORKFLOW_TYPE, {
      workflowId,
      taskQueue: world.taskQueue,
      args: [input],
      cronSchedule: '@every 1s',
    });
    const first = world.client.workflow.getHandle(workflowId, handle.firstExecutionRunId);
    await eventually(
      'the first run has ended',
      async () => (await first.describe()).status.name === 'FAILED',
    );
    const last = (await first.fetchHistory()).events?.at(-1)?.workflowExecutionFailedEventAttributes;
    expect(last?.failure?.applicationFailureInfo?.type).toBe('invalid_input');
    expect(last?.failure?.message).toContain('(cron schedule): must not be set');
    expect(await activitiesRun(workflowId)).toBe(0);
    await world.client.workflow.getHandle(workflowId).terminate('the next run of the cron');
  });

  it('refuses a text that the gateway client would refuse later', async () => {
    const input = await payNow(world);
    const bad = { ...input, schedule: { ...input.schedule, softDescriptor: 'a\tb' } };
    const failure = await failureOf(bad, workflowIdOf(world.merchant, input.orderId));
    expect(failure.message).toContain('schedule.softDescriptor: must be 1–22 letters without accents');
  });

  it('is not stopped by a cancellation request: it flags it, because the gateway would go on charging', async () => {
    const input = await payNow(world);
    await world.begin(input);
    await world.client.workflow.getHandle(workflowIdOf(world.merchant, input.orderId)).cancel();
    await world.clock.untilIdle();
    await world.clock.advanceBy(45 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view).toMatchObject({ state: 'active', attention: ['cancel_requested'] });
    expect(view.ledger.summary.byOutcome.paid).toBeGreaterThan(0);
  });
});
