import type { NewStart } from '../contract/input';
import { YEAR, silenceUntilBlocked } from './blocking';
import { loseOnTheWay, loseReplyOf } from './mishaps';
import { payNow } from './orders';
import { decide } from './persons';
import type { Story } from './story';
import { DAY_MS, HOUR_MS } from './times';
import type { World } from './world';

/** The reply to the first payment is lost, and the gateway answers no question until day 14. */
async function paymentBlocked(world: World, orderId: string): Promise<NewStart> {
  await loseReplyOf(world, 'pay', orderId);
  return nothingTold(world, orderId);
}

/** The first payment is lost on its way, and the gateway answers no question until day 14. */
async function paymentLostAndBlocked(world: World, orderId: string): Promise<NewStart> {
  await loseOnTheWay(world, 'pay', orderId);
  return nothingTold(world, orderId);
}

async function nothingTold(world: World, orderId: string): Promise<NewStart> {
  const order = await payNow(world, orderId, YEAR);
  await silenceUntilBlocked(world, orderId, () => world.begin(order));
  return order;
}

/** Lives whose first payment comes to day 14, where only a person, or a late answer of the gateway, helps. */
export const blockedPayments: readonly Story[] = [
  {
    path: 'blocked-payment-happened',
    description: 'no answer about the first payment for fourteen days; a person says that it happened',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await paymentBlocked(world, orderId);
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'happened', 'seen in the portal');
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-payment-did-not-happen',
    description: 'no answer about the first payment for fourteen days; a person says that it did not happen',
    endsAs: 'cancelled',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await paymentLostAndBlocked(world, orderId);
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'did_not_happen', 'not in the portal');
    },
  },
  {
    path: 'blocked-payment-said-not-to-happen-and-did',
    description:
      'a person says that the first payment did not happen, and it did; the last question tells that the schedule runs, so it is followed',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await paymentBlocked(world, orderId);
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'did_not_happen', 'not in the portal');
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-payment-said-to-happen-and-did-not',
    description:
      'a person says that the first payment happened, and it did not; the gateway says that it has expired, and that counts',
    endsAs: 'expired',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await paymentLostAndBlocked(world, orderId);
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'happened', 'the customer says so');
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'blocked-payment-asked-again',
    description: 'no answer about the first payment for fourteen days; a person has it asked again',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      const order = await paymentBlocked(world, orderId);
      await world.sandbox.control.changeSettings({ nitLifeDays: 60 });
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'ask_again', 'the gateway is back');
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'blocked-payment-answered-after-all',
    description:
      'no answer about the first payment for fourteen days; asked rarely, the schedule tells in the end',
    endsAs: 'active',
    raises: ['blocked'],
    async play(world, orderId) {
      await paymentBlocked(world, orderId);
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(8 * DAY_MS);
    },
  },
  {
    path: 'blocked-late-payment-happened',
    description:
      'no answer about an authorisation for fourteen days; a person says that it happened, and it awaits confirmation',
    endsAs: 'pending_confirmation',
    raises: ['blocked'],
    async play(world, orderId) {
      const lateConfirmation = { confirmWithinMinutes: 48 * 60 };
      const order = await payNow(world, orderId, YEAR, { lateConfirmation });
      await loseReplyOf(world, 'pay', orderId);
      await silenceUntilBlocked(world, orderId, () => world.begin(order));
      await decide(world, order, 'happened', 'authorised, says the acquirer');
    },
  },
];
