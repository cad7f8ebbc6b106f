import { askPauseMs } from '../../calls/cadence';
import { newCall, type OpeningKind, type Doubt, type OpenCall } from '../../calls/call';
import { deadlineOf } from '../../calls/protocol';
import { LIMITS } from '../../limits';
import { latestMs } from './latest';
import type { Record1 } from './record';

/** The call that the old state was about. */
export function openCallOf(old: Record1): OpeningKind | undefined {
  switch (old.state) {
    case 'creating':
      return 'create';
    case 'paying':
      return 'pay';
    case 'activating':
      return 'activate';
    case 'pending_confirmation':
      return old.decision?.kind;
    case 'resolving':
      return old.doubt?.call;
    case 'blocked':
      return old.blocked?.call === 'charge' ? undefined : (old.blocked?.call ?? old.doubt?.call);
    case 'active':
    case 'paused':
      return undefined;
  }
}

/** The call that is open; there was one at a time. */
export function callsOf(old: Record1): OpenCall[] {
  const kind = openCallOf(old);
  if (kind === undefined) return [];
  const sinceMs = Date.parse(old.stateSince);
  const { sid, nit } = old;
  const createdAtMs = Date.parse(old.createdAt ?? old.stateSince);
  const call = {
    ...newCall({ kind, sid, nit, createdAtMs }, sinceMs),
    // Where no further send was allowed, the counter stood at its limit.
    possiblyDelivered: old.sends[kind] ?? 0,
    notDelivered: old.unsent,
    ...(old.doubt === undefined ? {} : { firstDoubtAtMs: old.doubt.sinceMs }),
  };
  if (old.blocked !== undefined) return [blockedCallOf(old, call, old.blocked)];
  // A doubt beside a state that sends: the gateway had said that nothing arrived, and it was to be sent again at once.
  if (old.state !== 'resolving' || old.doubt === undefined) return [call];
  return [{ ...call, doubt: doubtOf(old, old.doubt, call) }];
}

/** It waits for a person, and is tried or asked for rarely: after a day, then once a week. */
function blockedCallOf(old: Record1, call: OpenCall, blocked: NonNullable<Record1['blocked']>): OpenCall {
  const { call: _kind, ...person } = blocked;
  const firstMs = Date.parse(blocked.since) + LIMITS.blockedFirstAskMs;
  if (old.doubt === undefined) return { ...call, person, sendAtMs: firstMs };
  const nextAskAtMs = firstMs + old.doubt.asked * LIMITS.blockedAskEveryMs;
  const doubt = { ...doubtOf(old, old.doubt, call), nextAskAtMs };
  return { ...call, mayBeSentAgain: false, person, doubt };
}

function doubtOf(old: Record1, doubt: NonNullable<Record1['doubt']>, call: OpenCall): Doubt {
  const { reason, sentAtMs, sinceMs, asked } = doubt;
  const deadlineMs = deadlineOf(call, sinceMs);
  const pausedUntilMs = lastQuestionMs(old, doubt) + askPauseMs(asked);
  const nextAskAtMs = asked === 0 ? pausedUntilMs : Math.min(pausedUntilMs, deadlineMs);
  // Sent again, it kept the deadline of the first doubt; what is shown is the doubt of now.
  const shownSinceMs = old.state === 'resolving' ? Date.parse(old.stateSince) : sinceMs;
  return { reason, sentAtMs, sinceMs: shownSinceMs, asked, nextAskAtMs, deadlineMs };
}

/** When it was asked last, answered or not; when the call was sent, before the first question. */
function lastQuestionMs(
  { askedAt, lastError }: Record1,
  { call, sentAtMs, sinceMs, asked }: NonNullable<Record1['doubt']>,
): number {
  const beganMs = Math.max(sentAtMs, sinceMs);
  if (asked === 0) return beganMs;
  const silentAt = lastError?.call === `question about ${call}` ? lastError.at : undefined;
  return latestMs(beganMs, askedAt, silentAt);
}
