import { workflowIdOf } from '../../contract/ids';
import { cardToken, FIRST_CHARGE_DAYS, inDays, payNow, startLater } from './orders';
import type { Stage } from './stage';
import type { Story } from './story';
import { ana, DAY_MS, expectAttention, expectState, MONTH_MS, silence } from './turns';

/** To the day after the first scheduled charge. */
const PAST_FIRST_CHARGE_MS = (FIRST_CHARGE_DAYS + 1) * DAY_MS;

async function sidOf(stage: Stage, orderId: string): Promise<string> {
  const { sid } = (await stage.view(orderId)).gateway;
  if (sid === undefined) throw new Error('it has no schedule yet');
  return sid;
}

/** Lives whose schedule runs, and in which a month is not like the others. */
export const oddMonths: readonly Story[] = [
  {
    path: 'month-denied',
    tells: 'the second of three charges is denied; it is recorded as denied, and the schedule goes on',
    ends: 'completed',
    async play(stage, orderId) {
      const onExecution = { 2: { kind: 'deny', authorizerCode: '51' } } as const;
      await stage.sandbox.control.scriptCard(await cardToken(stage), { orderId, onExecution });
      await stage.begin(await startLater(stage, orderId, { numberOfTimes: 3 }));
      await stage.clock.advanceBy(4 * MONTH_MS);
    },
  },
  {
    path: 'month-errored-then-paid',
    tells: 'the issuer cannot be reached on the due date; the gateway charges on the day after',
    ends: 'completed',
    async play(stage, orderId) {
      const onExecution = { 1: { kind: 'error' } } as const;
      await stage.sandbox.control.scriptCard(await cardToken(stage), { orderId, onExecution });
      await stage.begin(await startLater(stage, orderId, { numberOfTimes: 2 }));
      await stage.clock.advanceBy(3 * MONTH_MS);
    },
  },
  {
    path: 'paused-and-active-again',
    tells: 'somebody makes the schedule inactive in the portal, and active again two months later',
    ends: 'completed',
    async play(stage, orderId) {
      await stage.begin(await startLater(stage, orderId, { numberOfTimes: 2 }));
      await stage.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      const sid = await sidOf(stage, orderId);
      await stage.sandbox.control.editSchedule(sid, { status: 'INA' });
      await stage.clock.advanceBy(2 * MONTH_MS);
      await expectState(stage, orderId, 'paused');
      await stage.sandbox.control.editSchedule(sid, { status: 'ATV' });
      await stage.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'cycle-charged-twice',
    tells: 'the gateway executes one cycle again on the next day; a person is told',
    ends: 'active',
    async play(stage, orderId) {
      await stage.begin(await startLater(stage, orderId, { numberOfTimes: 12 }));
      const firstDay = await inDays(stage, FIRST_CHARGE_DAYS);
      await stage.sandbox.control.addIncident({ firstDay, repeatDays: 1 });
      await stage.clock.advanceBy(2 * MONTH_MS);
      await expectAttention(stage, orderId, 'cycle_paid_twice');
    },
  },
  {
    path: 'date-moved-forward',
    tells:
      'the next date is moved forward in the portal, and charged before we looked; each charge stays in its month',
    ends: 'completed',
    async play(stage, orderId) {
      await stage.begin(await startLater(stage, orderId, { numberOfTimes: 3 }));
      await stage.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      const nextDate = await inDays(stage, 20);
      await stage.sandbox.control.editSchedule(await sidOf(stage, orderId), { nextDate });
      await stage.clock.advanceBy(3 * MONTH_MS);
      if ((await stage.view(orderId)).attention.length > 0) throw new Error('a charge is in another month');
    },
  },
  {
    path: 'cycle-missed-and-acknowledged',
    tells:
      'the schedule is parked in a far year; a person acknowledges the missed cycle, and it is followed back',
    ends: 'completed',
    async play(stage, orderId) {
      const input = await startLater(stage, orderId, { numberOfTimes: 2 });
      await stage.begin(input);
      await stage.clock.advanceBy(PAST_FIRST_CHARGE_MS);
      const sid = await sidOf(stage, orderId);
      await stage.sandbox.control.editSchedule(sid, { nextDate: '2099-12-31' });
      await stage.clock.advanceBy(MONTH_MS);
      await expectAttention(stage, orderId, 'cycle_missed');
      await stage.subscriptions.acknowledge(input, { ...ana('moved back today'), flags: ['cycle_missed'] });
      await stage.sandbox.control.editSchedule(sid, { nextDate: await inDays(stage, 5) });
      await stage.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'charge-found-in-list',
    tells: 'the gateway is silent until the NIT of a charge is too old to ask for; the list by date tells',
    ends: 'completed',
    async play(stage, orderId) {
      await stage.begin(await startLater(stage, orderId));
      await silenceForDays(stage, 20);
      await stage.clock.advanceBy(MONTH_MS);
      const [cycle] = (await stage.view(orderId)).ledger.cycles;
      if (cycle?.charges[0]?.knownBy !== 'list') throw new Error('the charge became known another way');
    },
  },
  {
    path: 'cancellation-requested',
    tells: 'somebody asks Temporal to cancel it; it goes on, because the gateway would, and a person is told',
    ends: 'completed',
    async play(stage, orderId) {
      await stage.begin(await payNow(stage, orderId));
      await stage.client.workflow.getHandle(workflowIdOf(stage.merchant, orderId)).cancel();
      await stage.clock.settle();
      await expectAttention(stage, orderId, 'cancel_requested');
      await stage.clock.advanceBy(MONTH_MS);
    },
  },
];

/** From the first charge on, the gateway answers no question about the schedule for some days. */
async function silenceForDays(stage: Stage, days: number): Promise<void> {
  await stage.clock.advanceBy((FIRST_CHARGE_DAYS - 1) * DAY_MS);
  await silence(stage, 'get_schedule');
  await stage.clock.advanceBy(days * DAY_MS);
  await stage.sandbox.control.clearFaults();
}
