import { payNow, startLater, TEST_CARD } from './orders';
import type { Story } from './story';
import { ana, DAY_MS, expectState, HOUR_MS, MONTH_MS } from './turns';

const TWO_DAYS_MINUTES = 48 * 60;
const late = { lateConfirmation: { confirmWithinMinutes: TWO_DAYS_MINUTES } };

/** Lives in which nothing goes wrong. */
export const plainLives: readonly Story[] = [
  {
    path: 'pay-now-to-fin',
    tells: 'pays at once with a card from the vault, is charged three months and finishes',
    ends: 'completed',
    async play(stage, orderId) {
      const reference = await stage.vault.put({ ...TEST_CARD, securityCode: '123' });
      const card = { kind: 'vault', reference } as const;
      await stage.begin(await payNow(stage, orderId, { numberOfTimes: 3 }, { card }));
      await expectState(stage, orderId, 'active');
      await stage.clock.advanceBy(4 * MONTH_MS);
    },
  },
  {
    path: 'start-later-to-fin',
    tells: 'pays nothing at once, is charged three months and finishes',
    ends: 'completed',
    async play(stage, orderId) {
      await stage.begin(await startLater(stage, orderId, { numberOfTimes: 3 }));
      await expectState(stage, orderId, 'active');
      await stage.clock.advanceBy(4 * MONTH_MS);
    },
  },
  {
    path: 'still-active',
    tells: 'a subscription in the middle of its life, as most are when new code is deployed',
    ends: 'active',
    async play(stage, orderId) {
      await stage.begin(await payNow(stage, orderId, { numberOfTimes: 12 }));
      await stage.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'late-confirmation-confirmed',
    tells: 'the payment is authorised, the billing system confirms it, and the schedule runs to its end',
    ends: 'completed',
    async play(stage, orderId) {
      const input = await payNow(stage, orderId, {}, late);
      await stage.begin(input);
      await stage.clock.advanceBy(5 * HOUR_MS);
      await stage.subscriptions.confirm(input, ana('the order was checked'));
      await stage.clock.advanceBy(MONTH_MS);
    },
  },
  {
    path: 'late-confirmation-undone-by-command',
    tells: 'the payment is authorised, and the billing system undoes it',
    ends: 'undone',
    async play(stage, orderId) {
      const input = await payNow(stage, orderId, {}, late);
      await stage.begin(input);
      await stage.clock.advanceBy(5 * HOUR_MS);
      await stage.subscriptions.undo(input, ana('the order was withdrawn'));
      await stage.clock.settle();
    },
  },
  {
    path: 'late-confirmation-undone-at-deadline',
    tells: 'the payment is authorised, nobody decides, and it is undone at the deadline',
    ends: 'undone',
    async play(stage, orderId) {
      await stage.begin(await payNow(stage, orderId, {}, late));
      await stage.clock.advanceBy(3 * DAY_MS);
    },
  },
  {
    path: 'late-confirmation-undone-by-gateway',
    tells: 'the payment is authorised, and the gateway undoes it before anybody decides',
    ends: 'undone',
    async play(stage, orderId) {
      await stage.sandbox.control.changeSettings({ autoUndoPpcAfterMinutes: 60 });
      await stage.begin(await payNow(stage, orderId, {}, late));
      await stage.clock.advanceBy(2 * DAY_MS);
    },
  },
  {
    path: 'open-ended-over-several-runs',
    tells:
      'a schedule without an end hands over to new runs; a confirm repeated in a later run has no effect',
    ends: 'active',
    async play(stage, orderId) {
      const options = { continueAsNewAfterEvents: 60 };
      const openEnded = await payNow(stage, orderId, {}, { ...late, options });
      const { numberOfTimes, ...schedule } = openEnded.schedule;
      const input = { ...openEnded, schedule };
      await stage.begin(input);
      const confirm = { ...ana('the order was checked'), updateId: 'confirm-1' };
      await stage.subscriptions.confirm(input, confirm);
      await stage.clock.advanceBy(6 * MONTH_MS);
      await stage.subscriptions.confirm(input, confirm);
      await stage.clock.advanceBy(2 * MONTH_MS);
    },
  },
];
