import { bundleWorkflows } from '../../../simulation/bundle/bundle-code';
import { Execution } from '../../../simulation/temporal/execution';
import type { HistoryEvent } from '../../../simulation/temporal/history';
import type { Outage } from '../../../simulation/temporal/server-clock';
import { WorkflowCode } from '../../../simulation/temporal/workflow-code';
import type { Latencies, WorkerProcess, Workers } from '../../../simulation/temporal/workflow-worker';
import { VirtualTime } from '../../../simulation/time/virtual-time';
import { runAttempt } from '../../../simulation/worker/run-attempt';

export const START_MS = Date.UTC(2026, 0, 5, 15);

type Activity = (...args: unknown[]) => Promise<unknown>;

/** Nothing takes time but what says so. */
const AT_ONCE: Latencies = { dispatchMs: () => 0, workflowTaskMs: () => 0, reportMs: () => 0 };

/** The workers of a probe: they poll unless they are told not to. */
export class ProbeWorkers implements Workers {
  process: { code: WorkflowCode; isAlive: boolean } | undefined;
  polls = true;
  forgetful = false;
  activity: Activity = () => Promise.resolve('done');
  readonly #listeners: (() => void)[] = [];

  constructor(code: WorkflowCode) {
    this.process = { code, isAlive: true };
  }

  workflowWorker(): WorkerProcess | undefined {
    return this.process;
  }

  activityWorker(): WorkerProcess | undefined {
    return this.polls ? this.process : undefined;
  }

  runActivity(...[task, attempt, report]: Parameters<Workers['runActivity']>): void {
    const { process } = this;
    const execution = { workflowId: 'probe', runId: 'run' };
    void runAttempt(this.activity, task, attempt, execution).then((ended) => {
      if (process?.isAlive === true) report(ended);
    });
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  forgets(): boolean {
    return this.forgetful;
  }

  /** The process is gone; another one with this code comes when `comeBack` is called. */
  lose(): void {
    if (this.process !== undefined) this.process.isAlive = false;
    this.process = undefined;
  }

  comeBack(code: WorkflowCode): void {
    this.process = { code, isAlive: true };
    this.tell();
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A probe workflow at the simulated server. */
export interface Probe {
  time: VirtualTime;
  execution: Execution;
  workers: ProbeWorkers;
  code: WorkflowCode;
  /** Lets time pass by some milliseconds. */
  pass(ms: number): Promise<void>;
  /** The result, as JSON gives it back. */
  result(): unknown;
  events(run?: number): HistoryEvent[];
  types(run?: number): string[];
}

export interface ProbeOptions {
  latencies?: Partial<Latencies>;
  outages?: Outage[];
  prepare?: (workers: ProbeWorkers, time: VirtualTime) => void;
  code?: WorkflowCode;
}

const bundles = new Map<string, Promise<string>>();

/** The probes, or the changed ones, evaluated anew. */
export async function probeCode(file: 'probes' | 'changed' = 'probes'): Promise<WorkflowCode> {
  const bundle = bundles.get(file) ?? bundleWorkflows(`./test/simulation/probes/${file}`);
  bundles.set(file, bundle);
  return new WorkflowCode(await bundle);
}

/** Starts a probe; nothing has happened yet. */
export async function startProbe(
  workflowType: string,
  args: unknown[] = [],
  options: ProbeOptions = {},
): Promise<Probe> {
  const code = options.code ?? (await probeCode());
  const time = new VirtualTime(START_MS);
  const workers = new ProbeWorkers(code);
  options.prepare?.(workers, time);
  const execution = new Execution(
    { workflowId: 'probe', workflowType, taskQueue: 'probes', args },
    { time, workers, outages: options.outages ?? [], latencies: { ...AT_ONCE, ...options.latencies } },
  );
  const events = (run = 0): HistoryEvent[] => execution.runs.at(run)?.record.events ?? [];
  return {
    ...{ time, execution, workers, code, events },
    pass: (ms) => time.runUntil(time.nowMs + ms),
    result: () => {
      const { closedBy } = execution;
      return closedBy?.kind === 'complete_workflow' && closedBy.result !== undefined
        ? (JSON.parse(closedBy.result) as unknown)
        : closedBy;
    },
    types: (run = 0) => events(run).map(({ type }) => type),
  };
}
