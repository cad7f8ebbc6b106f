import { workflowIdOf } from '../contract/ids';
import { expectAttention, expectState } from './expectations';
import { failExecution, silence } from './mishaps';
import { FIRST_CHARGE_DAYS, inDays, payNow, startLater } from './orders';
import { acknowledge } from './persons';
import { PAST_FIRST_CHARGE_MS, sidOf } from './portal';
import type { Story } from './story';
import { DAY_MS, MONTH_MS } from './times';
import type { World } from './world';

/** Lives whose schedule runs, and in which a month is not like the others. */
export const oddMonths: readonly Story[] = [
  {
    path: 'month-errored-then-paid',
    description: 'the issuer cannot be reached on the due date; the gateway charges on the day after',
    endsAs: 'completed',
    async play(world, orderId) {
      const order = await startLater(world, orderId, { numberOfTimes: 2 });
      await failExecution(world, order, 1);
      await world.begin(order);
      await world.clock.advanceBy(3 * MONTH_MS);
    },
  },
  {
    path: 'paused-and-active-again',
    description: 'somebody makes the schedule inactive in the portal, and active again two months later',
    endsAs: 'completed',
    async play(world, orderId) {
      await world.begin(await startLater(world, orderId, { numberOfTimes: 2 }));
      await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      const sid = await sidOf(world, orderId);
      await world.sandbox.control.editSchedule(sid, { status: 'INA' });
      await world.clock.advanceBy(2 * MONTH_MS);
      await expectState(world, orderId, 'paused');
      await world.sandbox.control.editSchedule(sid, { status: 'ATV' });
      await world.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'cycle-charged-twice',
    description: 'the gateway executes one cycle again on the next day; a person is told',
    endsAs: 'active',
    raises: ['cycle_paid_twice'],
    async play(world, orderId) {
      await world.begin(await startLater(world, orderId, { numberOfTimes: 12 }));
      const firstDay = await inDays(world, FIRST_CHARGE_DAYS);
      await world.sandbox.control.addIncident({ firstDay, repeatDays: 1 });
      await world.clock.advanceBy(2 * MONTH_MS);
      await expectAttention(world, orderId, 'cycle_paid_twice');
    },
  },
  {
    path: 'charged-twice-until-fin',
    description:
      'the gateway executes the first of two charges again on the next day, and is done; the end waits for a person',
    endsAs: 'completed',
    raises: ['cycle_paid_twice'],
    async play(world, orderId) {
      const order = await startLater(world, orderId, { numberOfTimes: 2 });
      await world.begin(order);
      await world.sandbox.control.addIncident({ firstDay: order.schedule.firstDate, repeatDays: 1 });
      await world.clock.advanceBy(2 * MONTH_MS);
      await expectState(world, orderId, 'active');
      await expectAttention(world, orderId, 'cycle_paid_twice');
      await acknowledge(world, order, ['cycle_paid_twice'], 'reversed in the portal');
    },
  },
  {
    path: 'date-moved-forward',
    description:
      'the next date is moved forward in the portal, and charged before we looked; each charge stays in its month, and a person accepts it',
    endsAs: 'completed',
    raises: ['terms_differ'],
    async play(world, orderId) {
      const order = await startLater(world, orderId, { numberOfTimes: 3 });
      await world.begin(order);
      await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      const nextDate = await inDays(world, 20);
      await world.sandbox.control.editSchedule(await sidOf(world, orderId), { nextDate });
      await world.clock.advanceBy(3 * MONTH_MS);
      await expectAttention(world, orderId, 'terms_differ');
      await acknowledge(world, order, ['terms_differ'], 'the customer asked for it');
      await world.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'cycle-missed-and-acknowledged',
    description:
      'the schedule is parked in a far year; a person acknowledges the missed cycle, and it is followed back',
    endsAs: 'completed',
    raises: ['cycle_missed', 'terms_differ'],
    async play(world, orderId) {
      const order = await startLater(world, orderId, { numberOfTimes: 2 });
      await world.begin(order);
      await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      const sid = await sidOf(world, orderId);
      await world.sandbox.control.editSchedule(sid, { nextDate: '2099-12-31' });
      await world.clock.advanceBy(MONTH_MS);
      await expectAttention(world, orderId, 'cycle_missed', 'terms_differ');
      await acknowledge(world, order, ['cycle_missed', 'terms_differ'], 'moved back today');
      await world.sandbox.control.editSchedule(sid, { nextDate: await inDays(world, 5) });
      await world.clock.advanceBy(2 * MONTH_MS);
      await expectAttention(world, orderId, 'terms_differ');
      await acknowledge(world, order, ['terms_differ'], 'charged as agreed');
    },
  },
  {
    path: 'charge-found-in-list',
    description:
      'the gateway is silent until the NIT of a charge is too old to ask for; a person is told, and the list by date tells',
    endsAs: 'completed',
    raises: ['cycle_open'],
    async play(world, orderId) {
      await world.begin(await startLater(world, orderId));
      await world.clock.advanceBy((FIRST_CHARGE_DAYS - 1) * DAY_MS);
      await silence(world, 'get_schedule');
      await world.clock.advanceBy(20 * DAY_MS);
      await expectAttention(world, orderId, 'cycle_open');
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(MONTH_MS);
      await expectFoundInList(world, orderId);
    },
  },
  {
    path: 'cancellation-requested',
    description:
      'somebody asks Temporal to cancel it; it goes on, because the gateway would, and a person is told',
    endsAs: 'completed',
    raises: ['cancel_requested'],
    async play(world, orderId) {
      await world.begin(await payNow(world, orderId));
      await world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId)).cancel();
      await world.clock.untilIdle();
      await expectAttention(world, orderId, 'cancel_requested');
      await world.clock.advanceBy(MONTH_MS);
    },
  },
];

async function expectFoundInList(world: World, orderId: string): Promise<void> {
  const [cycle] = (await world.view(orderId)).ledger.cycles;
  if (cycle?.charges[0]?.knownBy !== 'list') throw new Error('the charge became known another way');
}
