import { addMinutes, dateOf } from './calendar';
import { charge } from '../charging/charge';
import { moveToNextCycle } from './schedule-dates';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';

interface ExecutionKind {
  /** Executed once more by an incident: the dates stay as they are. */
  repeated: boolean;
  /** Does the gateway's counter move? */
  counts: boolean;
}

/** Each execution is a new NIT with the order of the schedule (carat-api.md §6, FIELD). */
function newExecution(world: World, schedule: ScheduleRecord, repeated: boolean): TransactionRecord {
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
    // A repeated execution is a second charge of the cycle that was settled on the incident's first day.
    cycle: repeated ? schedule.cycle - 1 : schedule.cycle,
    processing: false,
  };
  world.transactions.add(transaction);
  return transaction;
}

function settle(
  world: World,
  schedule: ScheduleRecord,
  transaction: TransactionRecord,
  kind: ExecutionKind,
): void {
  const settled = transaction.status === 'CON' || transaction.status === 'NEG';
  if (settled || world.settings.listedErroredNits) {
    schedule.nits.push(transaction.nit);
    schedule.nsus.push(transaction.esitefUsn);
  }
  // Only confirmed and denied payments move the counter; a denial is not tried again (carat-api.md §6).
  if (settled && kind.counts) schedule.currentTimes += 1;
  const movesOn = settled || !world.settings.erroredExecutionRetriedNextDay;
  if (movesOn && !kind.repeated) moveToNextCycle(world, schedule);
  if (schedule.numberOfTimes !== undefined && schedule.currentTimes >= schedule.numberOfTimes) {
    world.schedules.setStatus(schedule, 'FIN');
  }
}

function execute(world: World, schedule: ScheduleRecord, kind: ExecutionKind): void {
  const { card } = schedule;
  if (card === undefined) throw new Error('an active schedule has no card');
  schedule.attempts += 1;
  const transaction = newExecution(world, schedule, kind.repeated);
  charge(world, transaction, { card, execution: schedule.attempts, repeated: kind.repeated });
  settle(world, schedule, transaction, kind);
}

/**
 * The daily job: executes every ATV schedule that is due, in the order in which the schedules were created, and after them
 * what an incident repeats (carat-api.md §6).
 */
export function runDailyJob(world: World): void {
  const today = dateOf(world.clock.now());
  const repeats = world.incidents.repeatsOn(today, world.ledger.all());
  const due = [...world.schedules.open()].filter(
    ({ status, nextDate }) => status === 'ATV' && nextDate <= today,
  );
  for (const schedule of due) execute(world, schedule, { repeated: false, counts: true });
  for (const { sid, counts } of repeats) {
    const schedule = world.schedules.find(sid);
    if (schedule?.status === 'ATV') execute(world, schedule, { repeated: true, counts });
  }
}
