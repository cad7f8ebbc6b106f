import { payNow, startLater } from './orders';
import type { Story } from './story';
import { ana, DAY_MS, expectState, HOUR_MS, loseReplyOf, MONTH_MS } from './turns';

const late = { lateConfirmation: { confirmWithinMinutes: 48 * 60 } };

/** Lives in which a call or its answer gets lost, and the gateway itself tells what became of it. */
export const lostCalls: readonly Story[] = [
  {
    path: 'create-reply-lost',
    tells: 'the reply to the create is lost; it is created again, and the orphan expires by itself',
    ends: 'completed',
    async play(stage, orderId) {
      await loseReplyOf(stage, 'create', orderId);
      await stage.begin(await payNow(stage, orderId));
      await stage.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'pay-reply-lost',
    tells: 'the reply to the first payment is lost after the gateway executed it; the question tells',
    ends: 'completed',
    async play(stage, orderId) {
      await loseReplyOf(stage, 'pay', orderId);
      await stage.begin(await payNow(stage, orderId));
      await expectState(stage, orderId, 'resolving');
      await stage.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'pay-reply-lost-then-reversed',
    tells:
      'the reply to the first payment is lost, and the portal reverses it before the question; a person is told',
    ends: 'active',
    async play(stage, orderId) {
      await loseReplyOf(stage, 'pay', orderId);
      const { gateway } = await stage.begin(await payNow(stage, orderId));
      await stage.sandbox.control.reversePayment(gateway.nit ?? '');
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'pay-never-arrived',
    tells:
      'the first payment never arrives; the gateway says so after the settling time, and it is sent again',
    ends: 'completed',
    async play(stage, orderId) {
      await stage.sandbox.control.addFault({ route: 'pay', kind: 'reset_before', orderId });
      await stage.begin(await payNow(stage, orderId));
      await expectState(stage, orderId, 'resolving');
      await stage.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'pay-never-arrives-until-expired',
    tells: 'the first payment never arrives, however often it is sent, and the gateway lets it expire',
    ends: 'expired',
    async play(stage, orderId) {
      await stage.sandbox.control.addFault({ route: 'pay', kind: 'reset_before', times: 'always' });
      await stage.begin(await payNow(stage, orderId));
      await stage.clock.advanceBy(3 * DAY_MS);
    },
  },
  {
    path: 'activation-reply-lost',
    tells: 'the reply to the activation is lost; the question tells that the schedule runs',
    ends: 'completed',
    async play(stage, orderId) {
      await loseReplyOf(stage, 'activate', orderId);
      await stage.begin(await startLater(stage, orderId));
      await expectState(stage, orderId, 'resolving');
      await stage.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'activation-never-arrived',
    tells: 'the activation never arrives; the gateway says so after the settling time, and it is sent again',
    ends: 'completed',
    async play(stage, orderId) {
      await stage.sandbox.control.addFault({ route: 'activate', kind: 'reset_before', orderId });
      await stage.begin(await startLater(stage, orderId));
      await stage.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'confirm-reply-lost',
    tells: 'the reply to the confirm is lost; the question tells that the payment was captured',
    ends: 'active',
    async play(stage, orderId) {
      const input = await payNow(stage, orderId, {}, late);
      await stage.begin(input);
      await loseReplyOf(stage, 'confirm', orderId);
      await stage.subscriptions.confirm(input, ana('the order was checked'));
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'confirm-never-arrived',
    tells:
      'the confirm never arrives; the payment still awaits it after the settling time, and it is sent again',
    ends: 'active',
    async play(stage, orderId) {
      const input = await payNow(stage, orderId, {}, late);
      await stage.begin(input);
      await stage.sandbox.control.addFault({ route: 'confirm', kind: 'error_500', orderId });
      await stage.subscriptions.confirm(input, ana('the order was checked'));
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'undo-never-arrived',
    tells:
      'the undo never arrives; the payment still awaits it after the settling time, and it is sent again',
    ends: 'undone',
    async play(stage, orderId) {
      const input = await payNow(stage, orderId, {}, late);
      await stage.begin(input);
      await stage.sandbox.control.addFault({ route: 'undo', kind: 'error_500', orderId });
      await stage.subscriptions.undo(input, ana('the order was withdrawn'));
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'undo-reply-lost',
    tells: 'the reply to the undo is lost; the question tells that nothing stays charged',
    ends: 'undone',
    async play(stage, orderId) {
      const input = await payNow(stage, orderId, {}, late);
      await stage.begin(input);
      await loseReplyOf(stage, 'undo', orderId);
      await stage.subscriptions.undo(input, ana('the order was withdrawn'));
      await stage.clock.advanceBy(HOUR_MS);
    },
  },
];
