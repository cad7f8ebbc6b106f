/** A status of ours to come, kept as the gateway wrote it. */
type OtherStatus = string & Record<never, never>;

/** Schedule statuses (docs/gateway.md §9). The gateway has no "cancelled" and no "paused", only INA. */
export type KnownScheduleStatus = 'NOV' | 'INV' | 'PEN' | 'DES' | 'ATV' | 'INA' | 'ERR' | 'FIN' | 'EXP';

export type ScheduleStatus = KnownScheduleStatus | OtherStatus;

/** One schedule as the gateway tells it. Plain JSON; what the answer does not carry readably is left out. */
export interface Schedule {
  status: ScheduleStatus;
  /** The SID. When the answer does not repeat it, the one that the call was about. */
  sid: string;
  scheduleUsn?: string;
  /** Integer cents, charged at each execution. */
  amountCents?: number;
  /** The answer had an amount, and it could not be read as cents. */
  amountUnreadable?: true;
  /** Calendar dates `YYYY-MM-DD` in São Paulo. */
  initialDate?: string;
  nextDate?: string;
  /** The answer had a next date, and it could not be read as a date. */
  nextDateUnreadable?: true;
  /** Executions before FIN; absent = open-ended (docs/gateway.md §1, INFERRED). */
  numberOfTimes?: number;
  /** Executions so far that ended confirmed or denied (docs/gateway.md §6). */
  currentTimes?: number;
  /** Of each charge; where an answer tells them (docs/gateway.md §7). */
  installments?: number;
  installmentType?: string;
  softDescriptor?: string;
  /** The NIT of every execution so far, oldest first as the gateway lists them (docs/gateway.md §5.3). */
  nits: string[];
  /** The parallel sequence numbers. */
  nsus: string[];
}
