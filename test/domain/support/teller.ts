import { withAttentionTold } from '../../../domain/events/attention-events';
import { withEvents } from '../../../domain/events/derive';
import type { KeptEvent } from '../../../domain/events/event';
import type { Outbox } from '../../../domain/events/outbox';
import type { RuleContext } from '../../../domain/subscription/order';
import type { SubscriptionRecord } from '../../../domain/subscription/record';

/** Tells the events of a life that is played elsewhere, one record after the other, and keeps them all. */
export class Teller {
  /** Every event that was ever told, also those that left the record. */
  readonly events: KeptEvent[] = [];
  #before: SubscriptionRecord | undefined;
  #outbox: Outbox | undefined;

  /** Takes the next record of the life. */
  tell(record: SubscriptionRecord, context: RuleContext): void {
    const after = this.#outbox === undefined ? record : { ...record, events: this.#outbox };
    const told = withAttentionTold(withEvents(this.#before, after, context.nowMs), context);
    const last = this.#outbox?.last ?? 0;
    this.events.push(...(told.events?.kept ?? []).filter(({ sequence }) => sequence > last));
    this.#before = told;
    this.#outbox = told.events;
  }
}
