import type { SubscriptionStart } from '../contract/input';
import { expectResult } from './expectations';
import { silence } from './mishaps';
import { startLater } from './orders';
import { ana, decide } from './persons';
import { PAST_FIRST_CHARGE_MS } from './portal';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, PAST_THE_DEADLINE_MS } from './times';
import type { World } from './world';

const FIRST = { charge: { kind: 'cycle', number: 1 } } as const;

/** A subscription whose first cycle is paid, at a store whose acquirer refunds without the card. */
async function paid(world: World, orderId: string): Promise<SubscriptionStart> {
  await world.sandbox.control.changeSettings({ refundCardRequired: 'never' });
  await world.openDoors();
  const order = await startLater(world, orderId, { numberOfTimes: 12 });
  await world.begin(order);
  await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
  return order;
}

/** Lives in which money goes back. */
export const refunds: readonly Story[] = [
  {
    path: 'refunded-in-parts',
    description: 'a customer gets a part of a charge back, and later the rest of it; nothing is flagged',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await paid(world, orderId);
      const part = { ...ana('two days without service'), ...FIRST, amountCents: 1_000 };
      expectResult(await world.subscriptions.refund(order, part), 'carried_out');
      await world.clock.advanceBy(DAY_MS);
      expectResult(
        await world.subscriptions.refund(order, { ...ana('a whole month'), ...FIRST }),
        'carried_out',
      );
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'refund-whose-reply-is-lost',
    description:
      'the gateway gives the money back, and its reply is lost; it is asked, and nothing is sent twice',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await paid(world, orderId);
      await world.sandbox.control.addFault({ route: 'refund', kind: 'execute_then_drop', orderId });
      await world.subscriptions.refund(order, { ...ana('ordered by mistake'), ...FIRST });
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'refund-whose-nit-never-comes',
    description: 'the post with the NIT of a refund is lost; another one is asked for',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await paid(world, orderId);
      await world.sandbox.control.addPostFault({ to: 'authenticity', kind: 'never', orderId });
      await world.subscriptions.refund(order, { ...ana('ordered by mistake'), ...FIRST });
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'refund-that-is-refused',
    description:
      'the acquirer wants the card for a refund, and got none; the command fails, and a person is told',
    endsAs: 'active',
    raises: ['command_failed'],
    async play(world, orderId) {
      const order = await paid(world, orderId);
      await world.sandbox.control.changeSettings({ refundCardRequired: 'on_sitef' });
      await world.subscriptions
        .refund(order, { ...ana('ordered by mistake'), ...FIRST })
        .catch(() => undefined);
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'blocked-refund-happened',
    description: 'no answer about a refund for fourteen days; a person says that it happened',
    endsAs: 'active',
    raises: ['blocked', 'command_stuck'],
    async play(world, orderId) {
      const order = await paid(world, orderId);
      await world.sandbox.control.addFault({ route: 'refund', kind: 'execute_then_drop', orderId });
      // Its charge was looked at by then; from the begin on, no question is answered.
      await world.subscriptions.refund(order, { ...ana('ordered by mistake'), ...FIRST });
      await silence(world, 'get_transaction');
      await world.clock.advanceBy(PAST_THE_DEADLINE_MS);
      await decide(world, order, 'happened', 'seen in the portal');
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(DAY_MS);
    },
  },
];
