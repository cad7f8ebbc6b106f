import { charge } from '../charging/charge';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';
import { addMinutes, dateOf } from './calendar';
import { countExecution } from './count-execution';
import type { Repetition } from './incidents';
import { firstRetry, runRetries } from './offline-retries';
import { moveToNextCycle } from './schedule-dates';

/** Each execution is a new NIT with the order of the schedule (docs/gateway.md §6, FIELD). */
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

function record(
  world: World,
  schedule: ScheduleRecord,
  transaction: TransactionRecord,
  repetition?: Repetition,
): void {
  const { erroredExecutionRetriedNextDay, listedErroredNits } = world.settings;
  const decided = transaction.status === 'CON' || transaction.status === 'NEG';
  // A denial that will be tried again under its own NIT leaves nothing due. It is counted when it is decided.
  const answered = decided || transaction.status === 'RET';
  if (answered || listedErroredNits) {
    schedule.nits.push(transaction.nit);
    schedule.nsus.push(transaction.esitefUsn);
  }
  const movesOn = answered || !erroredExecutionRetriedNextDay;
  if (movesOn && repetition === undefined) moveToNextCycle(world, schedule);
  if (decided) countExecution(world, schedule, repetition?.countsTowardsTimes !== false);
}

function execute(world: World, schedule: ScheduleRecord, repetition?: Repetition): void {
  const { card, merchantId } = schedule;
  if (card === undefined) throw new Error('an active schedule has no card');
  schedule.attempts += 1;
  const transaction = newExecution(world, schedule, repetition?.cycle ?? schedule.cycle);
  const retry = firstRetry(world, merchantId, repetition);
  charge(world, transaction, {
    card,
    execution: schedule.attempts,
    repeated: repetition !== undefined,
    ...(retry !== undefined && { statuses: { denied: 'RET' } }),
  });
  if (retry !== undefined && transaction.status === 'RET') transaction.retry = retry;
  record(world, schedule, transaction, repetition);
}

/**
 * The daily job: tries denied executions again where their store has that, executes every ATV schedule that is due, in the order
 * in which the schedules were created, and after them what an incident repeats (docs/gateway.md §6).
 */
export function runDailyJob(world: World): void {
  const today = dateOf(world.clock.now());
  runRetries(world, today);
  const repetitions = world.incidents.repetitionsOn(today, world.ledger.all());
  const due = [...world.schedules.open()].filter(
    ({ status, nextDate }) => status === 'ATV' && nextDate <= today,
  );
  for (const schedule of due) execute(world, schedule);
  for (const repetition of repetitions) {
    const schedule = world.schedules.find(repetition.sid);
    // What was still due today (an errored execution) has just been executed; it is not repeated on top.
    if (schedule === undefined || due.includes(schedule)) continue;
    const isFinished = schedule.status === 'FIN' && repetition.finishedToo;
    if (schedule.status === 'ATV' || isFinished) execute(world, schedule, repetition);
  }
}
