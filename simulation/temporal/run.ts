import type { Appointment } from '../time/agenda';
import { ActivityTask } from './activity-task';
import type { ClosingCommand, Command } from './commands';
import { EVENT_OF_COMMAND, type CommandEvent, type EventBody, type WorkflowStarted } from './history';
import { RunHistory } from './run-history';
import type { ServerClock } from './server-clock';
import type { ActivityQueues } from './task-queue';
import { UpdateRegistry, type Update } from './updates';

/** What a run needs of the server around it. */
export interface RunSurroundings {
  clock: ServerClock;
  queues: ActivityQueues;
  /** Something is about to be recorded from outside a workflow task, and then: it was, and the workflow has to be told. */
  beforeNews(): void;
  onNews(): void;
  /** Search attributes were changed. */
  onAttributes(attributes: Record<string, string>): void;
}

/** The server's side of one run: its record, and everything that is open in it. */
export class Run {
  readonly started: WorkflowStarted;
  readonly record = new RunHistory();
  readonly updates = new UpdateRegistry();
  readonly searchAttributes: Record<string, string>;
  closedBy: ClosingCommand | undefined;
  readonly #around: RunSurroundings;
  readonly #activities = new Map<number, ActivityTask>();
  readonly #timers = new Map<number, Appointment>();
  /** What happens during a workflow task is recorded after it. */
  #buffered: EventBody[] | undefined;

  constructor(started: WorkflowStarted, around: RunSurroundings) {
    this.started = started;
    this.searchAttributes = { ...started.searchAttributes };
    this.#around = around;
    this.append(started);
  }

  get hasBuffered(): boolean {
    return (this.#buffered?.length ?? 0) > 0;
  }

  append(body: EventBody, atMs = this.#around.clock.nowMs): number {
    return this.record.append(body, atMs).id;
  }

  /** Records something that happened to the run from outside its workflow tasks. */
  tell(...events: EventBody[]): void {
    if (this.closedBy !== undefined) return;
    if (this.#buffered !== undefined) {
      this.#buffered.push(...events);
      return;
    }
    this.#around.beforeNews();
    for (const event of events) this.append(event);
    this.#around.onNews();
  }

  /** A workflow task is under way: what happens meanwhile waits. */
  beginBuffering(): void {
    this.#buffered ??= [];
  }

  /** The task is over: what happened meanwhile is recorded. Returns whether there was anything. */
  flush(): boolean {
    const events = this.#buffered ?? [];
    this.#buffered = undefined;
    for (const event of events) this.append(event);
    return events.length > 0;
  }

  /** Carries out what the workflow asked for in a task, and records it. */
  carryOut(commands: readonly Command[], taskId: number, deliveredIn: number): void {
    for (const command of commands) {
      if (command.kind === 'reject_update') {
        this.updates.require(command.updateId).close({ kind: 'rejected', failure: command.failure });
        continue;
      }
      this.append({
        type: EVENT_OF_COMMAND[command.kind],
        command,
        taskId,
        ...this.#updateOf(command, deliveredIn),
      });
      this.#act(command);
    }
  }

  /** Ends everything that is open; returns the updates that a successor has to answer. */
  end(): Update[] {
    for (const activity of this.#activities.values()) activity.abandon();
    for (const timer of this.#timers.values()) timer.cancel();
    return this.updates.end(this.closedBy?.kind === 'continue_as_new');
  }

  #updateOf(command: Command, deliveredIn: number): Pick<CommandEvent, 'update'> {
    if (command.kind !== 'accept_update') return {};
    const { name, args } = this.updates.require(command.updateId);
    return { update: { name, args: [...args], deliveredIn } };
  }

  #act(command: Command): void {
    switch (command.kind) {
      case 'schedule_activity':
        return this.#schedule(command);
      case 'request_cancel_activity':
        return this.#activities.get(command.seq)?.cancel();
      case 'start_timer':
        return this.#startTimer(command.seq, command.ms);
      case 'cancel_timer':
        return this.#cancelTimer(command.seq);
      case 'upsert_search_attributes':
        Object.assign(this.searchAttributes, command.attributes);
        return this.#around.onAttributes(command.attributes);
      case 'accept_update':
        this.updates.require(command.updateId).state = 'accepted';
        return;
      case 'complete_update':
        return this.updates.require(command.updateId).close({ ...command, kind: 'completed' });
      case 'fail_update':
        return this.updates.require(command.updateId).close({ ...command, kind: 'failed' });
      case 'complete_workflow':
      case 'fail_workflow':
      case 'cancel_workflow':
      case 'continue_as_new':
        this.closedBy = command;
        return;
      case 'upsert_memo':
      case 'patch':
      case 'reject_update':
        return;
    }
  }

  #schedule(command: Extract<Command, { kind: 'schedule_activity' }>): void {
    const { clock, queues } = this.#around;
    const task = new ActivityTask(command, {
      clock,
      offer: (offered) => {
        queues.offer(offered);
      },
      close: (events) => {
        this.#activities.delete(command.seq);
        this.tell(...events);
      },
    });
    this.#activities.set(command.seq, task);
  }

  #startTimer(seq: number, ms: number): void {
    const timer = this.#around.clock.after(ms, () => {
      this.#timers.delete(seq);
      this.tell({ type: 'TimerFired', seq });
    });
    this.#timers.set(seq, timer);
  }

  /** A timer that fired during the very task that cancels it counts as cancelled. */
  #cancelTimer(seq: number): void {
    this.#timers.get(seq)?.cancel();
    this.#timers.delete(seq);
    this.#buffered = this.#buffered?.filter((event) => event.type !== 'TimerFired' || event.seq !== seq);
  }
}
