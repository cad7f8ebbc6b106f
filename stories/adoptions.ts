import { pastTheJob } from './job-of-today';
import { dateInSaoPaulo, instantOf, shifted } from '../domain/calendar';
import { existingSchedule } from './existing';
import { expectAttention, expectResult, expectState } from './expectations';
import { silence } from './mishaps';
import { PAST_FIRST_CHARGE_MS } from './portal';
import { acknowledge, ana } from './persons';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, MONTH_MS } from './times';
import type { World } from './world';

/** Lives of schedules that somebody else made. */
export const adoptions: readonly Story[] = [
  {
    path: 'adopted-to-fin',
    description:
      'a schedule is adopted in month 7 of 12, under an order id of its own, and followed to its last charge',
    endsAs: 'completed',
    async play(world, orderId) {
      const { adoption } = await existingSchedule(world, 'contrato 77/B');
      await world.begin({ ...adoption, orderId, gatewayOrderId: 'contrato 77/B' });
      await world.clock.advanceBy(7 * MONTH_MS);
      await expectOurs(world, orderId, { before: 6, paid: 6 });
    },
  },
  {
    path: 'adopted-inactive-and-resumed',
    description: 'an inactive schedule is adopted as paused, and charged again once it is resumed',
    endsAs: 'active',
    async play(world, orderId) {
      await world.openDoors();
      const { adoption } = await existingSchedule(world, orderId, { status: 'INA' });
      await world.begin(adoption);
      await pastTheJob(world);
      await expectState(world, orderId, 'paused');
      await world.clock.advanceBy(MONTH_MS);
      expectResult(await world.subscriptions.resume(adoption, ana('the customer is back')), 'carried_out');
      await world.clock.advanceBy(MONTH_MS);
      await expectOurs(world, orderId, { before: 6, paid: 1 });
    },
  },
  {
    path: 'adoption-of-an-ended-schedule',
    description: 'a schedule that has made all its executions is not adopted',
    endsAs: 'rejected',
    async play(world, orderId) {
      const { adoption } = await existingSchedule(world, orderId, { numberOfTimes: 6 });
      await world.begin(adoption);
    },
  },
  {
    path: 'adoption-of-a-followed-schedule',
    description: 'a schedule that another subscription of ours follows is not adopted a second time',
    endsAs: 'rejected',
    async play(world, orderId) {
      const first = `${orderId}0`.slice(-20);
      const { adoption } = await existingSchedule(world, first);
      await world.begin(adoption);
      await world.begin({ ...adoption, orderId });
      await expectState(world, first, 'active');
    },
  },
  {
    path: 'adopted-although-terms-differ',
    description: 'the amount at the gateway is not the one that was sold, which holds: a command mends it',
    endsAs: 'active',
    raises: ['terms_differ'],
    async play(world, orderId) {
      await world.openDoors();
      const { adoption } = await existingSchedule(world, orderId);
      const schedule = { ...adoption.schedule, amountCents: 5_990 };
      const order = { ...adoption, schedule, ifTermsDiffer: 'sold_holds' } as const;
      await world.begin(order);
      await expectAttention(world, orderId, 'terms_differ');
      const change = { ...ana('as it was sold'), amountCents: schedule.amountCents };
      expectResult(await world.subscriptions.changeAmount(order, change), 'carried_out');
      await world.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      await expectOurs(world, orderId, { before: 6, paid: 1 });
    },
  },
  {
    path: 'adoption-met-silence',
    description:
      'the gateway tells for two days nothing of the schedule; a person is told, and nothing is guessed',
    endsAs: 'active',
    raises: ['adoption_open'],
    async play(world, orderId) {
      const { adoption } = await existingSchedule(world, orderId);
      await silence(world, 'get_schedule');
      await world.begin(adoption);
      await world.clock.advanceBy(2 * DAY_MS);
      await expectState(world, orderId, 'adopting');
      await expectAttention(world, orderId, 'adoption_open');
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(DAY_MS + HOUR_MS);
      await expectOurs(world, orderId, { before: 6, paid: 0 });
    },
  },
  {
    path: 'repeated-after-adoption',
    description:
      'March 2023: the day after an execution we adopt, and it is repeated on three days; each is told apart from our first cycle',
    endsAs: 'active',
    raises: ['cycle_paid_twice'],
    async play(world, orderId) {
      await world.openDoors();
      const today = dateInSaoPaulo(instantOf((await world.clock.now()).getTime()));
      const yesterday = shifted(today, 0, -1);
      const { adoption, sid } = await existingSchedule(world, orderId, {
        initialDate: shifted(yesterday, -12, 0),
        intervalMonths: 12,
        executions: ['approved', 'approved'],
      });
      await world.begin(adoption);
      await world.sandbox.control.addIncident({ firstDay: yesterday, repeatDays: 3, sids: [sid] });
      await world.clock.advanceBy(4 * DAY_MS);
      await expectAttention(world, orderId, 'cycle_paid_twice');
      await acknowledge(world, adoption, ['cycle_paid_twice'], 'given back in the portal');
      await world.clock.advanceBy(MONTH_MS);
      await expectAttention(world, orderId);
    },
  },
];

/** Fails unless what was before is history, and the ledger has what was charged since. */
async function expectOurs(
  world: World,
  orderId: string,
  expected: { before: number; paid: number },
): Promise<void> {
  const { adoption, ledger } = await world.view(orderId);
  const { paid } = ledger.summary.byOutcome;
  if (adoption?.before?.executions !== expected.before || paid !== expected.paid)
    throw new Error(
      `${String(adoption?.before?.executions)} executions are history and ${String(paid)} cycles paid; should be ${String(expected.before)} and ${String(expected.paid)}`,
    );
}
