import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import { cardToken, payNow, startLater } from './orders';
import type { Story } from './story';
import { HOUR_MS, until } from './turns';

/** Too short for a card number: the gateway refuses it before anybody is asked. */
const NO_CARD = { number: '400000000000', expiryDate: '1230' };

/** Three digits, and the id of none. */
const UNKNOWN_AUTHORIZER = '999';

/** Lives that end before the schedule runs, because somebody said no. */
export const refusedStarts: readonly Story[] = [
  {
    path: 'bad-input',
    tells: 'a client of another language starts it with fields that are not valid: it fails at once',
    ends: 'failed',
    async play(stage, orderId) {
      const { schedule, ...rest } = await startLater(stage, orderId);
      const bad = { ...rest, schedule: { ...schedule, firstDate: '2026-02-30', amountCents: -1 } };
      const handle = await stage.client.workflow.start(WORKFLOW_TYPE, {
        workflowId: workflowIdOf(stage.merchant, orderId),
        taskQueue: stage.taskQueue,
        args: [bad],
      });
      await until('the start has failed', async () => (await handle.describe()).status.name === 'FAILED');
    },
  },
  {
    path: 'create-refused',
    tells: 'the gateway refuses to create a schedule for an authorizer that it does not know',
    ends: 'rejected',
    async play(stage, orderId) {
      await stage.begin(await startLater(stage, orderId, {}, { authorizerId: UNKNOWN_AUTHORIZER }));
    },
  },
  {
    path: 'first-payment-refused',
    tells: 'the gateway refuses the first payment, because the card number is none',
    ends: 'rejected',
    async play(stage, orderId) {
      const card = { kind: 'vault', reference: await stage.vault.put(NO_CARD) } as const;
      await stage.begin(await payNow(stage, orderId, {}, { card }));
    },
  },
  {
    path: 'activation-refused',
    tells: 'the gateway refuses to activate the schedule, because the card number is none',
    ends: 'rejected',
    async play(stage, orderId) {
      const card = { kind: 'vault', reference: await stage.vault.put(NO_CARD) } as const;
      await stage.begin(await startLater(stage, orderId, {}, { card }));
    },
  },
  {
    path: 'first-payment-denied',
    tells: 'the issuer denies the first payment',
    ends: 'rejected',
    async play(stage, orderId) {
      const payment = { kind: 'deny', authorizerCode: '51' } as const;
      await stage.sandbox.control.scriptCard(await cardToken(stage), { orderId, payment });
      await stage.begin(await payNow(stage, orderId));
    },
  },
  {
    path: 'first-payment-denied-reply-lost',
    tells: 'the issuer denies the first payment and the reply is lost; the question tells',
    ends: 'rejected',
    async play(stage, orderId) {
      const payment = { kind: 'deny', authorizerCode: '51' } as const;
      await stage.sandbox.control.scriptCard(await cardToken(stage), { orderId, payment });
      await stage.sandbox.control.addFault({ route: 'pay', kind: 'execute_then_502', orderId });
      await stage.begin(await payNow(stage, orderId));
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
];
