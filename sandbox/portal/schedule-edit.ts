import { SandboxError } from '../sandbox-error';
import type { ScheduleRecord } from '../state/schedules';
import { dayOfMonth, type CalendarDate } from '../time/calendar';
import { rescheduleAfterReactivation } from '../time/schedule-dates';
import type { World } from '../world';

/** What can be changed on a schedule; what is left out stays (carat-api.md §7). */
export interface ScheduleEdit {
  status?: 'ATV' | 'INA';
  amountCents?: number;
  /** 'YYYY-MM-DD'. */
  nextDate?: CalendarDate;
  installments?: string;
  installmentType?: '3' | '4';
  softDescriptor?: string;
  showTimesInvoice?: 'true' | 'false';
  /** A documented test card, by number or token. */
  card?: string;
}

function presentedCard(world: World, numberOrToken: string): NonNullable<ScheduleRecord['card']> {
  const card = world.cards.fromToken(numberOrToken) ?? world.cards.fromNumber(numberOrToken);
  if (!world.cards.isKnown(card.token)) {
    throw new SandboxError(
      'sandbox_card_unknown',
      'card: not a documented test card; see cards() for those there are',
    );
  }
  return card;
}

/** Edits a schedule as the vendor's portal would: only while it is ATV or INA. */
export function editSchedule(world: World, sid: string, edit: ScheduleEdit): void {
  const schedule = world.schedules.find(sid);
  if (schedule === undefined)
    throw new SandboxError('sandbox_schedule_unknown', 'sid: no such schedule; see schedules()');
  if (schedule.status !== 'ATV' && schedule.status !== 'INA') {
    throw new SandboxError(
      'sandbox_state_forbids',
      `sid: a schedule in status ${schedule.status} cannot be edited, only ATV and INA`,
    );
  }
  const { status, nextDate, card, ...plain } = edit;
  Object.assign(schedule, plain);
  if (card !== undefined) schedule.card = presentedCard(world, card);
  if (nextDate !== undefined) Object.assign(schedule, { nextDate, anchorDay: dayOfMonth(nextDate) });
  const reactivated = status === 'ATV' && schedule.status === 'INA';
  if (reactivated) rescheduleAfterReactivation(world, schedule);
  if (status !== undefined) world.schedules.setStatus(schedule, status);
}
