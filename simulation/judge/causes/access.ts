import { faultsOf, type Fault } from '../../lives/faults';
import type { LifeRecord } from '../../playing/life-record';
import { scheduledActivity } from '../../temporal/history';
import type { Case } from '../case';
import { heardAttemptOf } from '../evidence';
import { DAY_MS, HOUR_MS, MINUTE_MS, possibleIf, type Cause } from './cause';

/** How long a call waits for a worker (workflows/call-policies.ts). */
const CALL_WAITS_MS = 15 * MINUTE_MS;
/** From the moment at which a call is given back to the flag: counting the workers takes some attempts. */
const FLAGGED_WITHIN_MS = 10 * MINUTE_MS;
/** How long the server remembers that somebody polled. */
const POLL_REMEMBERED_MS = 5 * MINUTE_MS;
/** Pauses between two tries of a call that nobody takes (domain/calls/cadence.ts). */
const TRIED_AGAIN_WITHIN_MS = 2 * HOUR_MS;
const CALLS: readonly string[] = ['create', 'pay', 'activate', 'confirm', 'undo'];

/**
 * Nobody polled the queue of the gateway calls for as long as a call waits; or nobody could be counted, for a day. Where the server
 * said so, the flag must be up.
 */
export function noWorker({ life }: Case, atMs = Infinity): Cause {
  const { faults } = life.script;
  if (countsUntil(life, atMs).some(({ pollers }) => pollers === 0)) return 'certain';
  const isUnserved = faultsOf(faults, 'nobody_polls').some(
    ({ fromMs, toMs }) =>
      toMs - fromMs >= POLL_REMEMBERED_MS &&
      atMs >= fromMs + CALL_WAITS_MS &&
      atMs <= toMs + FLAGGED_WITHIN_MS,
  );
  const couldNotCount = faults.some(({ type }) => type === 'worker_lost' || type === 'temporal_away');
  return possibleIf(isUnserved || (couldNotCount && wasNotTakenForADay(faults, atMs)));
}

/** Workers polled, and none took a call for a day; before or after it there may have been none. */
export function queueFull({ life }: Case, atMs = Infinity): Cause {
  const { faults } = life.script;
  const counts = countsUntil(life, atMs);
  const isCountedForADay = faultsOf(faults, 'queue_full').some(({ fromMs, toMs }) => {
    const within = counts.filter((count) => count.atMs > fromMs && count.atMs < toMs && count.pollers > 0);
    const [first, last] = [within[0], within.at(-1)];
    return first !== undefined && last !== undefined && last.atMs - first.atMs > DAY_MS;
  });
  return isCountedForADay ? 'certain' : possibleIf(wasNotTakenForADay(faults, atMs));
}

/** What the server answered to the question of who polls. */
function countsUntil({ runs }: LifeRecord, untilMs: number): { atMs: number; pollers: number }[] {
  return runs.flatMap((history) =>
    history.flatMap((event) => {
      if (event.type !== 'ActivityTaskCompleted' || event.atMs > untilMs) return [];
      if (scheduledActivity(history, event.seq)?.activityType !== 'countPollers') return [];
      return [{ atMs: event.atMs, ...(JSON.parse(event.result ?? '{}') as { pollers: number }) }];
    }),
  );
}

const wasNotTakenForADay = (faults: readonly Fault[], atMs: number): boolean =>
  withoutTaking(faults).some(
    ({ fromMs, toMs }) => atMs >= fromMs + DAY_MS && atMs <= toMs + TRIED_AGAIN_WITHIN_MS + FLAGGED_WITHIN_MS,
  );

/** Spans in which no call was taken; two with less between them than a call that was not taken waits are one. */
function withoutTaking(faults: readonly Fault[]): { fromMs: number; toMs: number }[] {
  const spans = [...faultsOf(faults, 'nobody_polls'), ...faultsOf(faults, 'queue_full')];
  const sorted = spans.map(({ fromMs, toMs }) => ({ fromMs, toMs })).sort((a, b) => a.fromMs - b.fromMs);
  return sorted.reduce<{ fromMs: number; toMs: number }[]>((merged, span) => {
    const last = merged.at(-1);
    if (last === undefined || span.fromMs > last.toMs + TRIED_AGAIN_WITHIN_MS) return [...merged, span];
    return [...merged.slice(0, -1), { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) }];
  }, []);
}

/** A request met a certificate that is not trusted. A call that was told so waits before it is sent again, and shows it. */
export function untrusted({ life }: Case, atMs = Infinity): Cause {
  const met = life.wire.filter(
    ({ exchange, endedAt = '' }) =>
      exchange?.kind === 'not_sent' && exchange.reason === 'tls' && Date.parse(endedAt) <= atMs,
  );
  if (met.length === 0) return 'none';
  const heardMs = heardAttemptOf(life);
  const isTold = met.some((entry) => CALLS.includes(entry.route) && heardMs(entry) !== undefined);
  return isTold ? 'certain' : 'possible';
}
