import { DateTime } from 'luxon';
import type { RefundCommand } from '../contract/commands';
import type { NewStart } from '../contract/input';
import { GATEWAY_ZONE } from '../domain/calendar';
import { floodWithPosts } from './flood';
import type { AdoptedLife, Intervention, Life } from './life';
import { cardToken } from './cards';
import { denyExecution, denyFirstPayment, loseOnTheWay, loseReplyOf, makeUnreachable } from './mishaps';
import { sidOf } from './portal';
import { HOUR_MS } from './times';
import type { World } from './world';

const DAY_MINUTES = 24 * 60;
/** When the billing system confirms, counted from the start. */
const CONFIRMS_AFTER_MS = 26 * HOUR_MS;
/** São Paulo hours in which the gateway cannot be reached: around its daily job and the first questions after it. */
const UNREACHABLE = { from: '03:00', to: '09:00' } as const;

export const paysAtOnce: Life = {
  title: 'paid at once, then charged every month',
  entry: 'pay_now',
  endsAs: 'completed',
};

export const startsLater: Life = {
  title: 'nothing now, first charge in the future',
  entry: 'start_later',
  endsAs: 'completed',
};

export const confirmedLate: Life = {
  title: 'late confirmation, confirmed by the billing system',
  entry: 'pay_now',
  confirmWithinMinutes: 3 * DAY_MINUTES,
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    {
      at: new Date(startedAt.getTime() + CONFIRMS_AFTER_MS),
      by: 'billing system',
      what: 'confirms the payment',
      act: (world, order) =>
        world.subscriptions.confirm(order, { by: 'billing system', reason: 'the order was checked' }),
    },
  ],
};

export const neverConfirmed: Life = {
  title: 'late confirmation, never confirmed',
  entry: 'pay_now',
  confirmWithinMinutes: 2 * DAY_MINUTES,
  endsAs: 'undone',
};

export const paymentReplyLost: Life = {
  title: 'reply to the first payment lost after it was executed',
  entry: 'pay_now',
  endsAs: 'completed',
  prepare: (world, { orderId }) => loseReplyOf(world, 'pay', orderId),
};

export const createReplyLost: Life = {
  title: 'reply to the create lost; created again, the orphan expires',
  entry: 'pay_now',
  endsAs: 'completed',
  prepare: (world, { orderId }) => loseReplyOf(world, 'create', orderId),
};

export const firstPaymentDenied: Life = {
  title: 'first payment denied by the issuer',
  entry: 'pay_now',
  endsAs: 'rejected',
  prepare: denyFirstPayment,
};

/** The issuer denies one of the monthly charges, counted from 1. */
export const monthDenied = (month: number): Life => ({
  title: `charge of month ${String(month)} denied, the schedule goes on`,
  entry: 'pay_now',
  endsAs: 'completed',
  prepare: (world, order) => denyExecution(world, order, month),
});

/** Nothing reaches the gateway on the due date of the second charge; the gateway itself charges all the same. */
export const unreachableOnSecondCharge: Life = {
  title: 'gateway unreachable on the day of the second charge',
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: ({ schedule }) => {
    const dueDate = DateTime.fromISO(schedule.firstDate, { zone: GATEWAY_ZONE }).plus({ months: 1 });
    return [
      {
        at: timeOn(dueDate, UNREACHABLE.from),
        by: 'gateway',
        what: 'refuses every connection',
        act: (world) => makeUnreachable(world),
      },
      {
        at: timeOn(dueDate, UNREACHABLE.to),
        by: 'gateway',
        what: 'can be reached again',
        act: (world) => world.sandbox.control.clearFaults(),
      },
    ] satisfies Intervention[];
  },
};

const WHO = { by: 'ana', reason: 'the customer asked for it' };

/** What the billing system does, so many days after the start. */
const onDay = (startedAt: Date, days: number, what: string, act: Intervention['act']): Intervention => ({
  at: new Date(startedAt.getTime() + days * 24 * HOUR_MS),
  by: 'billing system',
  what,
  act,
});

/** After the first charge, which comes after ten days. */
const AFTER_FIRST_CHARGE = 20;
const AFTER_SECOND_CHARGE = AFTER_FIRST_CHARGE + 31;

export const pausedForTwoMonths: Life = {
  title: 'paused for two months and resumed, never charged for the past',
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    onDay(startedAt, AFTER_FIRST_CHARGE, 'pauses it', (world, order) =>
      world.subscriptions.pause(order, WHO),
    ),
    onDay(startedAt, AFTER_FIRST_CHARGE + 61, 'resumes it', (world, order) =>
      world.subscriptions.resume(order, WHO),
    ),
  ],
};

export const amountChanged = (amountCents: number): Life => ({
  title: 'another amount from the second charge on',
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    onDay(startedAt, AFTER_FIRST_CHARGE, 'changes the amount', (world, order) =>
      world.subscriptions.changeAmount(order, { ...WHO, amountCents }),
    ),
  ],
});

export const cardChanged: Life = {
  title: 'another card from the second charge on',
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    onDay(startedAt, AFTER_FIRST_CHARGE, 'changes the card', async (world, order) => {
      const card = { kind: 'carat_token', token: await cardToken(world, 'mastercard') } as const;
      return world.subscriptions.changeCard(order, { ...WHO, card });
    }),
  ],
};

export const cancelledAtPeriodEnd: Life = {
  title: 'cancelled at the end of the paid period',
  entry: 'pay_now',
  endsAs: 'cancelled',
  interventions: (_order, startedAt) => [
    onDay(startedAt, AFTER_FIRST_CHARGE, 'cancels it', (world, order) =>
      world.subscriptions.cancel(order, { ...WHO, when: 'period_end' }),
    ),
  ],
};

/** The edit does not arrive, twice; it sets absolute values, so it is set once more when the schedule does not show it. */
export const editLostTwice = (amountCents: number): Life => ({
  title: 'another amount, and its edit lost twice',
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    onDay(startedAt, AFTER_FIRST_CHARGE, 'changes the amount', async (world, order) => {
      await loseOnTheWay(world, 'edit', order.orderId, 2);
      return world.subscriptions.changeAmount(order, { ...WHO, amountCents });
    }),
  ],
});

/** Posts say whatever they like; each look is asked for once, and nothing but an answer of the gateway counts. */
export const floodedWithPosts = (posts: number): Life => ({
  title: `${String(posts)} posts in one minute, half of them forged`,
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    onDay(startedAt, AFTER_FIRST_CHARGE, 'is flooded with posts', (world, order) =>
      floodWithPosts(world, order, posts),
    ),
  ],
});

/** Taken over in the middle: what was charged before is history, the next charge is our first cycle. */
export const adoptedInMidYear: AdoptedLife = {
  title: 'an existing schedule adopted in its 7th month',
  entry: 'adopt',
  endsAs: 'completed',
  executedBefore: ['approved', 'approved', 'denied', 'approved', 'approved', 'approved'],
};

/** Money of the first month goes back in part: its charge stays, and what is kept of it is less. */
export const refundedInPart = (amountCents: number): Life => ({
  title: 'a part of the first month given back',
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    onDay(startedAt, AFTER_FIRST_CHARGE, 'gives a part back', async (world, order) =>
      world.subscriptions.refund(order, {
        ...{ ...WHO, amountCents, charge: { kind: 'cycle', number: 1 } },
        card: await chargedCard(world),
      }),
    ),
  ],
});

/** Days after the first execution on which the gateway executed the same schedules again, in March 2023 (docs/gateway.md §6). */
const REPEATED_DAYS = 3;

/** The gateway executes the first month on four days in a row; each execution too many is given back, whole. */
export const executedFourTimes: Life = {
  title: 'executed four days in a row, as in March 2023; three given back',
  entry: 'pay_now',
  endsAs: 'completed',
  interventions: (_order, startedAt) => [
    {
      ...onDay(startedAt, 1, 'will repeat an execution on three days', async (world, { orderId, schedule }) =>
        world.sandbox.control.addIncident({
          firstDay: schedule.firstDate,
          repeatDays: REPEATED_DAYS,
          sids: [await sidOf(world, orderId)],
        }),
      ),
      by: 'gateway',
    },
    // Where nobody posts, the repetitions are seen with the look at the second month.
    onDay(startedAt, AFTER_SECOND_CHARGE, 'gives back what was charged too often', giveRepetitionsBack),
  ],
};

async function giveRepetitionsBack(world: World, order: NewStart): Promise<void> {
  const [first] = (await world.view(order.orderId)).ledger.cycles;
  const card = await chargedCard(world);
  for (const { nit } of first?.charges.slice(1) ?? [])
    await world.subscriptions.refund(order, { ...WHO, charge: { kind: 'nit', nit }, card });
}

/** Some acquirers want the card that was charged (docs/gateway.md §8). */
const chargedCard = async (world: World): Promise<RefundCommand['card']> => ({
  kind: 'carat_token',
  token: await cardToken(world, 'mastercard'),
});

const timeOn = (date: DateTime, time: string): Date =>
  DateTime.fromISO(`${date.toFormat('yyyy-MM-dd')}T${time}`, { zone: GATEWAY_ZONE }).toJSDate();
