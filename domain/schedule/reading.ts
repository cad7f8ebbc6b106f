import { isFromBefore } from '../adoption/adoption';
import { dateInSaoPaulo, instantOf, type IsoDate, type IsoInstant } from '../calendar';
import type { PaymentFacts, QueryOutcome } from '../gateway/answers';
import { hasBeenTried, meaningOfPayment } from '../gateway/status';
import { asNit, isSameId, type Nit } from '../ids';
import { assignCharge } from '../ledger/assign-charge';
import { chargeFrom, type ExpectedCharge } from '../ledger/charge-from';
import type { Charge } from '../ledger/charge';
import { isLate } from '../ledger/given-back';
import { allCharges, chargeByNit, currentCycle } from '../ledger/ledger';
import type { KnownBy } from '../ledger/outcomes';
import { LIMITS } from '../limits';
import { isOfEarlierAttempt } from '../opening/earlier-attempts';
import { isOurRefund, withListOwed, withRereadOwed } from './hint';
import { withAudit } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { ScheduleReading, SubscriptionRecord } from '../subscription/record';
import { isBeingRefunded } from '../refunds/open-refunds';
import { expectedCharge } from '../subscription/take-facts';
import { concludeReading, isPassedOver } from './conclude-reading';
import { isLongOpen } from './next-poll';
import { ownDays, searchDays } from './search-days';
import { soldFor } from './sold-amount';

/** What the next step of a reading asks for. */
export type ReadingStep =
  | { kind: 'read_charge'; nit: Nit }
  | { kind: 'search_charge'; nit: Nit; date: string }
  | { kind: 'list_passed_date'; date: string };

/** The next step of a reading. One that has none is concluded when it comes to that, so there always is one. */
export function readingStep({ queue, search, passedDate }: ScheduleReading): ReadingStep | undefined {
  const [day] = search?.days ?? [];
  if (search !== undefined && day !== undefined) return { kind: 'search_charge', nit: search.nit, date: day };
  const [nit] = queue;
  if (nit !== undefined) return { kind: 'read_charge', nit };
  return passedDate === undefined ? undefined : { kind: 'list_passed_date', date: passedDate };
}

/** Takes the answer to a question about one listed charge over. One that cannot be read does not hide the others. */
export function applyCharge(
  record: SubscriptionRecord,
  nit: Nit,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const told = answer.kind === 'done' ? answer.facts.payment : undefined;
  if (told !== undefined)
    return afterCharge(withAnswer(record, { ...told, nit }, 'query', context), nit, true, context);
  const isGone = answer.kind === 'refused' && answer.noSuchTransaction === true;
  // Read again because of a post. What is known of it stays, until the gateway tells something else.
  if (isSettled(record, nit))
    return isGone
      ? searched(record, nit, ownDays(record.ledger, nit), context)
      : afterCharge(withRereadOwed(record, nit), nit, true, context);
  const noted = withUnread(record, nit, context.nowMs);
  const isGivenUp = unreadForMs(noted, nit, context.nowMs) >= LIMITS.unreadableAfterMs;
  if (!isGone && !isGivenUp) return afterCharge(noted, nit, false, context);
  return searched(noted, nit, searchDays(noted, nit, context.nowMs), context);
}

/** A NIT answers for 15 days only (docs/gateway.md §5.1); the list by date still knows it. */
function searched(
  record: SubscriptionRecord,
  nit: Nit,
  days: readonly IsoDate[],
  context: RuleContext,
): SubscriptionRecord {
  const today = dateInSaoPaulo(instantOf(context.nowMs));
  const passed = days.filter((day) => day <= today);
  if (passed.length === 0) return afterFruitlessSearch(record, nit, true, context);
  return withReading(record, (reading) => ({ ...reading, search: { nit, days: passed, unread: 0 } }));
}

const isSettled = ({ ledger }: SubscriptionRecord, nit: Nit): boolean =>
  (chargeByNit(ledger, nit)?.outcome ?? 'pending') !== 'pending';

/** Takes over what was told of a charge. What is settled stays, unless the gateway tells something else. */
function withAnswer(
  record: SubscriptionRecord,
  payment: PaymentFacts & { nit: Nit },
  knownBy: KnownBy,
  context: RuleContext,
): SubscriptionRecord {
  const { nit } = payment;
  const charge = chargeByNit(record.ledger, nit);
  const isKept =
    charge !== undefined &&
    isSettled(record, nit) &&
    (isBeingRefunded(record, nit) || isNothingNew(record, charge, payment));
  return isKept ? record : withTold(record, payment, knownBy, context);
}

/**
 * The same status once more, that what we gave back has gone back, or no decision where there was one. Of a payment that was captured the
 * amount may tell more: a part of it that went back.
 */
function isNothingNew(record: SubscriptionRecord, charge: Charge, { status }: PaymentFacts): boolean {
  const { gatewayStatus, outcome } = charge;
  const means = meaningOfPayment(status).charge;
  if (means === 'pending') return isLate(charge, { outcome: means }) || status === gatewayStatus;
  if (isOurRefund(record, charge, status)) return true;
  return status === gatewayStatus && (outcome !== 'paid' || means !== 'paid');
}

/** Takes one day of the gateway's list over, in which a charge is looked for. */
export function applySearchDay(
  record: SubscriptionRecord,
  nit: Nit,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const search = record.schedule.reading?.search;
  if (search === undefined) return record;
  const payments = answer.kind === 'done' ? (answer.facts.payments ?? []) : undefined;
  const found = payments?.find((candidate) => isSameId(candidate.nit, nit));
  const read = withReversalsListed(record, payments ?? [], context);
  if (found !== undefined) {
    const told = withAnswer(read, { ...found, nit }, 'list', context);
    return afterCharge(told === read ? withListOwed(read, nit) : told, nit, true, context);
  }
  const unread = search.unread + (payments === undefined ? 1 : 0);
  const days = unread >= LIMITS.unreadListDays ? [] : search.days.slice(1);
  if (days.length > 0) return withReading(read, (reading) => ({ ...reading, search: { nit, days, unread } }));
  return afterFruitlessSearch(read, nit, unread === 0, context);
}

/** The list of a day tells of others, too: what is paid to us may have been given back since, behind our back. */
function withReversalsListed(
  record: SubscriptionRecord,
  payments: readonly PaymentFacts[],
  context: RuleContext,
): SubscriptionRecord {
  const paid = allCharges(record.ledger).filter(
    ({ outcome, nit }) => outcome === 'paid' && !isBeingRefunded(record, nit),
  );
  const reversed = payments.filter((payment) => meaningOfPayment(payment.status).charge === 'reversed');
  return reversed.reduce((grown, payment) => {
    const known = paid.find(({ nit }) => isSameId(nit, payment.nit));
    return known === undefined ? grown : withTold(grown, { ...payment, nit: known.nit }, 'list', context);
  }, record);
}

/** Takes the day of the current cycle over: the list by date has the last word on whether it was charged. */
export function applyPassedDate(
  record: SubscriptionRecord,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const { refunds = [], ledger } = record;
  // What gave money back is a transaction of the order too, and no charge.
  const known = [
    ...allCharges(ledger).map(({ nit }) => nit),
    ...refunds.flatMap(({ nit, deadNits = [] }) => [nit ?? [], deadNits].flat()),
  ];
  const payments = answer.kind === 'done' ? (answer.facts.payments ?? []) : undefined;
  const fresh = (payments ?? []).filter(
    (payment) =>
      wasTried(payment) &&
      payment.isOtherType !== true &&
      !known.some((other) => isSameId(other, payment.nit)) &&
      !isFromBefore(record.adoption, payment.nit) &&
      // An earlier attempt at the order had the same order id: what was denied then is no execution.
      !isOfEarlierAttempt(context.order, payment.nit),
  );
  const told = fresh.reduce(
    (grown, payment) => withTold(grown, payment, 'list', context),
    withReversalsListed(record, payments ?? [], context),
  );
  const isAnswered = payments !== undefined || isLongOpen(record, context.nowMs);
  const read = withReading(told, ({ passedDate, ...reading }) => ({
    ...reading,
    complete: reading.complete && isAnswered,
  }));
  return concludeReading(read, context);
}

/** A payment that was created and never tried is no execution: a create whose answer was lost leaves one in the list (R5). */
const wasTried = ({ status }: PaymentFacts): boolean =>
  hasBeenTried(status) && meaningOfPayment(status).charge !== 'expired';

/** Goes on with a reading: the next charge, the day that was passed over, or its conclusion. */
export function continueReading(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const { reading } = record.schedule;
  if (reading === undefined || readingStep(reading) !== undefined) return record;
  if (!reading.complete || !isPassedOver(record, context.nowMs)) return concludeReading(record, context);
  const passedDate = currentCycle(record.ledger)?.dueDate;
  return passedDate === undefined
    ? concludeReading(record, context)
    : withReading(record, (open) => ({ ...open, passedDate }));
}

/** A list may be behind the schedule, or a post, by some hours. What is settled stays as it is known. */
function afterFruitlessSearch(
  record: SubscriptionRecord,
  nit: Nit,
  wasReadWhole: boolean,
  context: RuleContext,
): SubscriptionRecord {
  if (isSettled(record, nit)) {
    const owed = wasReadWhole ? withListOwed(record, nit) : withRereadOwed(record, nit);
    return afterCharge(owed, nit, true, context);
  }
  const unreadMs = unreadForMs(record, nit, context.nowMs);
  const hasTheLastWord = wasReadWhole && unreadMs >= LIMITS.unlistedAfterMs;
  if (!hasTheLastWord && unreadMs < LIMITS.unreadableAfterMs) return afterCharge(record, nit, false, context);
  // The gateway tells no more of this charge: it is in the ledger as unknown, and a person can decide it.
  const knownAt = instantOf(context.nowMs);
  const given = withCharge(record, { nit, outcome: 'unknown', knownBy: 'query', knownAt });
  return afterCharge(given, nit, true, context);
}

function afterCharge(
  record: SubscriptionRecord,
  nit: Nit,
  isRead: boolean,
  context: RuleContext,
): SubscriptionRecord {
  const next = withReading(record, ({ search, ...reading }) => ({
    ...reading,
    queue: reading.queue.filter((queued) => queued !== nit),
    complete: reading.complete && isRead,
  }));
  return continueReading(next, context);
}

/** A charge is held against what was sold when it was made, or first told; the terms may have been changed since. */
function expectedOf(record: SubscriptionRecord, payment: PaymentFacts): ExpectedCharge {
  const known = chargeByNit(record.ledger, asNit(payment.nit));
  const sold = soldFor(record.terms, {
    ...payment,
    at: payment.at ?? unreadSince(record, asNit(payment.nit)),
  });
  const { scheduledCents } = expectedCharge(record);
  return {
    soldCents: known?.soldCents ?? known?.amountCents ?? sold,
    // What the schedule is to charge now is not what it charged before the amount was changed.
    scheduledCents: sold === record.terms.amountCents ? scheduledCents : sold,
  };
}

/** Records what the gateway told of a charge of the schedule. */
function withTold(
  record: SubscriptionRecord,
  payment: PaymentFacts,
  knownBy: KnownBy,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const charge = chargeFrom(payment, knownBy, expectedOf(record, payment), nowMs);
  const told = withCharge(record, charge, payment.createdAt);
  if (charge.outcome !== 'denied') return told;
  const reason = charge.message;
  return withAudit(told, nowMs, 'charge_denied', `a charge was denied: ${charge.code ?? '?'}`, { reason });
}

function withCharge(record: SubscriptionRecord, told: Charge, createdAt?: IsoInstant): SubscriptionRecord {
  const firstSeenAt = unreadSince(record, told.nit);
  // It was there when it was first listed; when it can be read says nothing of its day.
  const charge = firstSeenAt === undefined || told.at !== undefined ? told : { ...told, firstSeenAt };
  const { snapshot, reading } = record.schedule;
  const { intervalMonths } = record.terms;
  const { lastDueDate: lastDueBefore, executions = 0 } = record.adoption?.before ?? {};
  const context = {
    intervalMonths,
    nextDate: snapshot.nextDate,
    isDateHidden: reading?.isDateHidden,
    listed: reading?.listed,
    createdAt,
    lastDueBefore,
    countedBefore: executions > 0,
  };
  return withoutUnread({ ...record, ledger: assignCharge(record.ledger, charge, context) }, charge.nit);
}

function withReading(
  record: SubscriptionRecord,
  change: (reading: ScheduleReading) => ScheduleReading,
): SubscriptionRecord {
  const { reading } = record.schedule;
  if (reading === undefined) return record;
  return { ...record, schedule: { ...record.schedule, reading: change(reading) } };
}

function withUnread(record: SubscriptionRecord, nit: Nit, nowMs: number): SubscriptionRecord {
  const unreadSince = { [nit]: instantOf(nowMs), ...record.schedule.unreadSince };
  return { ...record, schedule: { ...record.schedule, unreadSince } };
}

function withoutUnread(record: SubscriptionRecord, nit: Nit): SubscriptionRecord {
  const known = Object.entries(record.schedule.unreadSince);
  const unreadSince = Object.fromEntries(known.filter(([unread]) => !isSameId(unread, nit)));
  return { ...record, schedule: { ...record.schedule, unreadSince } };
}

const unreadSince = ({ schedule }: SubscriptionRecord, nit: Nit): IsoInstant | undefined =>
  Object.entries(schedule.unreadSince).find(([unread]) => isSameId(unread, nit))?.[1];

const unreadForMs = (record: SubscriptionRecord, nit: Nit, nowMs: number): number =>
  nowMs - Date.parse(unreadSince(record, nit) ?? instantOf(nowMs));
