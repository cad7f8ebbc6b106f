import { SandboxError } from '../sandbox-error';
import { queueNotification } from './status-post';
import type { PresentedCard } from '../state/cards';
import type { ScheduleRecord, ScheduleStatus } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';

function scheduleOf(world: World, transaction: TransactionRecord): ScheduleRecord | undefined {
  const { sid, kind } = transaction;
  return kind === 'payment' && sid !== undefined ? world.schedules.find(sid) : undefined;
}

/** A schedule starts to run: from now on the daily job looks at it. */
export function activateSchedule(world: World, schedule: ScheduleRecord, card: PresentedCard): void {
  schedule.card = card;
  world.schedules.setStatus(schedule, 'ATV');
}

/** The immediate payment of a schedule is confirmed: only now does the schedule become active (carat-api.md §1c). */
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

/** What the outcome of the immediate payment means for its schedule (carat-api.md §2, §3, §9). */
export function followPayment(world: World, payment: TransactionRecord): void {
  const schedule = scheduleOf(world, payment);
  if (schedule === undefined) return;
  const { scheduleStatusAfterDeniedPayment, scheduleStatusAfterErroredPayment } = world.settings;
  const follow = (status: ScheduleStatus): void => {
    world.schedules.setStatus(schedule, status);
  };
  if (payment.status === 'CON') startAfterPayment(world, schedule, payment);
  else if (payment.status === 'PPC') follow('PEN');
  else if (payment.status === 'NEG') follow(scheduleStatusAfterDeniedPayment);
  else follow(scheduleStatusAfterErroredPayment);
}

/** PPC -> CON, for the whole amount or less; a schedule that waited becomes active (carat-api.md §3). */
export function confirmPayment(world: World, payment: TransactionRecord, amountCents: number): void {
  payment.amountCents = amountCents;
  world.transactions.setStatus(payment, 'CON');
  world.ledger.settle(payment.nit, 'confirmed', amountCents);
  followPayment(world, payment);
  queueNotification(world, payment);
}

/** PPC -> PPN; a schedule that waited is undone with it (carat-api.md §3). */
export function undoPayment(world: World, payment: TransactionRecord): void {
  world.transactions.setStatus(payment, 'PPN');
  world.ledger.settle(payment.nit, 'undone', payment.amountCents);
  const schedule = scheduleOf(world, payment);
  if (schedule !== undefined) world.schedules.setStatus(schedule, 'DES');
  queueNotification(world, payment);
}

/** CON -> EST, as after a reversal in the vendor's portal; the schedule goes on (carat-api.md §8). */
export function reversePayment(world: World, nit: string): void {
  const payment = world.transactions.find(nit);
  if (payment === undefined)
    throw new SandboxError('sandbox_transaction_unknown', 'nit: no such transaction; see transactions()');
  if (payment.status !== 'CON') {
    throw new SandboxError(
      'sandbox_state_forbids',
      `nit: a payment in status ${payment.status} cannot be reversed, only CON`,
    );
  }
  world.transactions.setStatus(payment, 'EST');
  world.ledger.reverse(nit);
  queueNotification(world, payment);
}
