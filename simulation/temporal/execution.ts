import type { VirtualTime } from '../time/virtual-time';
import type { ClosingCommand } from './commands';
import type { WorkflowStarted } from './history';
import { Run } from './run';
import { ServerClock, type Outage } from './server-clock';
import { ActivityQueues } from './task-queue';
import { Update, type UpdateOutcome } from './updates';
import type { WorkflowInstance } from './workflow-instance';
import { WorkflowTasks } from './workflow-tasks';
import type { Latencies, Workers } from './workflow-worker';

/** What an execution is started with. */
export interface StartOptions {
  workflowId: string;
  workflowType: string;
  taskQueue: string;
  args: readonly unknown[];
}

/** The world that an execution lives in. */
export interface ExecutionSurroundings {
  time: VirtualTime;
  /** Spans in which the server is away. */
  outages: readonly Outage[];
  onOutage?: (id: string) => void;
  workers: Workers;
  latencies: Latencies;
  onAttributes?: (attributes: Record<string, string>) => void;
  /** A workflow task was completed. */
  onTask?: () => void;
  /** The execution has ended, or is stuck. */
  onEnd?: () => void;
}

/** One workflow execution at the simulated server: a chain of runs. */
export class Execution {
  readonly runs: Run[] = [];
  /** Why it cannot go on; a real one would try the same workflow task for ever. */
  stuck: Error | undefined;
  readonly #around: ExecutionSurroundings;
  readonly #clock: ServerClock;
  readonly #queues: ActivityQueues;
  #tasks: WorkflowTasks;

  constructor(options: StartOptions, around: ExecutionSurroundings) {
    this.#around = around;
    this.#clock = new ServerClock(around.time, around.outages, (id) => around.onOutage?.(id));
    this.#queues = new ActivityQueues(this.#clock, around.workers, around.latencies);
    const { workflowId, workflowType, taskQueue, args } = options;
    const runId = runIdOf(workflowId, 1);
    this.#tasks = this.#begin({
      type: 'WorkflowExecutionStarted',
      ...{ workflowId, runId, workflowType, taskQueue },
      args: args.map((arg) => JSON.stringify(arg)),
      firstRunId: runId,
      firstStartMs: this.#clock.nowMs,
      searchAttributes: {},
    });
  }

  get run(): Run {
    const run = this.runs.at(-1);
    if (run === undefined) throw new Error('an execution has a run');
    return run;
  }

  /** How it ended; undefined while it runs. */
  get closedBy(): ClosingCommand | undefined {
    return this.run.closedBy;
  }

  /** The server does not answer now. */
  get isAway(): boolean {
    return this.#clock.isAway;
  }

  /** Whether a Query would be answered now: one waits for what the workflow has not been told yet. */
  get canBeAsked(): boolean {
    const { workers } = this.#around;
    const isTold = this.run.record.hasCompletedTask && this.#tasks.areDone;
    return !this.isAway && workers.workflowWorker() !== undefined && isTold;
  }

  /** Sends an update. The same id once more gets the answer of the first, within one run. */
  update(name: string, updateId: string, args: readonly unknown[]): Promise<UpdateOutcome> {
    if (this.closedBy !== undefined) return Promise.resolve({ kind: 'not_found' });
    const known = this.run.updates.find(updateId);
    // One that was refused has left nothing: it is a new one when it is sent again.
    if (known !== undefined && !known.wasRejected) return known.outcome;
    const update = new Update(
      updateId,
      name,
      args.map((arg) => JSON.stringify(arg)),
    );
    this.run.updates.add(update);
    this.#tasks.needForUpdate();
    return update.outcome;
  }

  signal(name: string, args: readonly unknown[]): void {
    this.run.tell({ type: 'WorkflowExecutionSignaled', name, args: args.map((arg) => JSON.stringify(arg)) });
  }

  requestCancel(): void {
    this.run.tell({ type: 'WorkflowExecutionCancelRequested' });
  }

  /** Asks a Query of a running execution. */
  async query(name: string, ...args: unknown[]): Promise<unknown> {
    return (await this.workflow()).query(name, ...args);
  }

  /** The workflow as it stands. */
  workflow(): Promise<WorkflowInstance> {
    return this.#tasks.workflow();
  }

  #begin(started: WorkflowStarted): WorkflowTasks {
    const { workers, latencies, onAttributes, onTask, onEnd } = this.#around;
    const run = new Run(started, {
      clock: this.#clock,
      queues: this.#queues,
      beforeNews: () => {
        tasks.makeReal();
      },
      onNews: () => {
        tasks.need();
      },
      onAttributes: (attributes) => onAttributes?.(attributes),
    });
    const tasks = new WorkflowTasks(run, {
      ...{ clock: this.#clock, workers, latencies },
      onTask: () => onTask?.(),
      onClosed: () => {
        this.#onClosed(run);
      },
      onStuck: (error) => {
        this.stuck = error;
        onEnd?.();
      },
    });
    this.runs.push(run);
    tasks.need();
    return tasks;
  }

  #onClosed(run: Run): void {
    const left = run.end();
    const { closedBy, started } = run;
    if (closedBy?.kind !== 'continue_as_new') return this.#around.onEnd?.();
    this.#tasks = this.#begin({
      ...started,
      runId: runIdOf(started.workflowId, this.runs.length + 1),
      args: closedBy.args,
      continuedFromRunId: started.runId,
      searchAttributes: run.searchAttributes,
    });
    for (const update of left) this.run.updates.add(update);
    if (left.length > 0) this.#tasks.needForUpdate();
  }
}

const runIdOf = (workflowId: string, run: number): string => `${workflowId}/run-${String(run)}`;
