import { undoPayment } from '../charging/follow-payment';
import { limits } from '../limits';
import { SandboxError } from '../sandbox-error';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';
import { addMinutes, dateOf, type Instant } from './calendar';
import { runDailyJob } from './daily-job';
import { retryDates } from './offline-retries';
import { jobInstant, nextJobDate, noteJobsPassed } from './schedule-dates';

function earliest<T extends string>(candidates: (T | undefined)[]): T | undefined {
  let first: T | undefined;
  for (const candidate of candidates) {
    if (candidate !== undefined && (first === undefined || candidate < first)) first = candidate;
  }
  return first;
}

function checkAdvance(now: Instant, instant: Instant): void {
  const advanceMs = Date.parse(instant) - Date.parse(now);
  if (advanceMs < 0) {
    throw new SandboxError(
      'sandbox_clock_backwards',
      `advanceTo: ${instant} is before ${now}; time only goes on`,
    );
  }
  if (advanceMs > limits.maxAdvanceDays * 86_400_000) {
    const message = `advanceTo: at most ${limits.maxAdvanceDays} days at once`;
    throw new SandboxError('sandbox_advance_too_far', message);
  }
  if (new Date(instant).getUTCFullYear() >= limits.clockEndYear) {
    const message = `advanceTo: the clock ends with the year ${limits.clockEndYear}`;
    throw new SandboxError('sandbox_advance_too_far', message);
  }
}

/** What happens at the gateway by itself as time passes: expiries, undoing of forgotten payments, the daily job. */
export class Agenda {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** The next instant at which something will happen by itself; undefined when nothing will. */
  nextMoment(): Instant | undefined {
    const { clock, outbox } = this.world;
    const moment = earliest([
      this.nextTransactionMoment(),
      this.nextScheduleExpiry(),
      this.nextJob(),
      outbox.nextMoment(),
    ]);
    return moment !== undefined && moment < clock.now() ? clock.now() : moment;
  }

  /** Moves the clock to an instant, running what is due on the way, in order. */
  advanceTo(instant: Instant): void {
    const { clock } = this.world;
    checkAdvance(clock.now(), instant);
    for (let next = this.nextMoment(); next !== undefined && next <= instant; next = this.nextMoment()) {
      clock.moveTo(next);
      this.runDue();
    }
    clock.moveTo(instant);
  }

  /** Brings the clock to real time while it follows; does nothing while it stands. */
  catchUp(): void {
    const { clock } = this.world;
    if (clock.mode === 'follow') this.advanceTo(clock.target());
  }

  private undoInstant(transaction: TransactionRecord): Instant | undefined {
    const minutes = this.world.settings.autoUndoPpcAfterMinutes;
    const authorizedAt = transaction.status === 'PPC' ? transaction.authorization?.at : undefined;
    return minutes === null || authorizedAt === undefined ? undefined : addMinutes(authorizedAt, minutes);
  }

  private nextTransactionMoment(): Instant | undefined {
    return earliest(
      [...this.world.transactions.open()].map((transaction) => {
        if (transaction.processing) return undefined;
        return transaction.status === 'NOV' ? transaction.expiresAt : this.undoInstant(transaction);
      }),
    );
  }

  private paymentIsProcessing(nit: string | undefined): boolean {
    return nit !== undefined && this.world.transactions.find(nit)?.processing === true;
  }

  private nextScheduleExpiry(): Instant | undefined {
    return earliest(
      [...this.world.schedules.open()]
        .filter(({ status, paymentNit }) => status === 'NOV' && !this.paymentIsProcessing(paymentNit))
        .map(({ expiresAt }) => expiresAt),
    );
  }

  private nextJob(): Instant | undefined {
    const { schedules, incidents, ledger } = this.world;
    const active = [...schedules.open()].filter(({ status }) => status === 'ATV');
    const from = nextJobDate(this.world);
    const due = earliest([...active.map(({ nextDate }) => nextDate), ...retryDates(this.world)]);
    const dueDay = due !== undefined && due < from ? from : due;
    const day = earliest([dueDay, ...incidents.repeatDatesFrom(from, ledger.all())]);
    return day === undefined ? undefined : jobInstant(this.world, day);
  }

  private runDue(): void {
    const { clock, transactions, schedules } = this.world;
    const now = clock.now();
    for (const transaction of [...transactions.open()]) this.endOverdue(transaction, now);
    for (const schedule of [...schedules.open()]) {
      const expired = schedule.status === 'NOV' && schedule.expiresAt <= now;
      if (expired && !this.paymentIsProcessing(schedule.paymentNit)) schedules.setStatus(schedule, 'EXP');
    }
    this.runJob(now);
    this.world.outbox.sendDue();
  }

  private runJob(now: Instant): void {
    const today = dateOf(now);
    if (this.world.lastJobDate === today || jobInstant(this.world, today) !== now) return;
    runDailyJob(this.world);
    noteJobsPassed(this.world);
  }

  private endOverdue(transaction: TransactionRecord, now: Instant): void {
    if (transaction.processing) return;
    if (transaction.status === 'NOV') {
      if (transaction.expiresAt <= now) this.world.transactions.setStatus(transaction, 'EXP');
      return;
    }
    const undoAt = this.undoInstant(transaction);
    if (undoAt !== undefined && undoAt <= now) undoPayment(this.world, transaction);
  }
}
