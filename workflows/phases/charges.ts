import type { GatewayFacts, PaymentFacts, ScheduleFacts } from '../../domain/gateway/answers';
import { dateInSaoPaulo } from '../../domain/calendar';
import { assertNever } from '../../domain/assert-never';
import { readPaymentStatus, readScheduleStatus, type PaymentReading } from '../../domain/gateway/status';
import { asNit, isSameId, type Nit } from '../../domain/ids';
import { followNextDate } from '../../domain/due-dates';
import { recordImmediate, type Charge, type ChargeOutcome, type KnownBy } from '../../domain/ledger';
import type { Life } from '../life';

/** A charge as the gateway tells it. */
export function chargeFrom(life: Life, facts: PaymentFacts, knownBy: KnownBy): Charge {
  return {
    nit: asNit(facts.nit),
    outcome: outcomeOf(readPaymentStatus(facts.status)),
    gatewayStatus: facts.status,
    ...(facts.amountCents === undefined ? {} : { amountCents: facts.amountCents }),
    ...(facts.at === undefined ? {} : { at: facts.at }),
    ...(facts.authorizerCode === undefined ? {} : { code: facts.authorizerCode }),
    ...(facts.authorizerMessage === undefined ? {} : { message: facts.authorizerMessage }),
    knownBy,
    knownAt: life.now,
  };
}

/** Takes over what an answer says of the immediate payment and of the schedule. */
export function takeFacts(life: Life, facts: GatewayFacts, knownBy: KnownBy): void {
  life.record.askedAt = life.now;
  const payment = paymentIn(life, facts);
  if (payment !== undefined) {
    life.record.paymentStatus = payment.status;
    if (hasRun(payment)) {
      const whole = { ...immediateAmount(life), ...payment };
      life.record.ledger = recordImmediate(life.record.ledger, chargeFrom(life, whole, knownBy));
    }
  }
  const schedule = scheduleIn(life, facts);
  if (schedule !== undefined) takeSchedule(life, schedule);
}

/** What an answer says of the immediate payment of this life; undefined when it speaks of none, or of another. */
export function paymentIn({ record }: Life, { payment }: GatewayFacts): PaymentFacts | undefined {
  if (payment === undefined || record.nit === undefined) return undefined;
  return isSameId(payment.nit, record.nit) ? { ...payment, nit: record.nit } : undefined;
}

/** What an answer says of the schedule of this life; undefined when it speaks of none, or of another. */
export function scheduleIn({ record }: Life, { schedule }: GatewayFacts): ScheduleFacts | undefined {
  if (schedule === undefined || record.sid === undefined) return undefined;
  return isSameId(schedule.sid, record.sid) ? schedule : undefined;
}

/** Takes over what the gateway says of the schedule; the ledger follows its next date while it is open. */
function takeSchedule(life: Life, schedule: ScheduleFacts): void {
  life.record.scheduleStatus = schedule.status;
  const { nextDate, currentTimes, numberOfTimes, amountCents } = schedule;
  life.record.schedule = {
    ...life.record.schedule,
    ...(nextDate === undefined ? {} : { nextDate }),
    ...(currentTimes === undefined ? {} : { currentTimes }),
    ...(numberOfTimes === undefined ? {} : { numberOfTimes }),
    ...(amountCents === undefined ? {} : { amountCents }),
  };
  if (currentTimes !== undefined && isBeforeFirstCharge(life, schedule))
    life.record.counterAtStart ??= currentTimes;
  // Also at the look that finds it active again: what it did not charge until today was not due.
  if (schedule.status === 'INA' || life.state === 'paused')
    life.record.inactiveUntil = dateInSaoPaulo(life.now);
  // Once all executions are done there is no next one, whatever the answer repeats.
  if (readScheduleStatus(schedule.status) === 'finished') delete life.record.schedule.nextDate;
}

/** Whether the schedule runs, so that an immediate payment has been counted if it ever is, and cannot have charged anything yet. */
function isBeforeFirstCharge({ record, input, now }: Life, { nits, status }: ScheduleFacts): boolean {
  const runs = ['active', 'inactive'].includes(readScheduleStatus(status));
  const isImmediate = (nit: string): boolean => record.nit !== undefined && isSameId(nit, record.nit);
  return runs && dateInSaoPaulo(now) < input.schedule.firstDate && nits.every(isImmediate);
}

/** Lets the ledger follow the gateway's next date. Only once every listed charge is in the ledger. */
export function followDates(life: Life): void {
  const { nextDate } = life.record.schedule;
  const { scheduleStatus } = life.record;
  if (nextDate === undefined || (scheduleStatus !== 'ATV' && scheduleStatus !== 'INA')) return;
  const today = dateInSaoPaulo(life.now);
  const { intervalMonths } = life.input.schedule;
  const { inactiveUntil } = life.record;
  const seen = { nextDate, today, intervalMonths, inactiveUntil };
  life.record.ledger = followNextDate(life.record.ledger, seen);
}

/** The NIT of the immediate payment; asking for it before it exists is a defect. */
export function requireNit(life: Life): Nit {
  if (life.record.nit === undefined) throw new Error('no NIT: the payment was not created');
  return life.record.nit;
}

const immediateAmount = ({ input }: Life): { amountCents?: number } =>
  input.entry === 'pay_now' ? { amountCents: input.payment.amountCents } : {};

const hasRun = (payment: PaymentFacts): boolean => readPaymentStatus(payment.status) !== 'not_started';

function outcomeOf(reading: PaymentReading): ChargeOutcome {
  switch (reading) {
    case 'confirmed':
      return 'paid';
    case 'denied':
    case 'undone':
    case 'failed':
    case 'expired':
    case 'reversed':
      return reading;
    case 'awaiting_confirmation':
    case 'not_started':
    case 'in_progress':
      return 'pending';
    default:
      return assertNever(reading);
  }
}
