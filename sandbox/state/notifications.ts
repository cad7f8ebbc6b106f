import { limits } from '../limits';
import type { Instant } from '../time/calendar';

/** A status post that the gateway would send (docs/gateway.md §6). It is queued only; nothing is sent yet. */
export interface QueuedNotification {
  sequence: number;
  at: Instant;
  merchantId: string;
  nit: string;
  /** The form parameters of the post, by their names on the wire. */
  parameters: Record<string, string>;
}

/** The status posts in the order in which they fell due; bounded, the oldest go first. */
export class NotificationQueue {
  private readonly queue: QueuedNotification[] = [];
  private count = 0;

  add(notification: Omit<QueuedNotification, 'sequence'>): void {
    this.count += 1;
    this.queue.push({ sequence: this.count, ...notification });
    if (this.queue.length > limits.notificationQueueEntries) this.queue.shift();
  }

  all(): readonly QueuedNotification[] {
    return this.queue;
  }

  clear(): void {
    this.queue.length = 0;
    this.count = 0;
  }
}
