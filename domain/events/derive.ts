import { instantOf } from '../calendar';
import { definedOnly } from '../defined-only';
import { isSameId } from '../ids';
import type { Ledger } from '../ledger/ledger';
import { summarise } from '../ledger/summary';
import { confirmByOf, idsOf } from '../opening/opening';
import type { SubscriptionRecord } from '../subscription/record';
import { shownState } from '../subscription/state';
import { isEndState } from '../subscription/states';
import { chargeFacts, lateCancelFacts } from './charge-facts';
import { commandFacts } from './command-facts';
import { cycleFacts } from './cycle-facts';
import type { EventType, Fact, SubscriptionData } from './event';
import { eventOfLife, lifeOf } from './life';
import { emptyOutbox, type Outbox } from './outbox';
import { wasTold, withFacts } from './tell';

/**
 * The record with the events of a change: every fact that holds now and did not hold before. A fact is told when it comes and not when it
 * stays, so that nothing is told twice; and it is found by looking at the record, so that no rule can forget to tell it.
 *
 * @param before - absent at the start of a life
 */
export function withEvents(
  before: SubscriptionRecord | undefined,
  after: SubscriptionRecord,
  nowMs: number,
): SubscriptionRecord {
  if (before === after) return after;
  const outbox = after.events ?? outboxOf(before);
  const life = lifeOf(after, outbox.life);
  const facts = [
    ...(before === undefined ? [ofSubscription('subscription.created', after, nowMs)] : []),
    ...newFacts(before, after, nowMs),
    ...(life === outbox.life || life === 'opening'
      ? []
      : [ofSubscription(eventOfLife(outbox.life, life), after, nowMs)]),
  ];
  if (facts.length === 0 && after.events !== undefined) return after;
  return { ...after, events: withFacts({ ...outbox, life }, facts, nowMs) };
}

/** A record of before there were events begins with what it is: the past is not told. */
const outboxOf = (before: SubscriptionRecord | undefined): Outbox =>
  emptyOutbox(before === undefined ? 'opening' : lifeOf(before, 'opening'));

function newFacts(before: SubscriptionRecord | undefined, after: SubscriptionRecord, nowMs: number): Fact[] {
  if (before !== undefined && isSameStory(before, after)) return [];
  const known = new Set(before === undefined ? [] : standingFacts(before).map(({ key }) => key));
  const owedBefore = before === undefined ? 0 : owedCents(before.ledger);
  const isPastDue = owedBefore === 0 && owedCents(after.ledger) > 0;
  const isMissedAgain = ({ type, key }: Fact): boolean =>
    type === MISSED && after.events !== undefined && wasTold(after.events, key);
  return [
    ...standingFacts(after).filter((fact) => !known.has(fact.key) && !isMissedAgain(fact)),
    ...(isPastDue ? [ofSubscription('subscription.past_due', after, nowMs)] : []),
  ];
}

/** An execution that comes late and ends in vain lets a missed cycle read open for a while: it is missed once all the same. */
const MISSED: EventType = 'cycle.missed';

/** A record is replaced part by part: where the parts are the same, nothing new is to be told. */
const isSameStory = (one: SubscriptionRecord, other: SubscriptionRecord): boolean =>
  one.ledger === other.ledger &&
  one.commands === other.commands &&
  one.refunds === other.refunds &&
  one.cancellation === other.cancellation &&
  one.opening === other.opening &&
  one.adoption === other.adoption;

/** What is so, with a key each. */
function standingFacts(record: SubscriptionRecord): Fact[] {
  const { adoption } = record;
  // What is not adopted is none of ours, whatever the gateway tells of it.
  const isOurs = adoption === undefined || adoption.before !== undefined;
  return [
    ...paymentFacts(record),
    ...(isOurs ? [...ledgerFacts(record.ledger), ...lateCancelFacts(record)] : []),
    ...commandFacts(record),
  ];
}

const knownFacts = new WeakMap<Ledger, Fact[]>();

/** Each ledger is looked at twice: as what came, and as what was before. */
function ledgerFacts(ledger: Ledger): Fact[] {
  const known = knownFacts.get(ledger);
  if (known !== undefined) return known;
  const facts = [...chargeFacts(ledger), ...cycleFacts(ledger)];
  knownFacts.set(ledger, facts);
  return facts;
}

function paymentFacts({ opening, ledger }: SubscriptionRecord): Fact[] {
  if (opening.stage !== 'awaiting_confirmation') return [];
  const { nit } = opening.ids;
  const amountCents = ledger.immediate.find((charge) => isSameId(charge.nit, nit))?.amountCents;
  const data = { nit, ...definedOnly({ amountCents, confirmBy: confirmByOf(opening) }) };
  const type = 'payment.awaiting_confirmation';
  return [{ type, key: `${type}/${nit}`, subject: `charge/${nit}`, data }];
}

const owedCents = (ledger: Ledger): number => summarise(ledger).owedCents;

/** What can happen to a subscription more than once has its moment in its key. */
function ofSubscription(type: EventType, record: SubscriptionRecord, nowMs: number): Fact {
  return { type, key: `${type}/${instantOf(nowMs)}`, subject: 'subscription', data: standingOf(record) };
}

function standingOf(record: SubscriptionRecord): SubscriptionData {
  const { ledger, opening, schedule, terms, audit } = record;
  const { state } = shownState(record);
  const { paidCents, owedCents: owed } = summarise(ledger);
  const ids = idsOf(opening);
  const last = audit.at(-1);
  return {
    ...{ state, terms, paidCents, owedCents: owed },
    ...definedOnly({ sid: ids?.sid, nit: ids?.nit, nextDate: schedule.snapshot.nextDate }),
    ...(last === undefined || !isEndState(state) ? {} : { why: { event: last.event, what: last.what } }),
  };
}
