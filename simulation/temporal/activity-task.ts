import type { Appointment } from '../time/agenda';
import type { ScheduleActivityCommand } from './commands';
import { timeoutFailure, type TimeoutKind } from './failures';
import type { EventBody, RetryState } from './history';
import { decideRetry } from './retrying';
import type { ServerClock } from './server-clock';

/** How an attempt ended, as the worker reports it. Payload and failure are JSON text. */
export type AttemptReport = { kind: 'completed'; result?: string } | { kind: 'failed'; failure: string };

/** What a scheduled activity needs of the server around it. */
export interface ActivitySurroundings {
  clock: ServerClock;
  /** Puts the task into its queue: `start` is called once a worker has taken it. */
  offer(task: ActivityTask): void;
  /** Records how the activity ended. */
  close(events: EventBody[]): void;
}

/**
 * One scheduled activity at the server: its attempts, its four timeouts and its retries. What a worker reports of an attempt that
 * is over is ignored.
 */
export class ActivityTask {
  readonly command: ScheduleActivityCommand;
  readonly #around: ActivitySurroundings;
  readonly #expiresAtMs: number;
  #attempt = 1;
  #state: 'waiting' | 'started' | 'pausing' | 'closed' = 'waiting';
  /** Timeouts of the present attempt. */
  #timeouts: Partial<Record<TimeoutKind, Appointment>> = {};
  readonly #overall: Appointment | undefined;

  constructor(command: ScheduleActivityCommand, around: ActivitySurroundings) {
    this.command = command;
    this.#around = around;
    const { scheduleToCloseMs = Infinity } = command;
    this.#expiresAtMs = around.clock.nowMs + scheduleToCloseMs;
    if (scheduleToCloseMs !== Infinity)
      this.#overall = around.clock.after(scheduleToCloseMs, () => {
        this.#timedOut('SCHEDULE_TO_CLOSE');
      });
    this.#schedule();
  }

  get attempt(): number {
    return this.#attempt;
  }

  /** Whether a worker may still take it. */
  get isWaiting(): boolean {
    return this.#state === 'waiting';
  }

  /** A worker has taken it; returns the number of the attempt. */
  start(): number {
    this.#clearTimeouts();
    this.#state = 'started';
    this.#watch('START_TO_CLOSE', this.command.startToCloseMs);
    this.#watch('HEARTBEAT', this.command.heartbeatMs);
    return this.#attempt;
  }

  /** The worker of an attempt shows that it lives. A server that is away does not hear it. */
  heartbeat(attempt: number): void {
    if (!this.#isAt(attempt) || this.#around.clock.isAway) return;
    this.#timeouts.HEARTBEAT?.cancel();
    this.#watch('HEARTBEAT', this.command.heartbeatMs);
  }

  /** The worker of an attempt says how it ended. Returns whether it was heard. */
  report(attempt: number, report: AttemptReport): boolean {
    if (!this.#isAt(attempt)) return false;
    const { seq } = this.command;
    if (report.kind === 'failed') {
      this.#failed(report.failure, (retryState) => ({
        type: 'ActivityTaskFailed',
        seq,
        ...report,
        retryState,
      }));
    } else {
      const result = report.result === undefined ? {} : { result: report.result };
      this.#close({ type: 'ActivityTaskCompleted', seq, ...result });
    }
    return true;
  }

  /** The workflow asks for its end. One that a worker has taken runs on: no activity of ours watches for it. */
  cancel(): void {
    if (this.#state !== 'waiting' && this.#state !== 'pausing') return;
    this.#close({ type: 'ActivityTaskCanceled', seq: this.command.seq });
  }

  /** The run is over: nothing of it counts any more. */
  abandon(): void {
    this.#state = 'closed';
    this.#clearTimeouts();
    this.#overall?.cancel();
  }

  #isAt(attempt: number): boolean {
    return this.#state === 'started' && attempt === this.#attempt;
  }

  #schedule(): void {
    this.#state = 'waiting';
    this.#watch('SCHEDULE_TO_START', this.command.scheduleToStartMs);
    this.#around.offer(this);
  }

  #watch(kind: TimeoutKind, ms: number | undefined): void {
    if (ms === undefined) return;
    this.#timeouts[kind] = this.#around.clock.after(ms, () => {
      this.#timedOut(kind);
    });
  }

  /**
   * A timeout of one attempt may be followed by another attempt. When there is no time left for one, the server calls it a
   * timeout of the whole (`processSingleActivityTimeoutTask`).
   */
  #timedOut(kind: TimeoutKind): void {
    const { seq } = this.command;
    this.#failed(timeoutFailure(kind), (retryState) => {
      const told = retryState === 'timeout' && kind !== 'SCHEDULE_TO_START' ? 'SCHEDULE_TO_CLOSE' : kind;
      return { type: 'ActivityTaskTimedOut', seq, failure: timeoutFailure(told), retryState };
    });
  }

  #failed(failure: string, closing: (retryState: RetryState) => EventBody): void {
    const { nowMs } = this.#around.clock;
    const when = { attempt: this.#attempt, nowMs, expiresAtMs: this.#expiresAtMs };
    const decision = decideRetry(this.command.retry, failure, when);
    if (decision.state !== 'in_progress') return this.#close(closing(decision.state));
    this.#clearTimeouts();
    this.#attempt += 1;
    this.#state = 'pausing';
    this.#around.clock.after(decision.pauseMs, () => {
      if (this.#state === 'pausing') this.#schedule();
    });
  }

  /** The start of the last attempt is recorded with its end; an activity that nobody took has none. */
  #close(event: EventBody): void {
    const wasStarted = this.#state === 'started';
    const attempt = this.#attempt;
    this.abandon();
    const { seq } = this.command;
    this.#around.close(wasStarted ? [{ type: 'ActivityTaskStarted', seq, attempt }, event] : [event]);
  }

  #clearTimeouts(): void {
    for (const timeout of Object.values(this.#timeouts)) timeout.cancel();
    this.#timeouts = {};
  }
}
