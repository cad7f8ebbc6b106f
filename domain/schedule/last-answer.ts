import { LIMITS } from '../limits';
import type { ScheduleWatch } from '../subscription/record';

/**
 * Until when it is known what the schedule says, milliseconds; 0 when it never answered. An answer that was long on its way tells what
 * was so when it was asked for.
 */
export const lastAnswerMs = ({ answerAskedAtMs, answeredAtMs }: ScheduleWatch): number =>
  answerAskedAtMs ?? answeredAtMs ?? 0;

/** What the gateway told of the schedule is not older than what a person in the portal may have changed. */
export const isNews = (schedule: ScheduleWatch, nowMs: number): boolean =>
  nowMs - lastAnswerMs(schedule) < LIMITS.newsForMs;
