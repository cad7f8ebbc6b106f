import { setHandler } from '@temporalio/workflow';
import { eventsGivenUpSignal, makeWaySignal } from '../../contract/messages';
import { noteLeftEvents, type GivenUpEvents } from '../../domain/events/push';
import { lastEventBefore } from '../../domain/opening/earlier-attempts';
import { hasEnded } from '../../domain/subscription/record';
import type { Subscription } from '../entity';

/** Hears of the attempts at the same order: of the next one, which waits for the end of this one, and of what those before have left. */
export function hearAttempts(subscription: Subscription): void {
  setHandler(
    makeWaySignal,
    () => {
      if (hasEnded(subscription.record)) subscription.delivery.makeWay();
    },
    {
      description:
        'Another attempt at the order is to follow: end without waiting for the receiver of the events',
    },
  );
  setHandler(
    eventsGivenUpSignal,
    (events) => {
      const toldBefore = lastEventBefore(subscription.input);
      if (!isOfEarlier(events, toldBefore)) return;
      subscription.applyAndWake((record, { nowMs }) => noteLeftEvents(record, events, { nowMs, toldBefore }));
    },
    { description: 'Events that an earlier attempt at the order had left were not taken: they are flagged' },
  );
}

/** Whoever sent it: a running subscription is not damaged. */
function isOfEarlier(events: unknown, toldBefore: number): events is GivenUpEvents {
  const { from, to, problem } = (events ?? {}) as Partial<Record<string, unknown>>;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || typeof problem !== 'string') return false;
  return 0 < (from as number) && (from as number) <= (to as number) && (to as number) <= toldBefore;
}
