import type { SandboxControl } from '../../sandbox/control';
import { SandboxError } from '../../sandbox/sandbox-error';
import type { ScheduleRecord } from '../../sandbox/state/schedules';
import type { TransactionRecord } from '../../sandbox/state/transactions';
import { addDays } from '../../sandbox/time/calendar';
import type { Act, RefundedCharge } from '../lives/script';

/** Something that is done at the gateway, and not asked of the subscription. */
export type PortalAct = Extract<
  Act,
  { kind: 'portal_edit' | 'portal_reversal' | 'portal_refund' | 'refund_decision' | 'incident' }
>;

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
      case 'portal_refund':
        return await giveBack(control, act);
      case 'refund_decision':
        return await decideRefunds(control, act.decision);
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
  const payment = lastConfirmed(await control.transactions(), kindOf(of));
  if (payment === undefined) return { done: false, what: 'no payment to reverse' };
  await control.reversePayment(payment.nit);
  return { done: true, what: `the payment ${payment.nit} is reversed` };
}

async function giveBack(
  control: SandboxControl,
  { of, share }: Extract<Act, { kind: 'portal_refund' }>,
): Promise<{ done: boolean; what: string }> {
  const payment = lastConfirmed(await control.transactions(), kindOf(of));
  if (payment === undefined) return { done: false, what: 'no payment to give back' };
  const { nit, amountCents } = payment;
  const cents = share === undefined ? undefined : Math.max(1, Math.floor(share * amountCents));
  await control.refundPayment(nit, cents);
  return {
    done: true,
    what: `${cents === undefined ? 'all' : String(cents)} of the payment ${nit} is given back`,
  };
}

async function decideRefunds(
  control: SandboxControl,
  kind: Extract<Act, { kind: 'refund_decision' }>['decision'],
): Promise<{ done: boolean; what: string }> {
  const waiting = (await control.cancellations()).filter(({ status }) => status === 'PEN');
  const decision = kind === 'deny' ? ({ kind, authorizerCode: '05' } as const) : { kind };
  for (const { nit } of waiting) await control.decideCancellation(nit, decision);
  return { done: waiting.length > 0, what: `${kind} is decided of ${String(waiting.length)} refunds` };
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

const kindOf = (of: RefundedCharge): TransactionRecord['kind'] =>
  of === 'immediate_payment' ? 'payment' : 'scheduled';

function runningSchedule(schedules: ScheduleRecord[]): ScheduleRecord | undefined {
  return schedules.filter(({ status }) => status === 'ATV' || status === 'INA').at(-1);
}

/** The last payment of a kind that was captured and not given back whole. */
export function lastConfirmed(
  transactions: TransactionRecord[],
  kind: TransactionRecord['kind'],
): TransactionRecord | undefined {
  return transactions.filter((one) => one.kind === kind && one.status === 'CON').at(-1);
}
