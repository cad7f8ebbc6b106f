import type { CallOutcome, QueryOutcome } from '../gateway/answers';
import { LIMITS } from '../limits';
import type { GatewayAccess, SubscriptionRecord } from './record';

/** Notes from an outcome how the merchant's calls fare, whatever they are for. */
export function noteAccess(
  record: SubscriptionRecord,
  outcome: CallOutcome | QueryOutcome,
  nowMs: number,
): SubscriptionRecord {
  const { notTaken, ...kept } = record.access;
  if (outcome.kind === 'not_sent' || outcome.kind === 'no_answer') {
    if (outcome.reason === 'not_taken') {
      const access = {
        ...record.access,
        notTaken: { ...notTaken, sinceMs: notTaken?.sinceMs ?? nowMs, lastAtMs: nowMs },
      };
      return { ...record, access };
    }
    if (outcome.reason === 'tls')
      return { ...record, access: { ...kept, untrustedSinceMs: kept.untrustedSinceMs ?? nowMs } };
  }
  if (outcome.kind === 'no_answer' && outcome.reason === 'told_to_wait') {
    const pauseMs = Math.min(outcome.retryAfterMs ?? 0, LIMITS.retryAfterMs);
    return { ...record, access: { ...kept, quietUntilMs: nowMs + pauseMs } };
  }
  return { ...record, access: hasAnswered(outcome) ? afterAnswer(kept, outcome, nowMs) : kept };
}

/** Notes how many workers ask for the merchant's calls; undefined when it could not be counted. */
export function notePollers(
  record: SubscriptionRecord,
  pollers: number | undefined,
  nowMs: number,
): SubscriptionRecord {
  const { notTaken } = record.access;
  if (notTaken === undefined) return record;
  const { pollers: _before, ...rest } = notTaken;
  const checked = { ...rest, checkedAtMs: nowMs, ...(pollers === undefined ? {} : { pollers }) };
  return { ...record, access: { ...record.access, notTaken: checked } };
}

/** True when it was not counted yet how many workers ask for calls that nobody took. */
export const mustCountPollers = ({ notTaken }: GatewayAccess): boolean =>
  notTaken !== undefined && (notTaken.checkedAtMs ?? 0) < notTaken.lastAtMs;

/** What our own client refuses says nothing of the gateway. */
const hasAnswered = (outcome: CallOutcome | QueryOutcome): boolean =>
  outcome.kind === 'done' ||
  outcome.kind === 'denied' ||
  (outcome.kind === 'refused' && outcome.refusedBy === 'gateway');

function afterAnswer(
  { credentialsRefusedSinceMs, untrustedSinceMs, quietUntilMs, ...kept }: GatewayAccess,
  outcome: CallOutcome | QueryOutcome,
  nowMs: number,
): GatewayAccess {
  const isRefused = outcome.kind === 'refused' && outcome.credentialsRefused === true;
  return isRefused ? { ...kept, credentialsRefusedSinceMs: credentialsRefusedSinceMs ?? nowMs } : kept;
}
