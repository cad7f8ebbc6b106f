import { charge } from '../charging/charge';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';
import { addMinutes, dateOf } from './calendar';
import type { Repetition } from './incidents';
import { moveToNextCycle } from './schedule-dates';

/** Each execution is a new NIT with the order of the schedule (carat-api.md §6, FIELD). */
function newExecution(world: World, schedule: ScheduleRecord, cycle: number): TransactionRecord {
  const now = world.clock.now();
  const transaction: TransactionRecord = {
    nit: world.ids.longId(),
    esitefUsn: world.ids.usn(now),
    merchantId: schedule.merchantId,
    orderId: schedule.orderId,
    merchantUsn: schedule.merchantUsn,
    amountCents: schedule.amountCents,
    installments: schedule.installments,
    installmentType: schedule.installmentType,
    ...(schedule.authorizerId !== undefined && { authorizerId: schedule.authorizerId }),
    status: 'NOV',
    createdAt: now,
    expiresAt: addMinutes(now, world.settings.creationTimeLimitMinutes),
    postponeConfirmation: false,
    antiFraud: false,
    kind: 'scheduled',
    sid: schedule.sid,
    cycle,
    processing: false,
  };
  world.transactions.add(transaction);
  return transaction;
}

function settle(
  world: World,
  schedule: ScheduleRecord,
  transaction: TransactionRecord,
  repetition?: Repetition,
): void {
  const settled = transaction.status === 'CON' || transaction.status === 'NEG';
  if (settled || world.settings.listedErroredNits) {
    schedule.nits.push(transaction.nit);
    schedule.nsus.push(transaction.esitefUsn);
  }
  // Only confirmed and denied payments move the counter; a denial is not tried again (carat-api.md §6).
  if (settled && repetition?.countsTowardsTimes !== false) schedule.currentTimes += 1;
  const movesOn = settled || !world.settings.erroredExecutionRetriedNextDay;
  if (movesOn && repetition === undefined) moveToNextCycle(world, schedule);
  if (schedule.numberOfTimes !== undefined && schedule.currentTimes >= schedule.numberOfTimes) {
    world.schedules.setStatus(schedule, 'FIN');
  }
}

function execute(world: World, schedule: ScheduleRecord, repetition?: Repetition): void {
  const { card } = schedule;
  if (card === undefined) throw new Error('an active schedule has no card');
  schedule.attempts += 1;
  const transaction = newExecution(world, schedule, repetition?.cycle ?? schedule.cycle);
  charge(world, transaction, { card, execution: schedule.attempts, repeated: repetition !== undefined });
  settle(world, schedule, transaction, repetition);
}

/**
 * The daily job: executes every ATV schedule that is due, in the order in which the schedules were created, and after them
 * what an incident repeats (carat-api.md §6).
 */
export function runDailyJob(world: World): void {
  const today = dateOf(world.clock.now());
  const repetitions = world.incidents.repetitionsOn(today, world.ledger.all());
  const due = [...world.schedules.open()].filter(
    ({ status, nextDate }) => status === 'ATV' && nextDate <= today,
  );
  for (const schedule of due) execute(world, schedule);
  for (const repetition of repetitions) {
    const schedule = world.schedules.find(repetition.sid);
    // What was still due today (an errored execution) has just been executed; it is not repeated on top.
    if (schedule?.status === 'ATV' && !due.includes(schedule)) execute(world, schedule, repetition);
  }
}
