import type { GatewayActivities } from '../../activities/gateway-activities';
import type { ClaimActivities } from '../../activities/claims';
import type { QueueActivities } from '../../activities/pollers';
import { WORKFLOW_TASK_QUEUE } from '../../contract/ids';
import type { ActivityTask, AttemptReport } from '../temporal/activity-task';
import type { Span } from '../temporal/server-clock';
import type { WorkerProcess, Workers } from '../temporal/workflow-worker';
import type { VirtualTime } from '../time/virtual-time';
import { runAttempt } from './run-attempt';
import type { WorkerVersion } from './worker-code';

/** A span in which nobody takes the gateway calls. */
export interface UnservedSpan extends Span {
  id: string;
  type: 'nobody_polls' | 'queue_full';
}

/** What a worker runs; only lives that adopt a schedule claim one. */
export type WorkerActivities = GatewayActivities & Partial<ClaimActivities>;

/** What a worker is put together from. */
export interface WorkerParts {
  time: VirtualTime;
  /** The versions of the code; the first runs at the start, each upgrade goes on to the next, and from the last to the first. */
  versions: readonly WorkerVersion[];
  /** The queue of the gateway calls that the worker serves. */
  gatewayQueue: string;
  activitiesOf: (version: WorkerVersion) => WorkerActivities;
  /** Spans in which nobody takes the gateway calls: nobody polls their queue, or whoever does has no room for one. */
  unserved: readonly UnservedSpan[];
  /** Told of each such span that a call has to wait for. */
  onUnserved: (span: UnservedSpan) => void;
  /** What happens to the worker at the nth workflow task of the life, from 1. */
  atTask: (nth: number) => 'evicted' | 'upgraded' | undefined;
  execution: () => { workflowId: string; runId: string };
}

/** How long the server remembers that somebody polled a queue, milliseconds. */
const POLL_REMEMBERED_MS = 300_000;

type Activities = Partial<Record<string, (...args: unknown[]) => Promise<unknown>>>;

class Process implements WorkerProcess {
  isAlive = true;
  readonly version: WorkerVersion;
  readonly activities: WorkerActivities & QueueActivities;

  constructor(version: WorkerVersion, activities: WorkerActivities & QueueActivities) {
    this.version = version;
    this.activities = activities;
  }

  get code(): WorkerVersion['workflow'] {
    return this.version.workflow;
  }
}

/** The one worker of a life: a process that polls, is lost, comes back, and is upgraded. */
export class SimulatedWorkers implements Workers {
  readonly #parts: WorkerParts;
  readonly #listeners: (() => void)[] = [];
  #version = 0;
  #process: Process | undefined;
  #tasks = 0;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#process = this.#newProcess();
    for (const { toMs } of parts.unserved)
      parts.time.at(toMs, () => {
        this.#tell();
      });
  }

  workflowWorker(): WorkerProcess | undefined {
    return this.#process;
  }

  activityWorker(taskQueue: string): WorkerProcess | undefined {
    const { gatewayQueue, onUnserved } = this.#parts;
    if (taskQueue === WORKFLOW_TASK_QUEUE) return this.#process;
    const unserved = this.#unservedNow();
    if (unserved !== undefined) onUnserved(unserved);
    return taskQueue === gatewayQueue && unserved === undefined ? this.#process : undefined;
  }

  #unservedNow(): UnservedSpan | undefined {
    const { nowMs } = this.#parts.time;
    return this.#parts.unserved.find(({ fromMs, toMs }) => nowMs >= fromMs && nowMs < toMs);
  }

  /** Whom the server remembers to have polled, as the real activity asks it. */
  #countPollers(): number {
    const unserved = this.#unservedNow();
    const isForgotten =
      unserved?.type === 'nobody_polls' && this.#parts.time.nowMs - unserved.fromMs >= POLL_REMEMBERED_MS;
    return isForgotten ? 0 : 1;
  }

  runActivity(task: ActivityTask, attempt: number, report: (report: AttemptReport) => void): void {
    const process = this.#process;
    if (process === undefined) throw new Error('an activity was given to no worker');
    const { activityType } = task.command;
    const activity = (process.activities as unknown as Activities)[activityType];
    if (activity === undefined) throw new Error(`no activity of the worker is called ${activityType}`);
    void runAttempt(activity, task, attempt, this.#parts.execution()).then((ended) => {
      if (process.isAlive) report(ended);
    });
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  forgets(): boolean {
    if (this.#process === undefined) return false;
    this.#tasks += 1;
    const what = this.#parts.atTask(this.#tasks);
    if (what === 'upgraded') this.#upgrade();
    return what !== undefined;
  }

  /** The process is gone with everything that it was doing; another one starts after a while. */
  lose(forMs: number): void {
    if (this.#process === undefined) return;
    this.#process.isAlive = false;
    this.#process = undefined;
    this.#parts.time.after(forMs, () => {
      this.#process = this.#newProcess();
      this.#tell();
    });
  }

  /** A worker of the next version takes over; what is under way in the old one is finished there. */
  #upgrade(): void {
    this.#version = (this.#version + 1) % this.#parts.versions.length;
    this.#process = this.#newProcess();
  }

  #newProcess(): Process {
    const version = this.#parts.versions[this.#version];
    if (version === undefined) throw new Error('a worker needs a version of the code');
    const countPollers = (): Promise<{ pollers: number }> =>
      Promise.resolve({ pollers: this.#countPollers() });
    const process = new Process(version, { ...this.#parts.activitiesOf(version), countPollers });
    version.host.process = process;
    return process;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
