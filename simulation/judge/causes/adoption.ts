import type { Case } from '../case';
import { DAY_MS, HOUR_MS, possibleIf, type Cause } from './cause';

/** A day after the start nobody has been told what the schedule is; or it was not known who follows it. *Must* after two days without an answer. */
export function adoptionOpen({ life, evidence, adopted, view, playedUntilMs }: Case, atMs = Infinity): Cause {
  const { script } = life;
  if (script.past === undefined) return 'none';
  const untilMs = Math.min(atMs, adopted?.atMs ?? Infinity, refusedMs(view), playedUntilMs);
  const answer = evidence.find(({ route, schedule }) => route === 'get_schedule' && schedule !== undefined);
  const isLong = untilMs - script.startMs >= DAY_MS - HOUR_MS;
  const isSilent = (answer?.atMs ?? Infinity) - script.startMs > 2 * DAY_MS;
  return isLong && isSilent && untilMs - script.startMs > 2 * DAY_MS && atMs === Infinity && !life.ended
    ? 'certain'
    : possibleIf(isLong);
}

const refusedMs = ({ adoption }: Case['view']): number =>
  adoption?.refused === undefined ? Infinity : Date.parse(adoption.refused.at);
