import type { EventBody, HistoryEvent } from './history';

/** What an event costs besides its texts, bytes; a rough figure, since only the order of magnitude of a history's size decides. */
const EVENT_OVERHEAD_BYTES = 60;
/** From here on the server suggests to continue as new: events and bytes (its dynamic configuration, defaults). */
const SUGGEST_AT = { events: 4_096, bytes: 4 * 1024 * 1024 };

/** The record of one run. */
export class RunHistory {
  readonly events: HistoryEvent[] = [];
  #sizeBytes = 0;
  #hasCompletedTask = false;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get suggestsContinueAsNew(): boolean {
    return this.events.length >= SUGGEST_AT.events || this.#sizeBytes >= SUGGEST_AT.bytes;
  }

  /** The workflow has run once: before that nobody can ask it anything. */
  get hasCompletedTask(): boolean {
    return this.#hasCompletedTask;
  }

  append(body: EventBody, atMs: number): HistoryEvent {
    const event = { id: this.events.length + 1, atMs, ...body };
    this.events.push(event);
    this.#hasCompletedTask ||= body.type === 'WorkflowTaskCompleted';
    this.#sizeBytes += EVENT_OVERHEAD_BYTES + JSON.stringify(body).length;
    return event;
  }
}
