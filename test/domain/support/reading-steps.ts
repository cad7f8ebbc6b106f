import {
  applyPassedDate,
  applySearchDay,
  readingStep,
  type ReadingStep,
} from '../../../domain/schedule/reading';
import type { RuleContext } from '../../../domain/subscription/order';
import { plan, type Planned } from '../../../domain/subscription/plan';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { done } from './record';

export const stepOf = ({ schedule }: SubscriptionRecord): ReadingStep | undefined =>
  schedule.reading === undefined ? undefined : readingStep(schedule.reading);

/** Finds nothing in the list, day by day. */
export const searchNothing = (
  record: SubscriptionRecord,
  step: ReadingStep,
  context: RuleContext,
): SubscriptionRecord =>
  step.kind === 'search_charge'
    ? applySearchDay(record, step.nit, done({ payments: [] }), context)
    : applyPassedDate(record, done({ payments: [] }), context);

/** Does the steps of a reading of which nothing is found. */
export function readAll(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const step = stepOf(record);
  return step === undefined ? record : readAll(searchNothing(record, step, context), context);
}

/** What a subscription does next. */
export const next = (record: SubscriptionRecord, context: RuleContext): Planned => {
  const [first] = plan(record, context);
  if (first === undefined) throw new Error('it has ended');
  return first;
};
export const dayOf = ({ atMs }: Planned): string => new Date(atMs).toISOString().slice(0, 10);
