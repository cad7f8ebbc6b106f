import { metricMeter } from '@temporalio/workflow';
import type { KeptEvent } from '../../domain/events/event';

/** Counts what became of charges, as events tell it. The SDK keeps quiet in a replay, so that each counts once. */
export function countCharges(merchant: string, events: readonly KeptEvent[]): void {
  const outcomes = events.flatMap(({ type }) =>
    type.startsWith('charge.') ? [type.slice('charge.'.length)] : [],
  );
  if (outcomes.length === 0) return;
  const counter = metricMeter.createCounter(
    'carat_charges_total',
    undefined,
    'Charges by what became of them',
  );
  for (const outcome of outcomes) counter.add(1, { merchant, outcome });
}
