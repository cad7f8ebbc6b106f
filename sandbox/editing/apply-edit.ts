import type { PresentedCard } from '../state/cards';
import type { ScheduleRecord } from '../state/schedules';
import { dayOfMonth, type CalendarDate } from '../time/calendar';
import { rescheduleAfterReactivation } from '../time/schedule-dates';
import type { World } from '../world';

/** What an edit changes, checked; what is left out stays, and every value is absolute (docs/gateway.md §7). */
export interface Edit {
  status?: 'ATV' | 'INA';
  amountCents?: number;
  nextDate?: CalendarDate;
  installments?: string;
  installmentType?: string;
  softDescriptor?: string;
  showTimesInvoice?: string;
  card?: PresentedCard;
  authorizerId?: string;
  intervalMonths?: number;
  /** null: without end. */
  numberOfTimes?: number | null;
}

/** Changes a schedule that may be edited. A date moves the day of the month with it; a date that has passed by the time of reactivation is set anew. */
export function applyEdit(world: World, schedule: ScheduleRecord, edit: Edit): void {
  const { status, nextDate, numberOfTimes, ...plain } = edit;
  Object.assign(schedule, plain);
  if (numberOfTimes === null) delete schedule.numberOfTimes;
  else if (numberOfTimes !== undefined) schedule.numberOfTimes = numberOfTimes;
  if (nextDate !== undefined) Object.assign(schedule, { nextDate, anchorDay: dayOfMonth(nextDate) });
  const reactivated = status === 'ATV' && schedule.status === 'INA';
  if (reactivated) rescheduleAfterReactivation(world, schedule);
  if (status !== undefined) world.schedules.setStatus(schedule, status);
}
