import { undoPayment } from '../charging/payment-settlement';
import { limits } from '../limits';
import { SandboxError } from '../sandbox-error';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';
import { addDays, addMinutes, dateOf, type CalendarDate, type Instant } from './calendar';
import { runDailyJob } from './daily-job';
import { jobInstant } from './schedule-dates';

function earliest<T extends string>(candidates: (T | undefined)[]): T | undefined {
  let first: T | undefined;
  for (const candidate of candidates) {
    if (candidate !== undefined && (first === undefined || candidate < first)) first = candidate;
  }
  return first;
}

/** What happens at the gateway by itself as time passes: expiries, undoing of forgotten payments, the daily job. */
export class Agenda {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** The next instant at which something will happen by itself; undefined when nothing will. */
  nextMoment(): Instant | undefined {
    const { clock } = this.world;
    const moment = earliest([this.nextTransactionMoment(), this.nextScheduleExpiry(), this.nextJob()]);
    return moment !== undefined && moment < clock.now() ? clock.now() : moment;
  }

  /** Moves the clock to an instant, running what is due on the way, in order. */
  advanceTo(instant: Instant): void {
    const { clock } = this.world;
    if (instant < clock.now()) {
      throw new SandboxError(
        'sandbox_clock_backwards',
        `advanceTo: ${instant} is before ${clock.now()}; time only goes on`,
      );
    }
    if (Date.parse(instant) - Date.parse(clock.now()) > limits.maxAdvanceDays * 86_400_000) {
      throw new SandboxError(
        'sandbox_advance_too_far',
        `advanceTo: at most ${limits.maxAdvanceDays} days at once`,
      );
    }
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
    const authorizedAt = transaction.authorization?.at;
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

  /** The date of the first daily job that has not run yet. */
  private nextJobDate(): CalendarDate {
    const now = this.world.clock.now();
    const today = dateOf(now);
    return jobInstant(this.world, today) > now ? today : addDays(today, 1);
  }

  private nextJob(): Instant | undefined {
    const { schedules, incidents, ledger } = this.world;
    const active = [...schedules.open()].filter(({ status }) => status === 'ATV');
    const from = this.nextJobDate();
    const due = earliest(active.map(({ nextDate }) => nextDate));
    const dueDay = due !== undefined && due < from ? from : due;
    const day = earliest([dueDay, ...incidents.repeatDatesFrom(from, ledger.all())]);
    return day === undefined ? undefined : jobInstant(this.world, day);
  }

  private runDue(): void {
    const { clock, transactions, schedules } = this.world;
    const now = clock.now();
    for (const transaction of [...transactions.open()]) this.settleOverdue(transaction, now);
    for (const schedule of [...schedules.open()]) {
      const expired = schedule.status === 'NOV' && schedule.expiresAt <= now;
      if (expired && !this.paymentIsProcessing(schedule.paymentNit)) schedules.setStatus(schedule, 'EXP');
    }
    if (jobInstant(this.world, dateOf(now)) === now) runDailyJob(this.world);
  }

  private settleOverdue(transaction: TransactionRecord, now: Instant): void {
    if (transaction.processing) return;
    if (transaction.status === 'NOV') {
      if (transaction.expiresAt <= now) this.world.transactions.setStatus(transaction, 'EXP');
      return;
    }
    const undoAt = this.undoInstant(transaction);
    if (undoAt !== undefined && undoAt <= now) undoPayment(this.world, transaction);
  }
}
