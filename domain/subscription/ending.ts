import { hasCancelledToTheEnd } from '../edits/cancellation';
import { failureKey, openFailures } from '../edits/kept-commands';
import { phaseOf, type SchedulePhase } from '../gateway/status';
import type { Charge } from '../ledger/charge';
import { unreadableCharge } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { lastAnswerMs } from '../schedule/last-answer';
import { isLongOpen, lastLookMs } from '../schedule/next-poll';
import { hasRefundToFollow } from '../refunds/open-refunds';
import { openMoneyMatters } from './money-matters';
import type { RuleContext } from './order';
import type { SubscriptionRecord } from './record';
import type { EndState } from './states';

const ENDS: Partial<Record<SchedulePhase, EndState>> = {
  finished: 'completed',
  undone: 'undone',
  expired: 'expired',
  failed: 'rejected',
};

/** The end that the schedule has come to at the gateway, whether or not ours may follow. */
const endAtGateway = ({ schedule, opening }: SubscriptionRecord): EndState | undefined =>
  opening.stage === 'running' ? ENDS[phaseOf(schedule.snapshot.status)] : undefined;

/**
 * The end of a running subscription. The gateway charges no more; every charge is explained, or has been open for too long, and of a
 * cancelled one none is undecided; nothing can be repeated any more; no refund is open; and nothing about money waits for a person.
 */
export function endOf(record: SubscriptionRecord, context: RuleContext): EndState | undefined {
  const as = endOfCancelled(record, context) ?? endAtGateway(record);
  if (as === undefined || !isWholeStory(record, context)) return undefined;
  if (unreadableCharge(record.ledger) !== undefined || openMoneyMatters(record).length > 0) return undefined;
  return hasRefundToFollow(record) ? undefined : as;
}

/** What was cancelled ends so, whatever the schedule came to, once the gateway is seen not to charge it. */
function endOfCancelled(record: SubscriptionRecord, context: RuleContext): EndState | undefined {
  if (record.cancellation === undefined || record.opening.stage !== 'running') return undefined;
  const phase = phaseOf(record.schedule.snapshot.status);
  // A charge that was denied before may still be tried again by itself, whatever the schedule is by then.
  const isDecided = record.ledger.cycles.every(({ charges }) => charges.every(isNotPending));
  const isStill = phase === 'inactive' && hasCancelledToTheEnd(record, context) && isDecided;
  return (isStill && !isWantedBack(record)) || phase === 'finished' ? 'cancelled' : undefined;
}

/** Somebody wanted to take the cancellation back, and it failed: a person says whether that was all, before nothing can be asked for any more. */
function isWantedBack({ commands = [], cancellation, acknowledged }: SubscriptionRecord): boolean {
  const { at: since = '' } = cancellation ?? {};
  return openFailures(commands).some(
    ({ id, change, at }) =>
      change.kind === 'uncancel' && at >= since && !acknowledged.includes(failureKey(id)),
  );
}

/** A cancelled subscription that was open for long, as for a flag, is looked at once more before it ends. */
export const isEndStale = ({ schedule }: SubscriptionRecord, as: EndState, { nowMs }: RuleContext): boolean =>
  as === 'cancelled' &&
  phaseOf(schedule.snapshot.status) === 'inactive' &&
  nowMs - lastAnswerMs(schedule) > LIMITS.cancelledEndsWithinMs;

const isNotPending = ({ outcome }: Charge): boolean => outcome !== 'pending';

/** True when the last answer was read whole, and nothing will be known better by asking again. */
function isWholeStory(record: SubscriptionRecord, { order }: RuleContext): boolean {
  const { reading, pollNow, incomplete, openPolls, answeredAtMs = 0, snapshot } = record.schedule;
  if (reading !== undefined || pollNow === true || incomplete === true) return false;
  // By the last answer, not by the clock: it is that answer that closes the books (schedule/conclude-reading.ts).
  if (openPolls > 0 && !isLongOpen(record, answeredAtMs)) return false;
  return (
    phaseOf(snapshot.status) !== 'finished' || lastAnswerMs(record.schedule) >= lastLookMs(record, order)
  );
}
