import { storyOf } from './life';
import { confirmedLate, monthDenied, neverConfirmed, paysAtOnce, startsLater } from './lives';
import { expectResult } from './expectations';
import { payNow } from './orders';
import { ana } from './persons';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, MONTH_MS } from './times';

const TWO_DAYS_MINUTES = 48 * 60;
const late = { lateConfirmation: { confirmWithinMinutes: TWO_DAYS_MINUTES } };

/** Lives in which nothing goes wrong. */
export const plainLives: readonly Story[] = [
  storyOf('pay-now-to-fin', paysAtOnce, { numberOfTimes: 3, card: 'vault', livesForDays: 120 }),
  storyOf('start-later-to-fin', startsLater, { numberOfTimes: 3, livesForDays: 120 }),
  storyOf('late-confirmation-confirmed', confirmedLate, { numberOfTimes: 1, livesForDays: 40 }),
  storyOf('late-confirmation-undone-at-deadline', neverConfirmed, { numberOfTimes: 1, livesForDays: 3 }),
  storyOf('month-denied', monthDenied(2), { numberOfTimes: 3, livesForDays: 120 }),
  {
    path: 'still-active',
    description: 'a subscription in the middle of its life, as most are when new code is deployed',
    endsAs: 'active',
    async play(world, orderId) {
      await world.begin(await payNow(world, orderId, { numberOfTimes: 12 }));
      await world.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'late-confirmation-undone-by-command',
    description: 'the payment is authorised, and the billing system undoes it',
    endsAs: 'undone',
    async play(world, orderId) {
      const order = await payNow(world, orderId, {}, late);
      await world.begin(order);
      await world.clock.advanceBy(5 * HOUR_MS);
      expectResult(await world.subscriptions.undo(order, ana('the order was withdrawn')), 'carried_out');
    },
  },
  {
    path: 'late-confirmation-undone-by-gateway',
    description: 'the payment is authorised, and the gateway undoes it before anybody decides',
    endsAs: 'undone',
    async play(world, orderId) {
      await world.sandbox.control.changeSettings({ autoUndoPpcAfterMinutes: 60 });
      await world.begin(await payNow(world, orderId, {}, late));
      await world.clock.advanceBy(2 * DAY_MS);
    },
  },
  {
    path: 'open-ended-over-several-runs',
    description:
      'a schedule without an end hands over to new runs; a confirm repeated in a later run has no effect',
    endsAs: 'active',
    async play(world, orderId) {
      const options = { continueAsNewAfterEvents: 60 };
      const openEnded = await payNow(world, orderId, {}, { ...late, options });
      const { numberOfTimes, ...schedule } = openEnded.schedule;
      const order = { ...openEnded, schedule };
      await world.begin(order);
      const confirm = { ...ana('the order was checked'), updateId: 'confirm-1' };
      expectResult(await world.subscriptions.confirm(order, confirm), 'carried_out');
      await world.clock.advanceBy(6 * MONTH_MS);
      expectResult(await world.subscriptions.confirm(order, confirm), 'carried_out');
      await world.clock.advanceBy(2 * MONTH_MS);
    },
  },
];
