import { applyClaim, applyFirstLook } from '../../../domain/adoption/adopt';
import type { TermsChoice } from '../../../domain/adoption/adoption';
import type { ScheduleFacts } from '../../../domain/gateway/answers';
import type { SubscriptionOrder } from '../../../domain/subscription/order';
import { plan, type Planned } from '../../../domain/subscription/plan';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { at, done, scheduleFacts, SID } from './record';

/** Monthly since 10 July 2026, twelve times; it is 1 January 2027. */
export const sold = { amountCents: 4_990, firstDate: '2026-07-10', intervalMonths: 1, numberOfTimes: 12 };
export const NOW = '2027-01-01T12:00:00.000Z';
export const BEFORE = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];

export function orderOf(
  schedule: Partial<SubscriptionOrder['schedule']> = {},
  ifTermsDiffer: TermsChoice = 'refuse',
): SubscriptionOrder {
  return {
    orderId: 'A0001',
    entry: 'adopt',
    requestedBy: 'the migration',
    sid: SID,
    ifTermsDiffer,
    schedule: { ...sold, ...schedule },
    options: { statusQueryEveryDays: 35 },
  };
}

export const told = (changes: Partial<ScheduleFacts> = {}): ScheduleFacts =>
  scheduleFacts({
    amountCents: 4_990,
    initialDate: '2026-07-10',
    nextDate: '2027-01-10',
    numberOfTimes: 12,
    currentTimes: 6,
    nits: BEFORE,
    ...changes,
  });

/** A record whose schedule is claimed, so that it may be asked for. */
export const claimed = (order: SubscriptionOrder, instant = NOW): SubscriptionRecord =>
  applyClaim(newRecord(order, Date.parse(instant)), { kind: 'ours' }, at(instant, order));

export const adopted = (
  facts: ScheduleFacts = told(),
  order: SubscriptionOrder = orderOf(),
  instant = NOW,
): SubscriptionRecord =>
  applyFirstLook(claimed(order, instant), done({ schedule: facts }), at(instant, order));

export const stepOf = (record: SubscriptionRecord, order = orderOf(), instant = NOW): Planned | undefined =>
  plan(record, at(instant, order))[0];
