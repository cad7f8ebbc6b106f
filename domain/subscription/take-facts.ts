import { dateInSaoPaulo, instantOf } from '../calendar';
import { paymentOf, scheduleOf } from '../calls/meaning';
import type { GatewayFacts, PaymentFacts, ScheduleFacts } from '../gateway/answers';
import { hasBeenTried, isUnderWay, phaseOf } from '../gateway/status';
import { asNit, isSameId } from '../ids';
import { chargeFrom, type ExpectedCharge } from '../ledger/charge-from';
import { recordImmediate } from '../ledger/ledger';
import type { KnownBy } from '../ledger/outcomes';
import { formatReais } from '../money';
import { idsOf } from '../opening/opening';
import { isBeingRefunded } from '../refunds/open-refunds';
import { withAudit } from './changes';
import type { RuleContext } from './order';
import type { ScheduleSnapshot, SubscriptionRecord } from './record';

/** Takes over what an answer says of the immediate payment and of the schedule. It concludes nothing. */
export function takeFacts(
  record: SubscriptionRecord,
  facts: GatewayFacts,
  knownBy: KnownBy,
  context: RuleContext,
): SubscriptionRecord {
  const ids = idsOf(record.opening);
  const payment = paymentOf(facts, ids?.nit);
  const schedule = scheduleOf(facts, ids?.sid);
  const told = { ...record, access: { ...record.access, answeredAt: instantOf(context.nowMs) } };
  const paid = payment === undefined ? told : takePayment(told, payment, knownBy, context);
  return schedule === undefined ? paid : takeSchedule(paid, schedule, knownBy, context);
}

/** What the immediate payment is held against. */
export const expectedPayment = ({ order }: RuleContext): ExpectedCharge => {
  const cents = order.payment?.amountCents ?? order.schedule.amountCents;
  return { soldCents: cents, scheduledCents: cents };
};

/** What a charge of the schedule is held against. */
export const expectedCharge = ({ terms, schedule }: SubscriptionRecord): ExpectedCharge => ({
  soldCents: terms.amountCents,
  scheduledCents: schedule.reading?.scheduledCents ?? schedule.snapshot.amountCents ?? terms.amountCents,
});

function takePayment(
  record: SubscriptionRecord,
  payment: PaymentFacts,
  knownBy: KnownBy,
  context: RuleContext,
): SubscriptionRecord {
  const taken = { ...record, paymentStatus: payment.status };
  if (!hasBeenTried(payment.status) || isBeingRefunded(record, asNit(payment.nit))) return taken;
  const charge = chargeFrom(payment, knownBy, expectedPayment(context), context.nowMs);
  return { ...taken, ledger: recordImmediate(record.ledger, charge) };
}

function takeSchedule(
  record: SubscriptionRecord,
  facts: ScheduleFacts,
  knownBy: KnownBy,
  context: RuleContext,
): SubscriptionRecord {
  const { schedule } = record;
  const { nowMs } = context;
  const snapshot = takeSnapshot(schedule.snapshot, facts, knownBy);
  const wasInactive = phaseOf(schedule.snapshot.status) === 'inactive';
  const isInactive = phaseOf(facts.status) === 'inactive';
  const { dateAtStop, ...known } = schedule;
  const stoppedWith = isInactive && !wasInactive ? snapshot.nextDate : dateAtStop;
  const watch = {
    ...known,
    snapshot,
    answeredAtMs: nowMs,
    ...(stoppedWith === undefined ? {} : { dateAtStop: stoppedWith }),
    ...(wasInactive === isInactive ? {} : { phaseSinceMs: nowMs }),
    // Also at the answer that finds it active again: what it did not charge until today was not due.
    ...(isInactive || wasInactive ? { inactiveUntil: dateInSaoPaulo(instantOf(nowMs)) } : {}),
    ...countersOf(record, facts, context),
  };
  return tellChanges({ ...record, schedule: watch }, schedule.snapshot, context);
}

/** What is told is taken over; what is not told stays, but for a next date that a query should have told. */
function takeSnapshot(known: ScheduleSnapshot, facts: ScheduleFacts, knownBy: KnownBy): ScheduleSnapshot {
  const { status, initialDate, nextDate, currentTimes, numberOfTimes, amountCents } = facts;
  const { nextDate: knownDate, nextDateUnreadable, amountUnreadable, ...rest } = known;
  const phase = phaseOf(status);
  const isDateMissing = knownBy === 'query' && nextDate === undefined && phase === 'active';
  const isDateUnreadable = facts.nextDateUnreadable === true || isDateMissing;
  const date = nextDate ?? (isDateUnreadable ? undefined : knownDate);
  return {
    ...rest,
    status,
    ...(initialDate === undefined ? {} : { initialDate }),
    // Once all executions are done there is no next one, whatever the answer repeats.
    ...(date === undefined || phase === 'finished' ? {} : { nextDate: date }),
    ...(isDateUnreadable ? { nextDateUnreadable: true as const } : {}),
    ...(currentTimes === undefined ? {} : { currentTimes }),
    ...(numberOfTimes === undefined ? {} : { numberOfTimes }),
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(facts.amountUnreadable === true ? { amountUnreadable: true as const } : {}),
  };
}

/** What the gateway's counter shows of the immediate payment, which it may or may not count (docs/gateway.md §13). */
function countersOf(
  { schedule, opening, terms }: SubscriptionRecord,
  { currentTimes, nits, status }: ScheduleFacts,
  { nowMs }: RuleContext,
): { counterAtStart?: number; immediateListed?: true } {
  const nit = idsOf(opening)?.nit;
  const isImmediate = (listed: string): boolean => nit !== undefined && isSameId(listed, nit);
  const isBeforeFirstCharge =
    isUnderWay(phaseOf(status)) &&
    dateInSaoPaulo(instantOf(nowMs)) < terms.firstDate &&
    nits.every(isImmediate);
  const isFirstReading = isBeforeFirstCharge && schedule.counterAtStart === undefined;
  return {
    ...(isFirstReading && currentTimes !== undefined ? { counterAtStart: currentTimes } : {}),
    ...(nits.some(isImmediate) ? { immediateListed: true as const } : {}),
  };
}

/** Whoever changes the schedule in the portal leaves a line here. */
function tellChanges(
  record: SubscriptionRecord,
  before: ScheduleSnapshot,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  if (record.opening.stage !== 'running') return record;
  const after = record.schedule.snapshot;
  const wasInactive = phaseOf(before.status) === 'inactive';
  const isInactive = phaseOf(after.status) === 'inactive';
  let told = record;
  if (isInactive && !wasInactive && before.status !== undefined)
    told = withAudit(
      told,
      nowMs,
      'schedule_inactive',
      'the schedule is inactive at the gateway; nothing is charged',
    );
  if (wasInactive && phaseOf(after.status) === 'active')
    told = withAudit(told, nowMs, 'schedule_active', 'the schedule is active again at the gateway');
  for (const what of changedTerms(before, after)) told = withAudit(told, nowMs, 'schedule_changed', what);
  return told;
}

function changedTerms(before: ScheduleSnapshot, after: ScheduleSnapshot): string[] {
  const changes: string[] = [];
  if (hasChanged(before.amountCents, after.amountCents))
    changes.push(`the amount was changed from ${reais(before.amountCents)} to ${reais(after.amountCents)}`);
  if (hasChanged(before.numberOfTimes, after.numberOfTimes))
    changes.push(
      `the number of times was changed from ${String(before.numberOfTimes)} to ${String(after.numberOfTimes)}`,
    );
  return changes;
}

const hasChanged = (before: number | undefined, after: number | undefined): boolean =>
  before !== undefined && after !== undefined && before !== after;

const reais = (cents: number | undefined): string => formatReais(cents ?? 0);
