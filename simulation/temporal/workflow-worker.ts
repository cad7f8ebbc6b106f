import type { ActivityTask, AttemptReport } from './activity-task';
import type { WorkflowCode } from './workflow-code';

/** One worker process, from its start to its end. */
export interface WorkerProcess {
  readonly code: WorkflowCode;
  readonly isAlive: boolean;
}

/** The workers as the server meets them: who polls, and what becomes of what they take. */
export interface Workers {
  /** The process that takes workflow tasks; undefined while none polls. */
  workflowWorker(): WorkerProcess | undefined;
  /** The process that takes activities of a queue; undefined while none polls it. */
  activityWorker(taskQueue: string): WorkerProcess | undefined;
  /** Runs an attempt in a process; the report comes when the process is done with it, and never when it is lost before. */
  runActivity(task: ActivityTask, attempt: number, report: (report: AttemptReport) => void): void;
  /** Called when somebody may poll again. */
  onChange(listener: () => void): void;
  /** Called before each workflow task: whether what the worker remembers of the run is dropped, as at an eviction. */
  forgets(): boolean;
}

/** How long things take, milliseconds. */
export interface Latencies {
  /** From a task's being ready to a worker's having it. */
  dispatchMs(): number;
  /** What the code of a workflow task takes. */
  workflowTaskMs(): number;
  /** A report of a worker on its way to the server. */
  reportMs(): number;
}

/** How long a worker goes on trying to report a result to a server that is away, milliseconds (the SDK's core: about ten seconds). */
export const REPORT_PATIENCE_MS = 10_000;
/** After this, a workflow task that a lost worker has taken is given to another, milliseconds (Temporal's default). */
export const WORKFLOW_TASK_TIMEOUT_MS = 10_000;
