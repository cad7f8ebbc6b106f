import { asyncLocalStorage, Context, type Info } from '@temporalio/activity';
import { noopMetricMeter, type Logger } from '@temporalio/common';
import type { ActivityTask, AttemptReport } from '../temporal/activity-task';
import { reportedFailure } from '../temporal/failures';

type Activity = (...args: unknown[]) => Promise<unknown>;

/** Which attempt of which activity something belongs to. */
export interface AttemptId {
  activityId: string;
  attempt: number;
}

/** The attempt in whose code this is called. */
export function currentAttempt(): AttemptId {
  const { activityId, attempt } = Context.current().info;
  return { activityId, attempt };
}

/** Runs one attempt of an activity in the context that the SDK gives it, and says how it ended. */
export function runAttempt(
  activity: Activity,
  task: ActivityTask,
  attempt: number,
  execution: { workflowId: string; runId: string },
): Promise<AttemptReport> {
  const { command } = task;
  const context = new Context(
    infoOf(task, attempt, execution),
    new Promise<never>(() => undefined),
    new AbortController().signal,
    () => {
      task.heartbeat(attempt);
    },
    undefined,
    SILENT,
    noopMetricMeter,
    {},
  );
  const args = command.args.map((text) => JSON.parse(text) as unknown);
  return asyncLocalStorage.run(context, async (): Promise<AttemptReport> => {
    try {
      const text = JSON.stringify(await activity(...args)) as string | undefined;
      return text === undefined ? { kind: 'completed' } : { kind: 'completed', result: text };
    } catch (error) {
      return { kind: 'failed', failure: reportedFailure(error) };
    }
  });
}

/** What an activity may read of itself. */
function infoOf(task: ActivityTask, attempt: number, execution: { workflowId: string; runId: string }): Info {
  const { activityId, activityType, taskQueue, heartbeatMs } = task.command;
  const info: Partial<Info> = {
    activityId,
    activityType,
    attempt,
    taskQueue,
    isLocal: false,
    workflowExecution: execution,
    workflowType: 'subscription',
    namespace: 'default',
    ...(heartbeatMs === undefined ? {} : { heartbeatTimeoutMs: heartbeatMs }),
  };
  return info as Info;
}

const nothing = (): void => undefined;
const SILENT: Logger = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
