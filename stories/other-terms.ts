import { expectAttention, expectState } from './expectations';
import { loseOnTheWay, silence } from './mishaps';
import { startLater } from './orders';
import { acknowledge, decide } from './persons';
import { PAST_FIRST_CHARGE_MS, sidOf } from './portal';
import type { Story } from './story';
import { DAY_MS, MONTH_MS, PAST_THE_DEADLINE_MS } from './times';

/** Lives in which the gateway has other terms, or another standing, than what was sold. */
export const otherTerms: readonly Story[] = [
  {
    path: 'amount-changed-in-portal',
    description:
      'somebody changes the amount in the portal, and a month is charged so; a person accepts the terms, and looks after the charge',
    endsAs: 'completed',
    raises: ['terms_differ', 'charge_differs'],
    async play(world, orderId) {
      const order = await startLater(world, orderId, { numberOfTimes: 2 });
      await world.begin(order);
      await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      await world.sandbox.control.editSchedule(await sidOf(world, orderId), { amountCents: 5_990 });
      await world.clock.advanceBy(2 * MONTH_MS);
      await expectState(world, orderId, 'active');
      await expectAttention(world, orderId, 'terms_differ', 'charge_differs');
      await acknowledge(world, order, ['terms_differ', 'charge_differs'], 'agreed with the customer');
    },
  },
  {
    path: 'said-to-run-and-does-not',
    description:
      'a person says that a schedule is active which is not; that is told again at the next answer',
    endsAs: 'active',
    raises: ['blocked', 'unexpected_gateway_status'],
    async play(world, orderId) {
      await world.sandbox.control.changeSettings({ creationTimeLimitMinutes: 60 * 24 * 60 });
      const order = await startLater(world, orderId, { numberOfTimes: 12 });
      await loseOnTheWay(world, 'activate', orderId);
      await silence(world, 'get_schedule');
      await world.begin(order);
      await world.clock.advanceBy(PAST_THE_DEADLINE_MS);
      await expectState(world, orderId, 'blocked');
      await world.sandbox.control.clearFaults();
      await decide(world, order, 'happened', 'seen in the portal');
      await world.clock.advanceBy(DAY_MS);
      await expectAttention(world, orderId, 'unexpected_gateway_status');
    },
  },
];
