import { WORKFLOW_TYPE, workflowIdOf } from '../contract/ids';
import { storyOf } from './life';
import { firstPaymentDenied } from './lives';
import { denyFirstPayment } from './mishaps';
import { payNow, startLater } from './orders';
import type { Story } from './story';
import { HOUR_MS } from './times';
import { until } from './until';
import type { World } from './world';

/** Too short for a card number: the gateway refuses it before anybody is asked. */
const NO_CARD = { number: '400000000000', expiryDate: '1230' };

const noCard = async (world: World): Promise<{ card: { kind: 'vault'; reference: string } }> => ({
  card: { kind: 'vault', reference: await world.vault.put(NO_CARD) },
});

/** Three digits, and the id of none. */
const UNKNOWN_AUTHORIZER = '999';

/** Lives that end before the schedule runs, because somebody said no. */
export const refusedStarts: readonly Story[] = [
  {
    path: 'bad-input',
    description: 'a client of another language starts it with fields that are not valid: it fails at once',
    endsAs: 'failed',
    async play(world, orderId) {
      const { schedule, ...rest } = await startLater(world, orderId);
      const bad = { ...rest, schedule: { ...schedule, firstDate: '2026-02-30', amountCents: -1 } };
      const handle = await world.client.workflow.start(WORKFLOW_TYPE, {
        workflowId: workflowIdOf(world.merchant, orderId),
        taskQueue: world.taskQueue,
        args: [bad],
      });
      await until('the start has failed', async () => (await handle.describe()).status.name === 'FAILED');
    },
  },
  {
    path: 'create-refused',
    description: 'the gateway refuses to create a schedule for an authorizer that it does not know',
    endsAs: 'rejected',
    async play(world, orderId) {
      await world.begin(await startLater(world, orderId, {}, { authorizerId: UNKNOWN_AUTHORIZER }));
    },
  },
  {
    path: 'first-payment-refused',
    description: 'the gateway refuses the first payment, because the card number is none',
    endsAs: 'rejected',
    async play(world, orderId) {
      await world.begin(await payNow(world, orderId, {}, await noCard(world)));
    },
  },
  {
    path: 'activation-refused',
    description: 'the gateway refuses to activate the schedule, because the card number is none',
    endsAs: 'rejected',
    async play(world, orderId) {
      await world.begin(await startLater(world, orderId, {}, await noCard(world)));
    },
  },
  storyOf('first-payment-denied', firstPaymentDenied, { numberOfTimes: 1, livesForDays: 1 }),
  {
    path: 'first-payment-denied-reply-lost',
    description: 'the issuer denies the first payment and the reply is lost; the question tells',
    endsAs: 'rejected',
    async play(world, orderId) {
      const order = await payNow(world, orderId);
      await denyFirstPayment(world, order);
      await world.sandbox.control.addFault({ route: 'pay', kind: 'execute_then_502', orderId });
      await world.begin(order);
      await world.clock.advanceBy(HOUR_MS);
    },
  },
];
