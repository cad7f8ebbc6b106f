import type { SandboxControl } from '../../sandbox/control';
import { SandboxError } from '../../sandbox/sandbox-error';
import type { ScheduleRecord } from '../../sandbox/state/schedules';
import type { TransactionRecord } from '../../sandbox/state/transactions';
import { addDays } from '../../sandbox/time/calendar';
import type { Act } from '../lives/script';

type PortalAct = Extract<Act, { kind: 'portal_edit' | 'portal_reversal' | 'incident' }>;

/** Does something at the gateway as its operators or a person in its portal would. Says what, or why it is not possible now. */
export async function actInPortal(
  control: SandboxControl,
  act: PortalAct,
): Promise<{ done: boolean; what: string }> {
  try {
    switch (act.kind) {
      case 'portal_edit':
        return await edit(control, act);
      case 'portal_reversal':
        return await reverse(control, act.of);
      case 'incident':
        return await repeatCharges(control, act);
    }
  } catch (error) {
    if (error instanceof SandboxError) return { done: false, what: error.message };
    throw error;
  }
}

async function edit(
  control: SandboxControl,
  { edit: changes, shiftDays }: Extract<Act, { kind: 'portal_edit' }>,
): Promise<{ done: boolean; what: string }> {
  const schedule = runningSchedule(await control.schedules());
  if (schedule === undefined) return { done: false, what: 'no schedule to edit' };
  const moved = shiftDays === undefined ? {} : { nextDate: addDays(schedule.nextDate, shiftDays) };
  const whole = { ...changes, ...moved };
  await control.editSchedule(schedule.sid, whole);
  return { done: true, what: `the schedule is edited: ${JSON.stringify(whole)}` };
}

async function reverse(
  control: SandboxControl,
  of: 'immediate_payment' | 'last_charge',
): Promise<{ done: boolean; what: string }> {
  const kind = of === 'immediate_payment' ? 'payment' : 'scheduled';
  const payment = lastConfirmed(await control.transactions(), kind);
  if (payment === undefined) return { done: false, what: 'no payment to reverse' };
  await control.reversePayment(payment.nit);
  return { done: true, what: `the payment ${payment.nit} is reversed` };
}

async function repeatCharges(
  control: SandboxControl,
  { repeatDays, countTowardsTimes, finishedToo }: Extract<Act, { kind: 'incident' }>,
): Promise<{ done: boolean; what: string }> {
  const schedule = runningSchedule(await control.schedules());
  if (schedule?.status !== 'ATV') return { done: false, what: 'no schedule that will be charged' };
  await control.addIncident({ firstDay: schedule.nextDate, repeatDays, countTowardsTimes, finishedToo });
  return {
    done: true,
    what: `what is charged on ${schedule.nextDate} will be repeated for ${String(repeatDays)} days`,
  };
}

function runningSchedule(schedules: ScheduleRecord[]): ScheduleRecord | undefined {
  return schedules.filter(({ status }) => status === 'ATV' || status === 'INA').at(-1);
}

function lastConfirmed(
  transactions: TransactionRecord[],
  kind: TransactionRecord['kind'],
): TransactionRecord | undefined {
  return transactions.filter((one) => one.kind === kind && one.status === 'CON').at(-1);
}
