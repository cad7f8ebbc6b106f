import { EVENT_TYPES, type EventType } from './event';

const PREFIX = 'charge.';

/** What the metrics call what became of a charge; undefined when the event is of something else. */
export const chargeOutcomeOf = (type: EventType): string | undefined =>
  type.startsWith(PREFIX) ? type.slice(PREFIX.length) : undefined;

export const CHARGE_OUTCOMES = EVENT_TYPES.flatMap((type) => chargeOutcomeOf(type) ?? []);

interface Meter<Counter> {
  createCounter(name: string, unit?: string, description?: string): Counter;
}

/** The counter, of the workflows that count and of the worker that tells it at 0. */
export const chargeCounter = <Counter>(meter: Meter<Counter>): Counter =>
  meter.createCounter('carat_charges_total', undefined, 'Charges by what became of them');
