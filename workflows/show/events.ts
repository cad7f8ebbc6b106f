import type { EventsAnswer, SubscriptionEvent } from '../../contract/events';
import { eventOf, type Owner } from '../../domain/events/envelope';
import { emptyOutbox } from '../../domain/events/outbox';
import type { KeptEvent } from '../../domain/events/event';
import type { SubscriptionInput } from '../../contract/input';
import type { SubscriptionRecord } from '../../domain/subscription/record';

/** The answer of the Query `events`: what is kept after a sequence. */
export function eventsOf(
  { input, record }: { input: SubscriptionInput; record: SubscriptionRecord },
  after: unknown,
): EventsAnswer {
  const { kept, last, push } = record.events ?? emptyOutbox();
  const since = typeof after === 'number' ? after : 0;
  return {
    events: handedOut(
      input,
      kept.filter(({ sequence }) => sequence > since),
    ),
    last,
    earliest: kept.at(0)?.sequence ?? last + 1,
    undelivered: push?.undelivered ?? [],
  };
}

/** Events as they leave the subscription. The published form is the one of the rules, told apart by type. */
export const handedOut = (owner: Owner, events: readonly KeptEvent[]): SubscriptionEvent[] =>
  events.map((event) => eventOf(owner, event) as SubscriptionEvent);
