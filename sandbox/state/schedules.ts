import type { CalendarDate, Instant } from '../time/calendar';
import type { PresentedCard } from './cards';

/** Schedule statuses (docs/gateway.md §9). */
export type ScheduleStatus = 'NOV' | 'INV' | 'PEN' | 'DES' | 'ATV' | 'INA' | 'ERR' | 'FIN' | 'EXP';

/** One schedule of the gateway. */
export interface ScheduleRecord {
  sid: string;
  scheduleUsn: string;
  merchantId: string;
  orderId: string;
  merchantUsn: string;
  authorizerId?: string;
  amountCents: number;
  installments: string;
  installmentType: string;
  softDescriptor?: string;
  showTimesInvoice: string;
  storeIdentification: string;
  doPaymentNow: boolean;
  /** The NIT of the immediate payment, when there is one. */
  paymentNit?: string;
  initialDate: CalendarDate;
  /** Next execution date; it moves on with each execution that was confirmed or denied. */
  nextDate: CalendarDate;
  /** The day of the month that the schedule was meant for; see MonthEndRule. */
  anchorDay: number;
  intervalMonths: number;
  /** Executions before FIN; absent = open-ended (docs/gateway.md §1). */
  numberOfTimes?: number;
  /** The gateway's counter: executions that ended confirmed or denied (docs/gateway.md §6). */
  currentTimes: number;
  /** Which execution date is next, from 1; all attempts of one date share it in the ledger. */
  cycle: number;
  /** How often the daily job has executed this schedule, whatever came of it. */
  attempts: number;
  status: ScheduleStatus;
  createdAt: Instant;
  /** A NOV schedule reads EXP from here on. */
  expiresAt: Instant;
  card?: PresentedCard;
  nits: string[];
  nsus: string[];
}

/** All schedules, by SID, in order of creation. */
export class ScheduleBook {
  private readonly bySid = new Map<string, ScheduleRecord>();
  /** NOV and ATV: those that time alone can still change. */
  private readonly changing = new Set<ScheduleRecord>();

  add(schedule: ScheduleRecord): void {
    this.bySid.set(schedule.sid, schedule);
    this.setStatus(schedule, schedule.status);
  }

  find(sid: string): ScheduleRecord | undefined {
    return this.bySid.get(sid);
  }

  setStatus(schedule: ScheduleRecord, status: ScheduleStatus): void {
    schedule.status = status;
    if (status === 'NOV' || status === 'ATV') this.changing.add(schedule);
    else this.changing.delete(schedule);
  }

  all(): IterableIterator<ScheduleRecord> {
    return this.bySid.values();
  }

  open(): IterableIterator<ScheduleRecord> {
    return this.changing.values();
  }

  clear(): void {
    this.bySid.clear();
    this.changing.clear();
  }
}
