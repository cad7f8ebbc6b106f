/** What a payment status of the gateway means for us (carat-api.md §9). */
export type PaymentReading =
  | 'confirmed'
  | 'awaiting_confirmation'
  | 'denied'
  | 'undone'
  | 'failed'
  | 'expired'
  | 'reversed'
  | 'not_started'
  | 'in_progress';

const PAYMENT_READINGS = new Map<string, PaymentReading>(
  Object.entries({
    CON: 'confirmed',
    PPC: 'awaiting_confirmation',
    NEG: 'denied',
    PPN: 'undone',
    ERR: 'failed',
    INV: 'failed',
    BLQ: 'failed',
    ABA: 'failed',
    CAN: 'failed',
    EXP: 'expired',
    EST: 'reversed',
    NOV: 'not_started',
    PEN: 'in_progress',
    AGU: 'in_progress',
    RET: 'in_progress',
  }),
);

/** Reads a payment status. One that the table does not know is no answer yet: it is asked for again, never guessed. */
export const readPaymentStatus = (status: string): PaymentReading =>
  PAYMENT_READINGS.get(status) ?? 'in_progress';

/** What a schedule status of the gateway means for us (carat-api.md §9). */
export type ScheduleReading =
  | 'active'
  | 'inactive'
  | 'awaiting_confirmation'
  | 'undone'
  | 'finished'
  | 'not_started'
  | 'expired'
  | 'failed'
  | 'unrecognised';

const SCHEDULE_READINGS = new Map<string, ScheduleReading>(
  Object.entries({
    ATV: 'active',
    INA: 'inactive',
    PEN: 'awaiting_confirmation',
    DES: 'undone',
    FIN: 'finished',
    NOV: 'not_started',
    EXP: 'expired',
    ERR: 'failed',
    INV: 'failed',
  }),
);

/** Reads a schedule status; unknown ones are asked for again, never guessed. */
export const readScheduleStatus = (status: string): ScheduleReading =>
  SCHEDULE_READINGS.get(status) ?? 'unrecognised';
