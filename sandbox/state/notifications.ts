import { limits } from '../limits';
import type { Instant } from '../time/calendar';

/** A status post that fell due (docs/gateway.md §6). It is sent where the store has a Status URL. */
export interface QueuedNotification {
  sequence: number;
  at: Instant;
  merchantId: string;
  nit: string;
  /** The form parameters of the post, by their names on the wire. */
  parameters: Record<string, string>;
  /** What became of it; absent where the store has no Status URL. */
  delivery?: 'sending' | 'delivered' | 'pending_notification';
}

/** The status posts in the order in which they fell due; bounded, the oldest go first. */
export class NotificationQueue {
  private readonly queue: QueuedNotification[] = [];
  private count = 0;

  add(notification: Omit<QueuedNotification, 'sequence'>): QueuedNotification {
    this.count += 1;
    const queued = { sequence: this.count, ...notification };
    this.queue.push(queued);
    if (this.queue.length > limits.notificationQueueEntries) this.queue.shift();
    return queued;
  }

  all(): readonly QueuedNotification[] {
    return this.queue;
  }

  clear(): void {
    this.queue.length = 0;
    this.count = 0;
  }
}
