import type { SearchAttributeUpdatePair, TypedSearchAttributes } from '@temporalio/common';
import type { SubscriptionInput } from '../../contract/input';
import { postedOrderId } from '../../contract/ids';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { chargeMomentMs } from '../../domain/calendar';
import { phaseOf } from '../../domain/gateway/status';
import type { Charge } from '../../domain/ledger/charge';
import { allCharges, type Ledger } from '../../domain/ledger/ledger';
import { summarise } from '../../domain/ledger/summary';
import { idsOf } from '../../domain/opening/opening';
import type { AttentionCause } from '../../domain/subscription/attention';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';

/** What the search attributes say of a subscription. */
export interface Published {
  merchant: string;
  state: string;
  amountCents: number;
  needsAttention: boolean;
  scheduleStatus: string | null;
  sid: string | null;
  gatewayOrderId: string | null;
  /** Milliseconds since the epoch. */
  nextChargeMs: number | null;
  lastOutcome: string | null;
  deniedCycles: number;
  owedCents: number;
  /** When the last event was told, or published where that was later by minutes; milliseconds since the epoch. */
  lastEventMs: number | null;
}

/** What is published with the record: what was published before, and the moment. */
interface PublishedWith {
  attention: readonly AttentionCause[];
  before: Partial<Published>;
  nowMs: number;
}

/** What the search attributes should say now. */
export function publishedBy(
  input: SubscriptionInput,
  record: SubscriptionRecord,
  { attention, before, nowMs }: PublishedWith,
): Published {
  const { nextDate, status, amountCents } = record.schedule.snapshot;
  const { byOutcome, owedCents } = summarise(record.ledger);
  // Nothing is charged while the schedule is inactive, and nothing after the end.
  const isCharged = record.opening.stage === 'running' && phaseOf(status) === 'active';
  return {
    merchant: input.merchant,
    state: shownState(record).state,
    amountCents: amountCents ?? record.terms.amountCents,
    needsAttention: attention.length > 0,
    scheduleStatus: status ?? null,
    sid: followedSid(record),
    gatewayOrderId: otherOrderId(input, record),
    nextChargeMs: nextDate !== undefined && isCharged ? chargeMomentMs(nextDate) : null,
    lastOutcome: lastDecided(record.ledger)?.outcome ?? null,
    deniedCycles: byOutcome.denied,
    owedCents,
    lastEventMs: lastEventMs(record, before.lastEventMs ?? 0, nowMs),
  };
}

/**
 * Whoever reads by cursor goes by this, and looks an hour back: an event that is published later than that, since no worker was there to do
 * it, has the moment of its publication.
 */
function lastEventMs({ events }: SubscriptionRecord, publishedMs: number, nowMs: number): number | null {
  const last = events?.kept.at(-1);
  // The first one is told with the start, whose client says when.
  if (last === undefined || last.sequence === 1) return null;
  const toldMs = Date.parse(last.time);
  // What is published stays as it is.
  const publishMs = publishedMs < toldMs ? nowMs : publishedMs;
  return publishMs - toldMs > PUBLISHED_LATE_MS ? publishMs : toldMs;
}

const PUBLISHED_LATE_MS = 600_000;

const lastDecided = (ledger: Ledger): Charge | undefined =>
  allCharges(ledger).findLast(({ outcome }) => outcome !== 'pending' && outcome !== 'unknown');

/** A schedule is found by its SID once it is ours. */
function followedSid({ opening, adoption }: SubscriptionRecord): string | null {
  if (opening.stage === 'adopting' || adoption?.refused !== undefined) return null;
  return idsOf(opening)?.sid ?? null;
}

/** Posts of an adopted schedule name the order of whoever made it. */
function otherOrderId(input: SubscriptionInput, record: SubscriptionRecord): string | null {
  const other = input.entry === 'adopt' ? input.gatewayOrderId : undefined;
  return other === undefined || followedSid(record) === null ? null : postedOrderId(other);
}

/** What the search attributes say already, as they were set at the start, or by the run before. */
export function publishedAlready(attributes: TypedSearchAttributes): Partial<Published> {
  const known = {
    merchant: attributes.get(SEARCH_ATTRIBUTES.merchant),
    state: attributes.get(SEARCH_ATTRIBUTES.state),
    amountCents: attributes.get(SEARCH_ATTRIBUTES.amountCents),
    needsAttention: attributes.get(SEARCH_ATTRIBUTES.needsAttention),
  };
  return {
    ...(Object.fromEntries(
      Object.entries(known).filter(([, value]) => value !== undefined),
    ) as Partial<Published>),
    scheduleStatus: attributes.get(SEARCH_ATTRIBUTES.scheduleStatus) ?? null,
    sid: attributes.get(SEARCH_ATTRIBUTES.sid) ?? null,
    gatewayOrderId: attributes.get(SEARCH_ATTRIBUTES.gatewayOrderId) ?? null,
    nextChargeMs: attributes.get(SEARCH_ATTRIBUTES.nextChargeDate)?.getTime() ?? null,
    lastOutcome: attributes.get(SEARCH_ATTRIBUTES.lastOutcome) ?? null,
    deniedCycles: attributes.get(SEARCH_ATTRIBUTES.deniedCycles) ?? 0,
    owedCents: attributes.get(SEARCH_ATTRIBUTES.owedCents) ?? 0,
    lastEventMs: attributes.get(SEARCH_ATTRIBUTES.lastEvent)?.getTime() ?? null,
  };
}

/** Only what changed: each upsert is an event of the history. */
export function changedAttributes(before: Partial<Published>, after: Published): SearchAttributeUpdatePair[] {
  const changed = (field: keyof Published): boolean => before[field] !== after[field];
  const pairs: SearchAttributeUpdatePair[] = [];
  if (changed('merchant')) pairs.push({ key: SEARCH_ATTRIBUTES.merchant, value: after.merchant });
  if (changed('state')) pairs.push({ key: SEARCH_ATTRIBUTES.state, value: after.state });
  if (changed('amountCents')) pairs.push({ key: SEARCH_ATTRIBUTES.amountCents, value: after.amountCents });
  if (changed('needsAttention'))
    pairs.push({ key: SEARCH_ATTRIBUTES.needsAttention, value: after.needsAttention });
  if (changed('scheduleStatus'))
    pairs.push({ key: SEARCH_ATTRIBUTES.scheduleStatus, value: after.scheduleStatus });
  if (changed('nextChargeMs')) {
    const value = after.nextChargeMs === null ? null : new Date(after.nextChargeMs);
    pairs.push({ key: SEARCH_ATTRIBUTES.nextChargeDate, value });
  }
  if (changed('lastOutcome')) pairs.push({ key: SEARCH_ATTRIBUTES.lastOutcome, value: after.lastOutcome });
  if (changed('deniedCycles')) pairs.push({ key: SEARCH_ATTRIBUTES.deniedCycles, value: after.deniedCycles });
  if (changed('owedCents')) pairs.push({ key: SEARCH_ATTRIBUTES.owedCents, value: after.owedCents });
  if (changed('lastEventMs') && after.lastEventMs !== null)
    pairs.push({ key: SEARCH_ATTRIBUTES.lastEvent, value: new Date(after.lastEventMs) });
  // These become known together with a new state. A run that had none when this was written gets them with the next change.
  if (pairs.length > 0 && changed('sid')) pairs.push({ key: SEARCH_ATTRIBUTES.sid, value: after.sid });
  if (pairs.length > 0 && changed('gatewayOrderId'))
    pairs.push({ key: SEARCH_ATTRIBUTES.gatewayOrderId, value: after.gatewayOrderId });
  return pairs;
}
