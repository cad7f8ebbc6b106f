import type { EarlierAttempt } from '../domain/opening/earlier-attempts';
import type { Problem } from './problems';
import { TEXT_RULES } from './text-rules';

/** What contradicts itself in a story of earlier attempts. Whether it is true only the gateway and the histories know. */
export function problemOfEarlierAttempts(story: readonly EarlierAttempt[] = []): Problem | undefined {
  const before: EarlierAttempt[] = [];
  for (const [index, attempt] of story.entries()) {
    const found = contradiction(attempt, before);
    if (found !== undefined)
      return { field: `earlierAttempts.${String(index)}.${found.field}`, problem: found.problem };
    before.push(attempt);
  }
  return undefined;
}

function contradiction(
  { startedAt, endedAt, nit, sid, lastEvent }: EarlierAttempt,
  before: readonly EarlierAttempt[],
): Problem | undefined {
  const [fromMs, untilMs] = [Date.parse(startedAt), Date.parse(endedAt)];
  if (Number.isNaN(fromMs)) return { field: 'startedAt', problem: TEXT_RULES.instant.words };
  if (!(untilMs >= fromMs))
    return { field: 'endedAt', problem: 'must be an instant, and not before startedAt' };
  if (nit !== undefined && before.some((other) => other.nit === nit))
    return { field: 'nit', problem: 'must be of this attempt alone' };
  if (sid !== undefined && before.some((other) => other.sid === sid))
    return { field: 'sid', problem: 'must be of this attempt alone' };
  if (lastEvent < (before.at(-1)?.lastEvent ?? 0))
    return { field: 'lastEvent', problem: 'must not be below the one of the attempt before' };
  return undefined;
}
