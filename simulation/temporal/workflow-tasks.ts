import { isClosing, recordable, type Command } from './commands';
import { jobsOf } from './jobs';
import { replay } from './replay';
import type { Run } from './run';
import type { ServerClock } from './server-clock';
import type { Update } from './updates';
import type { WorkflowInstance } from './workflow-instance';
import {
  WORKFLOW_TASK_TIMEOUT_MS,
  type Latencies,
  type WorkerProcess,
  type Workers,
} from './workflow-worker';

/** What the workflow tasks of a run need of the server around them. */
export interface TaskSurroundings {
  clock: ServerClock;
  workers: Workers;
  latencies: Latencies;
  /** A workflow task was completed, and its run is open. */
  onTask(): void;
  /** The run was closed by its workflow. */
  onClosed(): void;
  /** The workflow code failed, or did not repeat itself: a real execution would be stuck here. */
  onStuck(error: Error): void;
}

/** A workflow task that a worker has taken. */
interface TaskAtWork {
  process: WorkerProcess;
  startedAtMs: number;
  /** The id of its start in the record; of a speculative one, the id it will have. */
  startedId: number;
  speculative: boolean;
  updates: Update[];
}

/**
 * The workflow tasks of one run, one at a time. A task that only brings an update is speculative: when the update is refused,
 * nothing of it is recorded.
 */
export class WorkflowTasks {
  readonly #run: Run;
  readonly #around: TaskSurroundings;
  #state: 'none' | 'scheduled' | 'speculative' | 'at_work' = 'none';
  #atWork: TaskAtWork | undefined;
  #scheduledAtMs = 0;
  /** Up to which event the workflow has been told. */
  #toldUpTo = 0;
  #instance: { of: WorkerProcess; workflow: WorkflowInstance } | undefined;

  constructor(run: Run, around: TaskSurroundings) {
    this.#run = run;
    this.#around = around;
    around.workers.onChange(() => {
      this.#startSoon();
    });
  }

  /** No task is open: the workflow has been told everything. */
  get areDone(): boolean {
    return this.#state === 'none';
  }

  /** Something is about to be recorded: a speculative task that waits becomes a real one, and is recorded before it. */
  makeReal(): void {
    if (this.#state !== 'speculative') return;
    this.#state = 'scheduled';
    this.#run.append({ type: 'WorkflowTaskScheduled' }, this.#scheduledAtMs);
  }

  /** There is something new in the record: a task is needed, unless one is coming. */
  need(): void {
    if (this.#state === 'none') this.#schedule(false);
  }

  /** An update has come in. */
  needForUpdate(): void {
    if (this.#state === 'none') this.#schedule(true);
  }

  /** The workflow as it stands, for queries; brought back from the record when no worker has it. */
  async workflow(): Promise<WorkflowInstance> {
    const process = this.#around.workers.workflowWorker();
    if (process === undefined) throw new Error('no worker answers queries now');
    return this.#workflowIn(process);
  }

  #schedule(speculative: boolean): void {
    this.#scheduledAtMs = this.#around.clock.nowMs;
    this.#state = speculative ? 'speculative' : 'scheduled';
    if (!speculative) this.#run.append({ type: 'WorkflowTaskScheduled' });
    this.#startSoon();
  }

  #startSoon(): void {
    if (this.#state !== 'scheduled' && this.#state !== 'speculative') return;
    const { clock, latencies } = this.#around;
    clock.after(latencies.dispatchMs(), () => this.#start());
  }

  async #start(): Promise<void> {
    const isReady = this.#state === 'scheduled' || this.#state === 'speculative';
    if (!isReady || this.#run.closedBy !== undefined) return;
    if (this.#around.workers.forgets()) this.#instance = undefined;
    const process = this.#around.workers.workflowWorker();
    if (process === undefined) return;
    const task = this.#take(process);
    try {
      const workflow = await this.#workflowIn(process);
      const commands = await workflow.activate(this.#activationOf(task));
      const ms = this.#around.latencies.workflowTaskMs();
      this.#around.clock.after(ms, () => {
        this.#complete(task, commands, workflow);
      });
    } catch (error) {
      this.#around.onStuck(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #take(process: WorkerProcess): TaskAtWork {
    const { clock } = this.#around;
    const speculative = this.#state === 'speculative';
    const { record } = this.#run;
    const startedId = speculative
      ? record.events.length + 2
      : this.#run.append({ type: 'WorkflowTaskStarted', ...this.#sizes() });
    this.#state = 'at_work';
    this.#run.beginBuffering();
    const updates = this.#run.updates.admitted();
    const task = { process, startedAtMs: clock.nowMs, startedId, speculative, updates };
    this.#atWork = task;
    clock.after(WORKFLOW_TASK_TIMEOUT_MS, () => {
      this.#timeOut(task);
    });
    return task;
  }

  #sizes(): { historySizeBytes: number; continueAsNewSuggested: boolean } {
    const { sizeBytes, suggestsContinueAsNew } = this.#run.record;
    return { historySizeBytes: sizeBytes, continueAsNewSuggested: suggestsContinueAsNew };
  }

  async #workflowIn(process: WorkerProcess): Promise<WorkflowInstance> {
    if (this.#instance?.of !== process) {
      const workflow = await replay(process.code, this.#run.record.events);
      this.#instance = { of: process, workflow };
    }
    return this.#instance.workflow;
  }

  #activationOf({
    startedAtMs,
    startedId,
    updates,
  }: TaskAtWork): Parameters<WorkflowInstance['activate']>[0] {
    const { events } = this.#run.record;
    const delivered = updates.map(({ id, name, args }) => ({ updateId: id, name, args, runValidator: true }));
    const contents = { events: events.slice(this.#toldUpTo, startedId - 1), updates: delivered };
    const jobs = jobsOf(contents, events);
    return { nowMs: startedAtMs, jobs, historyLength: startedId, ...this.#sizes() };
  }

  #complete(task: TaskAtWork, commands: readonly Command[], workflow: WorkflowInstance): void {
    // A worker that was lost meanwhile never said what it had come to.
    if (!task.process.isAlive || this.#atWork !== task) return;
    if (commands.some(isClosing) && this.#run.hasBuffered) return this.#refuse(task);
    const asked = recordable(commands);
    if (task.speculative && asked.length === 0 && !this.#run.hasBuffered) {
      this.#run.carryOut(commands, 0, 0);
      this.#run.flush();
      return this.#next();
    }
    this.#recordStart(task);
    const { startedId } = task;
    const taskId = this.#run.append({
      type: 'WorkflowTaskCompleted',
      startedId,
      sdkFlags: workflow.sdkFlags,
    });
    this.#toldUpTo = startedId;
    const refusals = commands.filter(({ kind }) => kind === 'reject_update');
    this.#run.carryOut([...asked, ...refusals], taskId, startedId);
    if (this.#run.closedBy !== undefined) return this.#around.onClosed();
    const hasNews = this.#run.flush();
    this.#next(hasNews);
    this.#around.onTask();
  }

  /** A speculative task enters the record once something has come of it. */
  #recordStart({ speculative, startedAtMs }: TaskAtWork): void {
    if (!speculative) return;
    this.#run.append({ type: 'WorkflowTaskScheduled' }, this.#scheduledAtMs);
    this.#run.append({ type: 'WorkflowTaskStarted', ...this.#sizes() }, startedAtMs);
  }

  /** The workflow wanted to end without knowing what had come in meanwhile: the server lets it think again. */
  #refuse(task: TaskAtWork): void {
    this.#recordStart(task);
    this.#run.append({ type: 'WorkflowTaskFailed', cause: 'unhandled_command' });
    this.#instance = undefined;
    this.#run.flush();
    this.#next(true);
  }

  #timeOut(task: TaskAtWork): void {
    if (task.process.isAlive || this.#atWork !== task || this.#run.closedBy !== undefined) return;
    this.#recordStart(task);
    this.#run.append({ type: 'WorkflowTaskTimedOut' });
    this.#instance = undefined;
    this.#run.flush();
    this.#next(true);
  }

  #next(hasNews = false): void {
    this.#state = 'none';
    this.#atWork = undefined;
    if (hasNews) this.#schedule(false);
    else if (this.#run.updates.admitted().length > 0) this.#schedule(true);
  }
}
