import { chargeMomentMs, dateInSaoPaulo, instantOf, type IsoInstant } from '../calendar';
import type { AuditEvent } from '../audit';
import { phaseOf } from '../gateway/status';
import { openFirstCycle, withoutUnchargedCycle } from '../ledger/due-dates';
import { endedWithoutDecision } from '../ledger/assign-charge';
import { currentCycle, isOpen, passedOver } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { hasNoneMissing } from '../schedule/counter';
import { withAudit, type Author } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { EndState } from '../subscription/states';
import { confirmByOf, idsOf, type GatewayIds } from './opening';

/** The schedule runs, or has run: from now on it is followed. */
export function startRunning(
  record: SubscriptionRecord,
  context: RuleContext,
  author: Author = {},
): SubscriptionRecord {
  const ids = requireIds(record);
  const { nowMs } = context;
  const ledger = openFirstCycle(record.ledger, record.terms.firstDate);
  const running: SubscriptionRecord = {
    ...withoutCalls(record),
    opening: { stage: 'running', sinceMs: nowMs, ids, ...keptDeadline(record) },
    ledger,
    schedule: isFresh(record, ledger, nowMs) ? record.schedule : { ...record.schedule, pollNow: true },
  };
  return isInactive(record)
    ? withAudit(running, nowMs, 'schedule_inactive', 'the schedule is inactive at the gateway', author)
    : withAudit(running, nowMs, 'schedule_active', 'the schedule runs', author);
}

/**
 * The payment is authorised, and its capture is up to the billing system. Where an undo was said to be carried out, and the gateway
 * tells otherwise, it is open again: until the deadline that it had, and a day at least.
 */
export function startAwaiting(
  { decision: _overtaken, ...record }: SubscriptionRecord,
  { order, nowMs }: RuleContext,
  author: Author = {},
): SubscriptionRecord {
  const ids = requireIds(record);
  const { nit } = ids;
  if (nit === undefined) throw new Error('a payment that awaits confirmation has a NIT');
  const isReopened = record.opening.stage === 'ending' && record.opening.as === 'undone';
  const minutes = order.lateConfirmation?.confirmWithinMinutes;
  const before = isReopened ? confirmByOf(record.opening) : undefined;
  const untilMs =
    before === undefined
      ? nowMs + (minutes ?? 0) * 60_000
      : Math.max(Date.parse(before), nowMs + LIMITS.reopenedForMs);
  const awaiting: SubscriptionRecord = {
    ...withoutCalls(record),
    opening: {
      ...{ stage: 'awaiting_confirmation', sinceMs: nowMs, ids: { ...ids, nit } },
      ...(minutes === undefined ? {} : { confirmBy: instantOf(untilMs) }),
      ...(isReopened ? { isReopened } : {}),
    },
  };
  const what = 'the payment is authorised and awaits confirmation';
  return withAudit(awaiting, nowMs, 'payment_authorised', what, author);
}

/** Why a subscription ends, for the audit trail. */
export interface EndStory extends Author {
  event: AuditEvent;
  what: string;
  /** A person alone says so. */
  isClaimed?: boolean;
}

/**
 * The calls have come to an end. Where the gateway gave a schedule, it is asked what became of it, so that the last view claims
 * nothing that nobody asked for.
 */
export function startEnding(
  record: SubscriptionRecord,
  as: EndState,
  { event, what, isClaimed, ...author }: EndStory,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const ids = idsOf(record.opening);
  const claim = isClaimed === true ? { isClaimed } : {};
  const ended: SubscriptionRecord = {
    ...withoutCalls(record),
    opening:
      ids === undefined
        ? { stage: 'ended', sinceMs: nowMs, as }
        : { stage: 'ending', sinceMs: nowMs, as, ids, ...keptDeadline(record), ...claim },
  };
  return withAudit(ended, nowMs, event, what, author);
}

/** The end, once nothing is left to be asked. */
export function end(record: SubscriptionRecord, as: EndState, nowMs: number): SubscriptionRecord {
  const ids = idsOf(record.opening);
  const { reading, pollNow, ...schedule } = record.schedule;
  return {
    ...withoutCalls(record),
    schedule,
    opening: {
      stage: 'ended',
      sinceMs: nowMs,
      as,
      ...(ids === undefined ? {} : { ids }),
      ...keptDeadline(record),
    },
  };
}

/** The end that the schedule has come to at the gateway. */
export function endWithSchedule(
  record: SubscriptionRecord,
  as: EndState,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const status = record.schedule.snapshot.status ?? '–';
  const what =
    as === 'completed' ? 'all executions are done' : `the gateway reports the schedule as ${status}`;
  const books = as === 'cancelled' ? withCancelledSkipped(record, nowMs) : withoutUncharged(record, nowMs);
  return withAudit(end(books, as, nowMs), nowMs, 'schedule_ended', what);
}

/** What lies ahead of the last execution, or what the gateway's counter rules out, will not be charged. */
const withoutUncharged = (record: SubscriptionRecord, nowMs: number): SubscriptionRecord => ({
  ...record,
  ledger: withoutUnchargedCycle(record.ledger, dateInSaoPaulo(instantOf(nowMs)), hasNoneMissing(record)),
});

/**
 * The date that a cancellation prevented has come, and the gateway did not charge it: as was asked for. So it is where an execution had
 * failed before, and is not tried again.
 */
function withCancelledSkipped(record: SubscriptionRecord, nowMs: number): SubscriptionRecord {
  const left = withoutUncharged(record, nowMs);
  const current = currentCycle(left.ledger);
  if (current === undefined || !isOpen(current) || !current.charges.every(endedWithoutDecision)) return left;
  const cancelledMs = Date.parse(record.cancellation?.at ?? '');
  const isPrevented = current.charges.length > 0 || chargeMomentMs(current.dueDate) > cancelledMs;
  return isPrevented ? { ...left, ledger: passedOver(left.ledger, current, 'skipped') } : left;
}

function requireIds({ opening }: SubscriptionRecord): GatewayIds {
  const ids = idsOf(opening);
  if (ids === undefined) throw new Error('nothing was created at the gateway');
  return ids;
}

/** In the opening there is one call at a time; what concludes it concludes the stage. */
const withoutCalls = (record: SubscriptionRecord): SubscriptionRecord => ({ ...record, calls: [] });

const keptDeadline = ({ opening }: SubscriptionRecord): { confirmBy?: IsoInstant } => {
  const confirmBy = confirmByOf(opening);
  return confirmBy === undefined ? {} : { confirmBy };
};

const isInactive = ({ schedule }: SubscriptionRecord): boolean =>
  phaseOf(schedule.snapshot.status) === 'inactive';

/** The answer that started the schedule told all of it: nothing has been charged, and the next date is the first one. */
function isFresh(
  { schedule }: SubscriptionRecord,
  ledger: SubscriptionRecord['ledger'],
  nowMs: number,
): boolean {
  const { snapshot, answeredAtMs } = schedule;
  const isNew =
    answeredAtMs === nowMs && phaseOf(snapshot.status) === 'active' && (snapshot.currentTimes ?? 0) === 0;
  return isNew && snapshot.nextDate === currentCycle(ledger)?.dueDate;
}
