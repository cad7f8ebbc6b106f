import type { ScheduleRecord } from '../state/schedules';
import type { World } from '../world';

/** An execution has ended confirmed or denied: it moves the gateway's counter, and perhaps ends the schedule (carat-api.md §6). */
export function countExecution(world: World, schedule: ScheduleRecord, countsTowardsTimes: boolean): void {
  if (countsTowardsTimes) schedule.currentTimes += 1;
  if (schedule.numberOfTimes !== undefined && schedule.currentTimes >= schedule.numberOfTimes) {
    world.schedules.setStatus(schedule, 'FIN');
  }
}
