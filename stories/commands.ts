import { cardToken } from './cards';
import { expectResult } from './expectations';
import { startLater } from './orders';
import { pastTheJob } from './job-of-today';
import { silence } from './mishaps';
import { acknowledge, ana } from './persons';
import { PAST_FIRST_CHARGE_MS, sidOf } from './portal';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, MONTH_MS } from './times';
import type { World } from './world';

const YEAR = { numberOfTimes: 12 };

/** A subscription that runs, and doors to which the gateway posts. */
async function running(world: World, orderId: string, numberOfTimes = YEAR.numberOfTimes) {
  await world.openDoors();
  const order = await startLater(world, orderId, { numberOfTimes });
  await world.begin(order);
  await pastTheJob(world);
  return order;
}

/** Lives in which a person changes the running schedule. */
export const commands: readonly Story[] = [
  {
    path: 'paused-and-resumed',
    description: 'a customer pauses for two months: nothing is charged meanwhile, and never the past',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await running(world, orderId);
      expectResult(await world.subscriptions.pause(order, ana('on holiday')), 'carried_out');
      await world.clock.advanceBy(2 * MONTH_MS);
      expectResult(await world.subscriptions.resume(order, ana('back again')), 'carried_out');
      await world.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'changed-in-many-ways',
    description: 'another amount, another date, another card, other installments, one after another',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await running(world, orderId);
      const { subscriptions } = world;
      const changed = { ...ana('a larger plan'), amountCents: 6_990 };
      expectResult(await subscriptions.changeAmount(order, changed), 'carried_out');
      const nextDate = new Date((await world.clock.now()).getTime() + 15 * DAY_MS).toISOString().slice(0, 10);
      const moved = { ...ana('after payday'), nextDate };
      expectResult(await subscriptions.changeNextDate(order, moved), 'carried_out');
      const card = { kind: 'carat_token', token: await cardToken(world, 'visa') } as const;
      expectResult(await subscriptions.changeCard(order, { ...ana('a new card'), card }), 'carried_out');
      const installments = { ...ana('in two parts'), installments: 2 };
      expectResult(await subscriptions.changeInstallments(order, installments), 'carried_out');
      await world.clock.advanceBy(20 * DAY_MS);
    },
  },
  {
    path: 'cancelled-at-period-end',
    description: 'cancelled at the end of the paid period, taken back, and cancelled for good',
    endsAs: 'cancelled',
    async play(world, orderId) {
      const order = await running(world, orderId);
      const cancel = { ...ana('moves away'), when: 'period_end' } as const;
      expectResult(await world.subscriptions.cancel(order, cancel), 'carried_out');
      expectResult(await world.subscriptions.uncancel(order, ana('stays after all')), 'carried_out');
      await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      expectResult(await world.subscriptions.cancel(order, cancel), 'carried_out');
      await world.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'cancellation-lost-twice',
    description: 'the edit of a cancellation is lost twice; it is set all the same, and nothing is charged',
    endsAs: 'cancelled',
    async play(world, orderId) {
      const order = await running(world, orderId);
      await world.sandbox.control.addFault({ route: 'edit', kind: 'reset_before', orderId, times: 2 });
      await world.subscriptions.cancel(order, ana('the button in the shop'));
      await world.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'edit-whose-reply-is-lost',
    description:
      'the gateway sets another amount, and its reply is lost; the schedule is asked, nothing is sent twice',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await running(world, orderId);
      await world.sandbox.control.addFault({ route: 'edit', kind: 'execute_then_drop', orderId });
      await world.subscriptions.changeAmount(order, { ...ana('a smaller plan'), amountCents: 3_990 });
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'seid-that-never-comes',
    description: 'the post with the SEID is lost; another one is asked for',
    endsAs: 'paused',
    async play(world, orderId) {
      const order = await running(world, orderId);
      await world.sandbox.control.addPostFault({ to: 'authenticity', kind: 'never', orderId });
      await world.subscriptions.pause(order, ana('on holiday'));
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'date-that-cannot-be-set',
    description:
      'for two weeks the gateway does not tell what it has charged: another date is not set, and has come to nothing',
    endsAs: 'active',
    raises: ['command_failed', 'command_stuck', 'cycle_open'],
    async play(world, orderId) {
      const order = await running(world, orderId);
      await world.clock.advanceBy(2 * DAY_MS);
      await silence(world, 'get_schedule');
      const nextDate = new Date((await world.clock.now()).getTime() + 20 * DAY_MS).toISOString().slice(0, 10);
      const moved = { ...ana('after payday'), nextDate };
      expectResult(await world.subscriptions.changeNextDate(order, moved), 'accepted');
      await world.clock.advanceBy(15 * DAY_MS);
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'edit-that-is-refused',
    description:
      'the gateway refuses more installments than the authorizer takes; the command fails, and a person is told',
    endsAs: 'active',
    raises: ['command_failed'],
    async play(world, orderId) {
      const order = await running(world, orderId);
      const installments = { ...ana('in many parts'), installments: 99 };
      await world.subscriptions.changeInstallments(order, installments).catch(() => undefined);
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'charged-after-cancellation',
    description:
      'the gateway is away while a cancellation is to be set, and charges once more; a person is told who cancelled',
    endsAs: 'cancelled',
    raises: ['command_stuck', 'charged_after_cancellation'],
    async play(world, orderId) {
      const order = await running(world, orderId);
      await world.clock.advanceBy(8 * DAY_MS);
      const away = { route: 'begin_edit', kind: 'error_500', times: 'always', orderId } as const;
      await world.sandbox.control.addFault(away);
      await world.subscriptions.cancel(order, ana('the button in the shop'));
      await world.clock.advanceBy(4 * DAY_MS);
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(2 * MONTH_MS);
      await acknowledge(world, order, ['charged_after_cancellation'], 'paid back in the portal');
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'active-after-cancellation',
    description: 'somebody activates a cancelled schedule in the portal, and it is charged',
    endsAs: 'cancelling',
    raises: ['active_after_cancellation', 'charged_after_cancellation'],
    async play(world, orderId) {
      const order = await running(world, orderId);
      expectResult(await world.subscriptions.cancel(order, ana('moves away')), 'carried_out');
      await world.sandbox.control.editSchedule(await sidOf(world, orderId), { status: 'ATV' });
      await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
    },
  },
  {
    path: 'retired',
    description: 'somebody else follows the schedule from now on; it goes on at the gateway',
    endsAs: 'retired',
    async play(world, orderId) {
      const order = await running(world, orderId);
      expectResult(await world.subscriptions.retire(order, ana('moved to another system')), 'carried_out');
    },
  },
];
