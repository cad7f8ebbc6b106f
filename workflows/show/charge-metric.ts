import { metricMeter } from '@temporalio/workflow';
import { chargeCounter, chargeOutcomeOf } from '../../domain/events/charge-metric';
import type { KeptEvent } from '../../domain/events/event';

/** Counts what became of charges, as events tell it. The SDK keeps quiet in a replay, so that each counts once. */
export function countCharges(merchant: string, events: readonly KeptEvent[]): void {
  const outcomes = events.flatMap(({ type }) => chargeOutcomeOf(type) ?? []);
  if (outcomes.length === 0) return;
  const counter = chargeCounter(metricMeter);
  for (const outcome of outcomes) counter.add(1, { merchant, outcome });
}
