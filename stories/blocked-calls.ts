import type { NewStart } from '../contract/input';
import { YEAR, silenceUntilBlocked } from './blocking';
import { expectState } from './expectations';
import { loseOnTheWay, loseReplyOf, silence } from './mishaps';
import { payNow, startLater } from './orders';
import { ana, decide } from './persons';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, MONTH_MS } from './times';
import type { World } from './world';

/** A decision about a late confirmation that never arrives, and then silence until a person is called. */
async function blockedDecision(world: World, orderId: string, call: 'confirm' | 'undo'): Promise<NewStart> {
  await world.sandbox.control.changeSettings({ nitLifeDays: 60 });
  const lateConfirmation = { confirmWithinMinutes: 48 * 60 };
  const order = await payNow(world, orderId, YEAR, { lateConfirmation });
  await world.begin(order);
  await loseOnTheWay(world, call, orderId);
  await silenceUntilBlocked(world, orderId, () =>
    world.subscriptions[call](order, ana('the order was looked at')),
  );
  await world.sandbox.control.clearFaults();
  return order;
}

async function createBlocked(world: World, orderId: string): Promise<NewStart> {
  const order = await startLater(world, orderId);
  await silence(world, 'create');
  await world.begin(order);
  await world.clock.advanceBy(2 * DAY_MS);
  await expectState(world, orderId, 'blocked');
  return order;
}

/** Lives of which another call, or a charge, comes to the point where only a person helps. */
export const blockedCalls: readonly Story[] = [
  {
    path: 'blocked-activation-did-not-happen',
    description:
      'no answer about the activation for fourteen days; a person says that the schedule is not active',
    endsAs: 'cancelled',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await startLater(world, orderId, YEAR);
      await loseOnTheWay(world, 'activate', orderId);
      await silenceUntilBlocked(world, orderId, () => world.begin(order));
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'did_not_happen', 'not active in the portal');
    },
  },
  {
    path: 'blocked-activation-asked-again',
    description: 'no answer about the activation for fourteen days; a person has it asked again',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await startLater(world, orderId, YEAR);
      await loseReplyOf(world, 'activate', orderId);
      await silenceUntilBlocked(world, orderId, () => world.begin(order));
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'ask_again', 'the gateway is back');
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'blocked-confirm-did-not-happen',
    description:
      'no answer about a confirm for fourteen days; a person says that it did not happen, and it is sent again',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await blockedDecision(world, orderId, 'confirm');
      await decide(world, order, 'did_not_happen', 'not captured, says the acquirer');
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-undo-did-not-happen',
    description:
      'no answer about an undo for fourteen days; a person says that it did not happen, and it is sent again',
    endsAs: 'undone',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await blockedDecision(world, orderId, 'undo');
      await decide(world, order, 'did_not_happen', 'not released, says the acquirer');
    },
  },
  {
    path: 'blocked-charge-decided',
    description: 'the gateway tells neither by NIT nor by date what became of the last charge; a person does',
    endsAs: 'completed',
    raises: ['blocked', 'charge_unreadable'],
    async play(world, orderId) {
      const order = await startLater(world, orderId);
      await world.begin(order);
      await silence(world, 'get_transaction');
      await silence(world, 'list_transactions');
      await world.clock.advanceBy(MONTH_MS);
      await expectState(world, orderId, 'blocked');
      await decide(world, order, 'happened', 'seen in the portal');
      await world.clock.advanceBy(8 * DAY_MS);
    },
  },
  {
    path: 'blocked-activation-happened',
    description:
      'no answer about the activation for fourteen days; a person says that the schedule is active',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await startLater(world, orderId, YEAR);
      await loseReplyOf(world, 'activate', orderId);
      await silenceUntilBlocked(world, orderId, () => world.begin(order));
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'happened', 'seen in the portal');
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-confirm-happened',
    description: 'no answer about a confirm for fourteen days; a person says that the payment was captured',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const lateConfirmation = { confirmWithinMinutes: 60 };
      const order = await payNow(world, orderId, YEAR, { lateConfirmation });
      await world.begin(order);
      await loseReplyOf(world, 'confirm', orderId);
      await silenceUntilBlocked(world, orderId, () =>
        world.subscriptions.confirm(order, ana('the order was checked')),
      );
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'happened', 'captured, says the acquirer');
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-undo-happened',
    description: 'no answer about an undo for fourteen days; a person says that nothing stays charged',
    endsAs: 'undone',
    raises: ['blocked'],
    async play(world, orderId) {
      const lateConfirmation = { confirmWithinMinutes: 60 };
      await loseReplyOf(world, 'undo', orderId);
      const order = await payNow(world, orderId, {}, { lateConfirmation });
      await silenceUntilBlocked(world, orderId, () => world.begin(order));
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'happened', 'released, says the acquirer');
    },
  },
  {
    path: 'blocked-create-asked-again',
    description: 'no answer to any create; a person has it created again',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await createBlocked(world, orderId);
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'ask_again', 'the gateway is back');
    },
  },
  {
    path: 'blocked-create-given-up',
    description: 'no answer to any create; a person gives it up',
    endsAs: 'cancelled',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await createBlocked(world, orderId);
      await decide(world, order, 'did_not_happen', 'the customer withdrew');
    },
  },
];
