import { authorizationOf } from '../charging/authorise';
import { limits } from '../limits';
import { SandboxError } from '../sandbox-error';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import {
  addMinutes,
  dayOfMonth,
  isCalendarDate,
  nextExecutionDate,
  type CalendarDate,
} from '../time/calendar';
import { jobInstant } from '../time/schedule-dates';
import type { World } from '../world';
import { presentedCard } from './presented-card';

/**
 * A schedule that was made in the vendor's portal, or by another program, and has been executed since: what a store has before it
 * takes another program into use. Its past is in the books like any other.
 */
export interface ExistingSchedule {
  merchantId: string;
  /** As the gateway takes it: up to 40 characters, not only letters and digits. */
  orderId: string;
  /** A documented test card, by number or token. */
  card: string;
  amountCents: number;
  /** Of the first execution, 'YYYY-MM-DD'. */
  initialDate: CalendarDate;
  /** @default 1 */
  intervalMonths?: number;
  /** Executions before FIN; absent = open-ended. */
  numberOfTimes?: number;
  /** What came of each execution so far, oldest first, one a cycle. @default none */
  executions?: ('approved' | 'denied')[];
  /** One that has made all its executions is FIN. @default ATV */
  status?: 'ATV' | 'INA';
}

/** Puts it into the world. Nothing is charged or posted for what is past. @returns its SID */
export function addExistingSchedule(world: World, existing: ExistingSchedule): string {
  check(world, existing);
  const { executions = [], numberOfTimes, status = 'ATV' } = existing;
  const schedule = scheduleOf(world, existing);
  world.schedules.add(schedule);
  for (const outcome of executions) executeInThePast(world, schedule, outcome);
  const isFinished = numberOfTimes !== undefined && executions.length >= numberOfTimes;
  world.schedules.setStatus(schedule, isFinished ? 'FIN' : status);
  return schedule.sid;
}

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_option', `schedule.${problem}`);
}

function check(world: World, existing: ExistingSchedule): void {
  const { merchantId, initialDate, executions = [], amountCents, intervalMonths = 1 } = existing;
  if (world.merchants.find(merchantId) === undefined) refuse('merchantId: no such store');
  if (!isCalendarDate(initialDate)) refuse("initialDate: give a date as 'YYYY-MM-DD'");
  if (!Number.isInteger(amountCents) || amountCents < 1) refuse('amountCents: give whole cents from 1');
  if (
    !Number.isInteger(intervalMonths) ||
    intervalMonths < 1 ||
    intervalMonths > world.settings.maxIntervalMonths
  )
    refuse(`intervalMonths: give 1 to ${world.settings.maxIntervalMonths}`);
  if (executions.length > limits.pastExecutions) refuse(`executions: give at most ${limits.pastExecutions}`);
  const days = executions.map((_outcome, index) => executionDate(world, existing, index));
  if (days.some((day) => jobInstant(world, day) > world.clock.now()))
    refuse('executions: give only those whose daily job is over');
}

/** The date of an execution, counted from 0. */
function executionDate(
  world: World,
  { initialDate, intervalMonths = 1 }: Pick<ExistingSchedule, 'initialDate' | 'intervalMonths'>,
  index: number,
): CalendarDate {
  let day = initialDate;
  for (let passed = 0; passed < index; passed += 1)
    day = nextExecutionDate(day, intervalMonths, dayOfMonth(initialDate), world.settings.monthEndRule);
  return day;
}

function scheduleOf(world: World, existing: ExistingSchedule): ScheduleRecord {
  const { merchantId, orderId, amountCents, initialDate, intervalMonths = 1, numberOfTimes } = existing;
  const { executions = [] } = existing;
  const now = world.clock.now();
  const firstJob = jobInstant(world, initialDate);
  const createdAt = firstJob < now ? firstJob : now;
  return {
    sid: world.ids.longId(),
    scheduleUsn: world.ids.usn(createdAt),
    merchantId,
    orderId,
    merchantUsn: '0',
    amountCents,
    installments: '1',
    installmentType: '4',
    showTimesInvoice: 'false',
    storeIdentification: 'portal',
    doPaymentNow: false,
    initialDate,
    nextDate: executionDate(world, existing, executions.length),
    anchorDay: dayOfMonth(initialDate),
    intervalMonths,
    ...(numberOfTimes !== undefined && { numberOfTimes }),
    currentTimes: executions.length,
    cycle: executions.length + 1,
    attempts: executions.length,
    status: 'INA',
    createdAt,
    expiresAt: addMinutes(createdAt, world.settings.creationTimeLimitMinutes),
    card: presentedCard(world, existing.card),
    nits: [],
    nsus: [],
  };
}

/** One execution as the daily job of its day left it. */
function executeInThePast(world: World, schedule: ScheduleRecord, outcome: 'approved' | 'denied'): void {
  const number = schedule.nits.length + 1;
  const { merchantId, orderId, amountCents, sid, merchantUsn, installments, installmentType, card } =
    schedule;
  const at = jobInstant(world, executionDate(world, schedule, number - 1));
  const behaviour =
    outcome === 'approved'
      ? ({ kind: 'approve' } as const)
      : ({ kind: 'deny', authorizerCode: '51' } as const);
  const authorization = { ...authorizationOf(world, behaviour), at };
  const status = outcome === 'approved' ? 'CON' : 'NEG';
  const transaction: TransactionRecord = {
    ...{ merchantId, orderId, merchantUsn, amountCents, installments, installmentType, sid },
    nit: world.ids.longId(),
    esitefUsn: world.ids.usn(at),
    status,
    createdAt: at,
    expiresAt: addMinutes(at, world.settings.creationTimeLimitMinutes),
    postponeConfirmation: false,
    antiFraud: false,
    kind: 'scheduled',
    cycle: number,
    ...(card !== undefined && { card }),
    authorization,
    processing: false,
  };
  world.transactions.add(transaction);
  schedule.nits.push(transaction.nit);
  schedule.nsus.push(transaction.esitefUsn);
  world.ledger.record({
    ...{ at, merchantId, orderId, nit: transaction.nit, sid, cycle: number, amountCents },
    kind: 'scheduled',
    outcome,
    state: status === 'CON' ? 'confirmed' : 'none',
    authorizerCode: authorization.authorizerCode,
    repeated: false,
  });
}
