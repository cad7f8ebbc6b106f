import type { HistoryEvent } from './history';

/** What an execution costs at Temporal, all its runs together. */
export interface Cost {
  events: number;
  /** Starts, timers, activities and their retries, updates, signals, changes of search attributes: what Temporal Cloud bills. */
  actions: number;
}

const ACTIONS: ReadonlySet<string> = new Set<HistoryEvent['type']>([
  'WorkflowExecutionStarted',
  'TimerStarted',
  'ActivityTaskScheduled',
  'WorkflowExecutionUpdateAccepted',
  'WorkflowExecutionSignaled',
  'UpsertWorkflowSearchAttributes',
]);

/** Counts as the demo counts the history of a real server. */
export function costOf(runs: readonly (readonly HistoryEvent[])[]): Cost {
  let [events, actions] = [0, 0];
  for (const event of runs.flat()) {
    events += 1;
    if (ACTIONS.has(event.type)) actions += 1;
    if (event.type === 'ActivityTaskStarted') actions += event.attempt - 1;
  }
  return { events, actions };
}
