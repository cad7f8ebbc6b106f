import type { PresentedCard } from '../state/cards';
import type { ScheduleRecord, ScheduleStatus } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';
import { queueNotification } from './status-post';

function scheduleOf(world: World, transaction: TransactionRecord): ScheduleRecord | undefined {
  const { sid, kind } = transaction;
  return kind === 'payment' && sid !== undefined ? world.schedules.find(sid) : undefined;
}

/** A schedule starts to run: from now on the daily job executes it. */
export function activateSchedule(world: World, schedule: ScheduleRecord, card: PresentedCard): void {
  schedule.card = card;
  world.schedules.setStatus(schedule, 'ATV');
}

/** The immediate payment of a schedule is confirmed: only now does the schedule become active (docs/gateway.md §1c). */
function startAfterPayment(world: World, schedule: ScheduleRecord, payment: TransactionRecord): void {
  if (payment.card === undefined) throw new Error('a confirmed payment has no card');
  activateSchedule(world, schedule, payment.card);
  if (!world.settings.immediatePaymentCounts) return;
  schedule.nits.push(payment.nit);
  schedule.nsus.push(payment.esitefUsn);
  schedule.currentTimes += 1;
  schedule.cycle += 1;
  if (schedule.numberOfTimes !== undefined && schedule.currentTimes >= schedule.numberOfTimes) {
    world.schedules.setStatus(schedule, 'FIN');
  }
}

/** What the outcome of the immediate payment means for its schedule (docs/gateway.md §2, §3, §9). */
export function followPayment(world: World, payment: TransactionRecord): void {
  const schedule = scheduleOf(world, payment);
  // A schedule that has ended stays ended, even when a denied NIT is paid in the end.
  if (schedule?.status !== 'NOV' && schedule?.status !== 'PEN') return;
  const { scheduleStatusAfterDeniedPayment, scheduleStatusAfterErroredPayment } = world.settings;
  const follow = (status: ScheduleStatus): void => {
    world.schedules.setStatus(schedule, status);
  };
  if (payment.status === 'CON') startAfterPayment(world, schedule, payment);
  else if (payment.status === 'PPC') follow('PEN');
  else if (payment.status === 'NEG') follow(scheduleStatusAfterDeniedPayment);
  else follow(scheduleStatusAfterErroredPayment);
}

/** PPC -> CON, for the whole amount or less; a schedule that waited becomes active (docs/gateway.md §3). */
export function confirmPayment(world: World, payment: TransactionRecord, amountCents: number): void {
  payment.amountCents = amountCents;
  world.transactions.setStatus(payment, 'CON');
  world.ledger.closePending(payment.nit, 'confirmed', amountCents);
  followPayment(world, payment);
  queueNotification(world, payment);
}

/** PPC -> PPN; a schedule that waited is undone with it (docs/gateway.md §3). */
export function undoPayment(world: World, payment: TransactionRecord): void {
  world.transactions.setStatus(payment, 'PPN');
  world.ledger.closePending(payment.nit, 'undone', payment.amountCents);
  const schedule = scheduleOf(world, payment);
  if (schedule?.status === 'PEN') world.schedules.setStatus(schedule, 'DES');
  queueNotification(world, payment);
}
