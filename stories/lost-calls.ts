import { expectResult, expectState } from './expectations';
import { storyOf } from './life';
import { createReplyLost, paymentReplyLost } from './lives';
import { loseOnTheWay, loseReplyOf, silence } from './mishaps';
import { payNow, startLater } from './orders';
import { ana } from './persons';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, MONTH_MS } from './times';

const late = { lateConfirmation: { confirmWithinMinutes: 48 * 60 } };

/** Lives in which a call or its answer gets lost, and the gateway itself tells what became of it. */
export const lostCalls: readonly Story[] = [
  storyOf('create-reply-lost', createReplyLost, { numberOfTimes: 1, livesForDays: 31 }),
  storyOf('pay-reply-lost', paymentReplyLost, { numberOfTimes: 1, livesForDays: 31 }),
  {
    path: 'pay-reply-lost-then-reversed',
    description:
      'the reply to the first payment is lost, and the portal reverses it before the question; a person is told',
    endsAs: 'active',
    raises: ['payment_reversed'],
    async play(world, orderId) {
      await loseReplyOf(world, 'pay', orderId);
      const { gateway } = await world.begin(await payNow(world, orderId));
      await world.sandbox.control.reversePayment(gateway.nit ?? '');
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'pay-never-arrived',
    description:
      'the first payment never arrives; the gateway says so after five minutes, and it is sent again',
    endsAs: 'completed',
    async play(world, orderId) {
      await loseOnTheWay(world, 'pay', orderId);
      await world.begin(await payNow(world, orderId));
      await expectState(world, orderId, 'resolving');
      await world.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'pay-never-arrives-until-expired',
    description: 'the first payment never arrives, however often it is sent, and the gateway lets it expire',
    endsAs: 'expired',
    async play(world, orderId) {
      await world.sandbox.control.addFault({ route: 'pay', kind: 'reset_before', times: 'always' });
      await world.begin(await payNow(world, orderId));
      await world.clock.advanceBy(3 * DAY_MS);
    },
  },
  {
    path: 'pay-told-by-schedule',
    description:
      'the NIT of the first payment answers nothing for fourteen days; the schedule, asked before a person is called, runs',
    endsAs: 'active',
    async play(world, orderId) {
      await loseReplyOf(world, 'pay', orderId);
      await silence(world, 'get_transaction');
      await world.begin(await payNow(world, orderId, { numberOfTimes: 12 }));
      await world.clock.advanceBy(14 * DAY_MS - HOUR_MS);
      await expectState(world, orderId, 'resolving');
      await world.clock.advanceBy(2 * HOUR_MS);
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(DAY_MS);
    },
  },
  {
    path: 'in-doubt-over-several-runs',
    description:
      'the reply to the first payment is lost and the gateway is silent for ten days; the doubt is handed over to new runs',
    endsAs: 'active',
    async play(world, orderId) {
      await loseReplyOf(world, 'pay', orderId);
      await silence(world, 'get_transaction');
      const options = { continueAsNewAfterEvents: 100 };
      await world.begin(await payNow(world, orderId, { numberOfTimes: 12 }, { options }));
      await world.clock.advanceBy(9 * DAY_MS);
      await expectState(world, orderId, 'resolving');
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(3 * DAY_MS);
    },
  },
  {
    path: 'activation-reply-lost',
    description: 'the reply to the activation is lost; the question tells that the schedule runs',
    endsAs: 'completed',
    async play(world, orderId) {
      await loseReplyOf(world, 'activate', orderId);
      await world.begin(await startLater(world, orderId));
      await expectState(world, orderId, 'resolving');
      await world.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'activation-never-arrived',
    description: 'the activation never arrives; the gateway says so after five minutes, and it is sent again',
    endsAs: 'completed',
    async play(world, orderId) {
      await loseOnTheWay(world, 'activate', orderId);
      await world.begin(await startLater(world, orderId));
      await world.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'confirm-reply-lost',
    description:
      'the reply to the confirm is lost and answered as in doubt; a repetition is answered from what the question told',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await payNow(world, orderId, {}, late);
      await world.begin(order);
      await loseReplyOf(world, 'confirm', orderId);
      expectResult(await world.subscriptions.confirm(order, ana('the order was checked')), 'in_doubt');
      await world.clock.advanceBy(HOUR_MS);
      expectResult(await world.subscriptions.confirm(order, ana('the order was checked')), 'carried_out');
    },
  },
  {
    path: 'confirm-never-arrived',
    description:
      'the confirm never arrives; the payment still awaits it after five minutes, and it is sent again',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await payNow(world, orderId, {}, late);
      await world.begin(order);
      await world.sandbox.control.addFault({ route: 'confirm', kind: 'error_500', orderId });
      await world.subscriptions.confirm(order, ana('the order was checked'));
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'confirm-never-arrives-for-a-day',
    description:
      'the confirm gets lost six times; it is sent again at a growing pace, and captured in the end',
    endsAs: 'active',
    async play(world, orderId) {
      const order = await payNow(world, orderId, { numberOfTimes: 12 }, late);
      await world.begin(order);
      await loseOnTheWay(world, 'confirm', orderId, 6);
      await world.subscriptions.confirm(order, ana('the order was checked'));
      await world.clock.advanceBy(3 * DAY_MS);
    },
  },
  {
    path: 'undo-never-arrived',
    description:
      'the undo never arrives; the payment still awaits it after five minutes, and it is sent again',
    endsAs: 'undone',
    async play(world, orderId) {
      const order = await payNow(world, orderId, {}, late);
      await world.begin(order);
      await world.sandbox.control.addFault({ route: 'undo', kind: 'error_500', orderId });
      await world.subscriptions.undo(order, ana('the order was withdrawn'));
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'undo-never-arrives-for-a-day',
    description: 'the undo gets lost six times; it is sent again at a growing pace, and released in the end',
    endsAs: 'undone',
    async play(world, orderId) {
      await loseOnTheWay(world, 'undo', orderId, 6);
      await world.begin(await payNow(world, orderId, {}, { lateConfirmation: { confirmWithinMinutes: 60 } }));
      await world.clock.advanceBy(3 * DAY_MS);
    },
  },
  {
    path: 'undo-reply-lost',
    description: 'the reply to the undo is lost; the question tells that nothing stays charged',
    endsAs: 'undone',
    async play(world, orderId) {
      const order = await payNow(world, orderId, {}, late);
      await world.begin(order);
      await loseReplyOf(world, 'undo', orderId);
      expectResult(await world.subscriptions.undo(order, ana('the order was withdrawn')), 'in_doubt');
      await world.clock.advanceBy(HOUR_MS);
    },
  },
];
