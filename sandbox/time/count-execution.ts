import type { ScheduleRecord } from '../state/schedules';
import type { World } from '../world';

/** Counts an execution that ended confirmed or denied. The last one ends the schedule (docs/gateway.md §6). */
export function countExecution(world: World, schedule: ScheduleRecord, countsTowardsTimes: boolean): void {
  if (countsTowardsTimes) schedule.currentTimes += 1;
  if (schedule.numberOfTimes !== undefined && schedule.currentTimes >= schedule.numberOfTimes) {
    world.schedules.setStatus(schedule, 'FIN');
  }
}
