import type { ResolveCommand } from '../../contract/commands';
import type { SubscriptionStart } from '../../contract/input';
import { payNow, startLater } from './orders';
import type { Stage } from './stage';
import type { Story } from './story';
import { ana, DAY_MS, expectState, HOUR_MS, loseReplyOf, MONTH_MS, PAST_THE_WALL_MS, silence } from './turns';

/** Long enough to run on after the wall. */
const YEAR = { numberOfTimes: 12 };

/** The reply to the first payment is lost, and the gateway answers no question until the wall. */
async function paymentBlocked(stage: Stage, orderId: string): Promise<SubscriptionStart> {
  const input = await payNow(stage, orderId, YEAR);
  await loseReplyOf(stage, 'pay', orderId);
  await silenceUntilBlocked(stage, orderId, () => stage.begin(input));
  return input;
}

/** From an act on, the gateway answers no question, until a person is called. */
async function silenceUntilBlocked(
  stage: Stage,
  orderId: string,
  act: () => Promise<unknown>,
): Promise<void> {
  await silence(stage, 'get_transaction');
  await silence(stage, 'get_schedule');
  await act();
  await stage.clock.advanceBy(PAST_THE_WALL_MS);
  await expectState(stage, orderId, 'blocked');
}

/** A decision about a late confirmation that never arrives, and then silence until a person is called. */
async function blockedDecision(
  stage: Stage,
  orderId: string,
  call: 'confirm' | 'undo',
): Promise<SubscriptionStart> {
  await stage.sandbox.control.changeSettings({ nitLifeDays: 60 });
  const lateConfirmation = { confirmWithinMinutes: 48 * 60 };
  const input = await payNow(stage, orderId, YEAR, { lateConfirmation });
  await stage.begin(input);
  await stage.sandbox.control.addFault({ route: call, kind: 'reset_before', orderId });
  await silenceUntilBlocked(stage, orderId, () =>
    stage.subscriptions[call](input, ana('the order was looked at')),
  );
  await stage.sandbox.control.clearFaults();
  return input;
}

async function createBlocked(stage: Stage, orderId: string): Promise<SubscriptionStart> {
  const input = await startLater(stage, orderId);
  await silence(stage, 'create');
  await stage.begin(input);
  await stage.clock.advanceBy(2 * DAY_MS);
  await expectState(stage, orderId, 'blocked');
  return input;
}

async function decide(
  stage: Stage,
  input: SubscriptionStart,
  decision: ResolveCommand['decision'],
  reason: string,
): Promise<void> {
  await stage.subscriptions.resolve(input, { decision, ...ana(reason) });
  await stage.clock.settle();
}

/** Lives that come to a wall, where only a person, or a late answer of the gateway, helps. */
export const blockedLives: readonly Story[] = [
  {
    path: 'blocked-payment-happened',
    tells: 'no answer about the first payment for fourteen days; a person says that it happened',
    ends: 'active',
    async play(stage, orderId) {
      const input = await paymentBlocked(stage, orderId);
      await stage.sandbox.control.clearFaults();
      await decide(stage, input, 'happened', 'seen in the portal');
      await stage.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-payment-did-not-happen',
    tells: 'no answer about the first payment for fourteen days; a person says that it did not happen',
    ends: 'cancelled',
    async play(stage, orderId) {
      const input = await paymentBlocked(stage, orderId);
      await decide(stage, input, 'did_not_happen', 'not in the portal');
    },
  },
  {
    path: 'blocked-payment-asked-again',
    tells: 'no answer about the first payment for fourteen days; a person has it asked again',
    ends: 'active',
    async play(stage, orderId) {
      const input = await paymentBlocked(stage, orderId);
      await stage.sandbox.control.changeSettings({ nitLifeDays: 60 });
      await stage.sandbox.control.clearFaults();
      await decide(stage, input, 'ask_again', 'the gateway is back');
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'blocked-payment-answered-after-all',
    tells: 'no answer about the first payment for fourteen days; asked rarely, the schedule tells in the end',
    ends: 'active',
    async play(stage, orderId) {
      await paymentBlocked(stage, orderId);
      await stage.sandbox.control.clearFaults();
      await stage.clock.advanceBy(8 * DAY_MS);
    },
  },
  {
    path: 'blocked-late-payment-happened',
    tells:
      'no answer about an authorisation for fourteen days; a person says that it happened, and it awaits confirmation',
    ends: 'pending_confirmation',
    async play(stage, orderId) {
      const lateConfirmation = { confirmWithinMinutes: 48 * 60 };
      const input = await payNow(stage, orderId, YEAR, { lateConfirmation });
      await loseReplyOf(stage, 'pay', orderId);
      await silenceUntilBlocked(stage, orderId, () => stage.begin(input));
      await decide(stage, input, 'happened', 'authorised, says the acquirer');
    },
  },
  {
    path: 'blocked-activation-did-not-happen',
    tells: 'no answer about the activation for fourteen days; a person says that the schedule is not active',
    ends: 'cancelled',
    async play(stage, orderId) {
      const input = await startLater(stage, orderId, YEAR);
      await stage.sandbox.control.addFault({ route: 'activate', kind: 'reset_before', orderId });
      await silenceUntilBlocked(stage, orderId, () => stage.begin(input));
      await decide(stage, input, 'did_not_happen', 'not active in the portal');
    },
  },
  {
    path: 'blocked-activation-asked-again',
    tells: 'no answer about the activation for fourteen days; a person has it asked again',
    ends: 'active',
    async play(stage, orderId) {
      const input = await startLater(stage, orderId, YEAR);
      await loseReplyOf(stage, 'activate', orderId);
      await silenceUntilBlocked(stage, orderId, () => stage.begin(input));
      await stage.sandbox.control.clearFaults();
      await decide(stage, input, 'ask_again', 'the gateway is back');
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'blocked-confirm-did-not-happen',
    tells:
      'no answer about a confirm for fourteen days; a person says that it did not happen, and it is sent again',
    ends: 'active',
    async play(stage, orderId) {
      const input = await blockedDecision(stage, orderId, 'confirm');
      await decide(stage, input, 'did_not_happen', 'not captured, says the acquirer');
      await stage.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-undo-did-not-happen',
    tells:
      'no answer about an undo for fourteen days; a person says that it did not happen, and it is sent again',
    ends: 'undone',
    async play(stage, orderId) {
      const input = await blockedDecision(stage, orderId, 'undo');
      await decide(stage, input, 'did_not_happen', 'not released, says the acquirer');
    },
  },
  {
    path: 'blocked-charge-settled',
    tells: 'the gateway tells neither by NIT nor by date what became of the last charge; a person does',
    ends: 'completed',
    async play(stage, orderId) {
      const input = await startLater(stage, orderId);
      await stage.begin(input);
      await silence(stage, 'get_transaction');
      await silence(stage, 'list_transactions');
      await stage.clock.advanceBy(MONTH_MS);
      await expectState(stage, orderId, 'blocked');
      await decide(stage, input, 'happened', 'seen in the portal');
      await stage.clock.advanceBy(8 * DAY_MS);
    },
  },
  {
    path: 'blocked-activation-happened',
    tells: 'no answer about the activation for fourteen days; a person says that the schedule is active',
    ends: 'active',
    async play(stage, orderId) {
      const input = await startLater(stage, orderId, YEAR);
      await loseReplyOf(stage, 'activate', orderId);
      await silenceUntilBlocked(stage, orderId, () => stage.begin(input));
      await stage.sandbox.control.clearFaults();
      await decide(stage, input, 'happened', 'seen in the portal');
      await stage.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-confirm-happened',
    tells: 'no answer about a confirm for fourteen days; a person says that the payment was captured',
    ends: 'active',
    async play(stage, orderId) {
      const lateConfirmation = { confirmWithinMinutes: 60 };
      const input = await payNow(stage, orderId, YEAR, { lateConfirmation });
      await stage.begin(input);
      await loseReplyOf(stage, 'confirm', orderId);
      await silenceUntilBlocked(stage, orderId, () =>
        stage.subscriptions.confirm(input, ana('the order was checked')),
      );
      await stage.sandbox.control.clearFaults();
      await decide(stage, input, 'happened', 'captured, says the acquirer');
      await stage.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-undo-happened',
    tells: 'no answer about an undo for fourteen days; a person says that nothing stays charged',
    ends: 'undone',
    async play(stage, orderId) {
      const lateConfirmation = { confirmWithinMinutes: 60 };
      await loseReplyOf(stage, 'undo', orderId);
      const input = await payNow(stage, orderId, {}, { lateConfirmation });
      await silenceUntilBlocked(stage, orderId, () => stage.begin(input));
      await decide(stage, input, 'happened', 'released, says the acquirer');
    },
  },
  {
    path: 'blocked-create-asked-again',
    tells: 'no answer to any create; a person has it created again',
    ends: 'active',
    async play(stage, orderId) {
      const input = await createBlocked(stage, orderId);
      await stage.sandbox.control.clearFaults();
      await decide(stage, input, 'ask_again', 'the gateway is back');
    },
  },
  {
    path: 'blocked-create-given-up',
    tells: 'no answer to any create; a person gives it up',
    ends: 'cancelled',
    async play(stage, orderId) {
      const input = await createBlocked(stage, orderId);
      await decide(stage, input, 'did_not_happen', 'the customer withdrew');
    },
  },
];
