import { setTimeout } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import type { SubscriptionStart } from '../../contract/input';
import { Started } from '../../devstack/started';
import { startWorkflowWorker } from '../../devstack/workflow-worker';
import { inDays } from '../../stories/orders';
import { eventually } from '../support/eventually';
import { payNow } from '../support/orders';
import { commandRaw, startRaw, type RawMessage } from '../support/raw-messages';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import type { ParentInput } from './support/parent-workflow';

/** Longer than a workflow task may take: what is refused later than this has held a worker up. */
const AT_ONCE_MS = 8_000;

describe('a message that no client of ours would send', () => {
  let world: World;
  const started = new Started();

  const parentQueue = (): string => `${world.taskQueue}-parent`;

  beforeAll(async () => {
    world = await startWorld();
    const workflowsPath = require.resolve('./support/parent-workflow');
    const bundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const address = temporalAddress();
    await startWorkflowWorker({ address, taskQueue: parentQueue(), bundle }, started);
  });
  afterAll(async () => {
    await started.stop();
    await world.stop();
  });

  const idOf = ({ orderId }: SubscriptionStart): string => workflowIdOf(world.merchant, orderId);

  /** How a workflow ended, which it must do at once. */
  async function failureOf(workflowId: string): Promise<ApplicationFailure> {
    const ended = world.client.workflow.result(workflowId, undefined, { followRuns: false });
    const error: unknown = await Promise.race([
      ended.catch((thrown: unknown) => thrown),
      setTimeout(AT_ONCE_MS, new Error('it did not fail at once'), { ref: false }),
    ]);
    if (!(error instanceof WorkflowFailedError)) throw error;
    if (!(error.cause instanceof ApplicationFailure)) throw new Error('the failure carries no code');
    return error.cause;
  }

  async function refused(input: SubscriptionStart, change: object): Promise<string> {
    const workflowId = idOf(input);
    const options = { workflowId, taskQueue: world.taskQueue, args: [{ ...input, ...change }] };
    await world.client.workflow.start(WORKFLOW_TYPE, options);
    const failure = await failureOf(workflowId);
    expect(failure).toMatchObject({ type: 'invalid_input', nonRetryable: true });
    expect(await world.charges(input.orderId)).toHaveLength(0);
    return failure.message;
  }

  it.each<[string, RawMessage]>([
    ['is no JSON: NaN, as Python writes it', { text: '{"schedule":{"amountCents":NaN}}' }],
    ['is no JSON: cut off', { text: '{"merchant":"loja-a","orde' }],
    ['is in an encoding of other SDKs', { text: '{"merchant":"loja-a"}', encoding: 'json/protobuf' }],
  ])('as a start that %s fails it at once, coded, and is not repeated', async (_what, message) => {
    const workflowId = idOf(await payNow(world));
    await startRaw(world, workflowId, message);
    const failure = await failureOf(workflowId);
    expect(failure).toMatchObject({ type: 'invalid_input', nonRetryable: true });
    expect(failure.message).toContain('(message): cannot be read');
    expect(JSON.stringify([failure.message, failure.details, failure.stack])).not.toMatch(/NaN"|loja-a/);
  });

  it('as a start in an encoding that a codec may have is left to a worker that has the codec, and can be found', async () => {
    const input = await payNow(world);
    await startRaw(world, idOf(input), { text: 'secret', encoding: 'binary/encrypted' });
    const query = `WorkflowType = 'subscription' AND ExecutionStatus = 'Running' AND CaratState IS NULL AND WorkflowId = '${idOf(input)}'`;
    await eventually('it is found', async () => (await world.client.workflow.count(query)).count === 1);
    await eventually('its worker says why', async () => {
      const error: unknown = await world.subscriptions
        .get(input, { timeoutMs: 2_000 })
        .catch((e: unknown) => e);
      return JSON.stringify(error).includes('binary/encrypted');
    });
    await expect(world.subscriptions.get(input, { timeoutMs: 2_000 })).rejects.toMatchObject({
      code: 'workflow_stuck',
      nextStep: expect.stringContaining('codec') as string,
    });
    await world.client.workflow.getHandle(idOf(input)).terminate('the test is over');
  });

  it('as a command that is no JSON is refused as invalid_command, and is not repeated', async () => {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 60 } });
    await world.subscriptions.start(input);
    await world.subscriptions.waitFor(input, ['pending_confirmation']);
    const refusal = await commandRaw(world, idOf(input), 'confirm', { text: '{"by":"Bia-7",NaN}' });
    expect(refusal?.type).toBe('invalid_command');
    expect(refusal?.text).not.toContain('Bia-7');
    const confirmed = await world.subscriptions.confirm(input, { by: 'Ana', reason: 'goods were sent' });
    expect(confirmed).toMatchObject({ state: 'active' });
  });

  it('because a text is far too long is refused at once, before it is searched for card numbers', async () => {
    // No card number, which may not be in any history: it took as long to find none.
    const digits = '7'.repeat(150_000);
    expect(await refused(await payNow(world), { requestedBy: digits })).toContain('requestedBy: must be');

    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 60 } });
    await world.subscriptions.start(input);
    await world.subscriptions.waitFor(input, ['pending_confirmation']);
    const before = performance.now();
    const text = JSON.stringify({ by: 'Ana', reason: digits });
    expect(await commandRaw(world, idOf(input), 'undo', { text })).toMatchObject({ type: 'invalid_command' });
    expect(performance.now() - before).toBeLessThan(AT_ONCE_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'pending_confirmation' });
  });

  it.each(['TERMINATE', 'ABANDON', 'REQUEST_CANCEL'] as const)(
    'because a workflow of somebody else starts it, with %s, is refused: its end could end us',
    async (parentClosePolicy) => {
      const input = await payNow(world);
      const args: [ParentInput] = [
        { workflowId: idOf(input), taskQueue: world.taskQueue, input, parentClosePolicy },
      ];
      const workflowId = `parent-of-${input.orderId}`;
      await world.client.workflow.execute('parent', { workflowId, taskQueue: parentQueue(), args });
      const failure = await failureOf(idOf(input));
      expect(failure).toMatchObject({ type: 'invalid_input' });
      expect(failure.message).toContain('(parent workflow): must not be there');
      expect(await world.charges(input.orderId)).toHaveLength(0);
    },
  );

  it.each([
    [
      'accents, and says how it reads without them',
      'AÇAÍ DO JOÃO',
      'without accents it reads "ACAI DO JOAO"',
    ],
    ['emoji', 'LOJA 👍', 'schedule.softDescriptor: must be 1–22 letters without accents'],
    [
      'an invisible character',
      'LOJA\u200bA',
      'schedule.softDescriptor: must be 1–22 letters without accents',
    ],
    ['nothing but a blank', ' ', 'schedule.softDescriptor: must be 1–22 letters without accents'],
  ])(
    'with %s in the soft descriptor is refused before the gateway could',
    async (_what, softDescriptor, says) => {
      const input = await payNow(world);
      const message = await refused(input, { schedule: { ...input.schedule, softDescriptor } });
      expect(message).toContain(says);
    },
  );

  it('with a first date that has passed is refused, or one that never was; today is not', async () => {
    const [yesterday, today] = [await inDays(world, -1), await inDays(world, 0)];
    const at = async (firstDate: string): Promise<string> => {
      const input = await payNow(world);
      return refused(input, { schedule: { ...input.schedule, firstDate } });
    };
    expect(await at(yesterday)).toContain(`schedule.firstDate: must not have passed: it is ${today}`);
    expect(await at('0000-01-01')).toContain('schedule.firstDate: must be an existing calendar date');
    const input = await payNow(world);
    const begun = await world.begin({ ...input, schedule: { ...input.schedule, firstDate: today } });
    expect(begun).toMatchObject({ state: 'active' });
  });

  it('with a name that nobody can see is refused', async () => {
    for (const requestedBy of ['\u200b', 'billing\u00ad', 'a\u202eb'])
      expect(await refused(await payNow(world), { requestedBy })).toContain('requestedBy: must be printable');
  });
});
