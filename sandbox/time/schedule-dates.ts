import type { ScheduleRecord } from '../state/schedules';
import type { World } from '../world';
import {
  addDays,
  dateOf,
  dayOfMonth,
  instantAt,
  nextExecutionDate,
  type CalendarDate,
  type Instant,
} from './calendar';

function step(world: World, schedule: ScheduleRecord): void {
  const { nextDate, intervalMonths, anchorDay } = schedule;
  schedule.nextDate = nextExecutionDate(nextDate, intervalMonths, anchorDay, world.settings.monthEndRule);
}

/** The instant of the daily job on a date. */
export function jobInstant(world: World, day: CalendarDate): Instant {
  return instantAt(day, world.settings.dailyJobTime);
}

/** The date of the first daily job that is still to come. */
export function nextJobDate(world: World): CalendarDate {
  const { clock, lastJobDate = '' } = world;
  const today = dateOf(clock.now());
  const isOver = lastJobDate >= today || jobInstant(world, today) <= clock.now();
  return isOver ? addDays(today, 1) : today;
}

/** Notes that the jobs up to now are over, those without anything to do included; a new time of day does not bring them back. */
export function noteJobsPassed(world: World): void {
  world.lastJobDate = addDays(nextJobDate(world), -1);
}

/** Moves a schedule to the execution date after the one that was just executed (docs/gateway.md §6). */
export function moveToNextCycle(world: World, schedule: ScheduleRecord): void {
  step(world, schedule);
  schedule.cycle += 1;
  if (world.settings.missedDates === 'charge_each_day') return;
  const today = dateOf(world.clock.now());
  while (schedule.nextDate <= today) step(world, schedule);
}

/** Re-schedules a reactivated schedule whose execution date has passed (docs/gateway.md §7: no back-charging, INFERRED). */
export function rescheduleAfterReactivation(world: World, schedule: ScheduleRecord): void {
  const { reactivationRule } = world.settings;
  const nextJob = nextJobDate(world);
  if (reactivationRule === 'keep_date' || schedule.nextDate >= nextJob) return;
  if (reactivationRule === 'next_day') {
    const nextDate = addDays(dateOf(world.clock.now()), 1);
    Object.assign(schedule, { nextDate, anchorDay: dayOfMonth(nextDate) });
    return;
  }
  while (schedule.nextDate < nextJob) step(world, schedule);
}
