import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { Priority } from '@temporalio/common';
import type { ActivityOptions } from '@temporalio/workflow';
import type { GatewayActivities } from '../activities/gateway-activities';
import type { QueueActivities } from '../activities/pollers';
import type { CallOutcome, QueryOutcome } from '../domain/gateway/answers';
import { CALL_POLICIES, COUNT_POLLERS_POLICY, type CallPolicy, type GatewayCall } from './call-policies';
import { gatewayTaskQueueOf } from '../contract/ids';

type Query = 'getTransaction' | 'getSchedule' | 'listTransactions' | 'findOrder';
type Call = Exclude<GatewayCall, Query>;

/** The gateway as the life of one subscription sees it: every call answers with what became of it, none throws. */
export interface Gateway {
  send<C extends Call>(
    call: C,
    summary: string,
    request: Parameters<GatewayActivities[C]>[0],
    /** How long it may wait for a worker, where that is less than its policy says. */
    withinMs?: number,
  ): Promise<CallOutcome>;
  ask<C extends Query>(
    call: C,
    summary: string,
    request: Parameters<GatewayActivities[C]>[0],
  ): Promise<QueryOutcome>;
  /** How many workers ask for the calls of this merchant; undefined when it could not be counted. */
  countPollers(): Promise<number | undefined>;
}

/** The gateway calls of one merchant, on the task queue of that merchant. Policies of their own have those who cannot wait for long. */
export function gatewayOf(
  merchant: string,
  policies: Record<GatewayCall, CallPolicy> = CALL_POLICIES,
  hear: (answer: unknown) => void = () => undefined,
): Gateway {
  const taskQueue = gatewayTaskQueueOf(merchant);
  // Said here as well: a client that is not this package may have started without one.
  const priority = { fairnessKey: merchant };
  const run = async (
    call: GatewayCall,
    summary: string,
    request: unknown,
    withinMs = Infinity,
  ): Promise<unknown> => {
    const options = {
      ...activityOptions(startedWithin(policies[call], withinMs), taskQueue),
      summary,
      priority,
    };
    const activities = proxyActivities<Record<GatewayCall, (request: unknown) => Promise<unknown>>>(options);
    const answer = await activities[call](request);
    hear(answer);
    return answer;
  };
  return {
    send(call, summary, request, withinMs) {
      return run(call, summary, request, withinMs).then(
        (answer) => answer as CallOutcome,
        (error: unknown) => afterFailedSend(error),
      );
    },
    ask(call, summary, request) {
      return run(call, summary, request).then(
        (answer) => answer as QueryOutcome,
        (error: unknown) => afterFailedQuestion(error),
      );
    },
    countPollers: () => countPollers(taskQueue, priority),
  };
}

/** Asks the worker of the workflows, which is at work, who else is; undefined when it could not be counted. */
async function countPollers(taskQueue: string, priority: Priority): Promise<number | undefined> {
  const { countPollers: count } = proxyActivities<QueueActivities>({
    ...activityOptions(COUNT_POLLERS_POLICY, workflowInfo().taskQueue),
    summary: `who asks for the calls on ${taskQueue}?`,
    priority,
  });
  try {
    return (await count({ taskQueue })).pollers;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return undefined;
  }
}

/** A policy for a call that must have been taken sooner than others. */
const startedWithin = (policy: CallPolicy, withinMs: number): CallPolicy =>
  policy.scheduleToStartMs === undefined || policy.scheduleToStartMs <= withinMs
    ? policy
    : { ...policy, scheduleToStartMs: withinMs };

/** A policy in the words of the SDK. */
export function activityOptions(policy: CallPolicy, taskQueue: string): ActivityOptions {
  return {
    taskQueue,
    startToCloseTimeout: policy.startToCloseMs,
    heartbeatTimeout: policy.heartbeatMs,
    ...(policy.scheduleToStartMs === undefined ? {} : { scheduleToStartTimeout: policy.scheduleToStartMs }),
    ...(policy.scheduleToCloseMs === undefined ? {} : { scheduleToCloseTimeout: policy.scheduleToCloseMs }),
    retry: {
      maximumAttempts: policy.retry.maximumAttempts,
      ...(policy.retry.initialIntervalMs === undefined
        ? {}
        : { initialInterval: policy.retry.initialIntervalMs }),
      ...(policy.retry.backoffCoefficient === undefined
        ? {}
        : { backoffCoefficient: policy.retry.backoffCoefficient }),
      ...(policy.retry.maximumIntervalMs === undefined
        ? {}
        : { maximumInterval: policy.retry.maximumIntervalMs }),
    },
  };
}

/**
 * A send without an answer of its own. Only one failure proves that nothing left: the server withdrew the task
 * before any worker had taken it. Everything else, a lost worker above all, is unknown (R3).
 */
function afterFailedSend(error: unknown): CallOutcome {
  const cause = causeOf(error);
  if (cause instanceof TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_START')
    return { kind: 'not_sent', reason: 'not_taken' };
  return { kind: 'unknown', reason: cause instanceof TimeoutFailure ? 'worker_lost' : 'activity_failed' };
}

/** A question that ran out of time without any attempt that ended was taken by nobody. */
function afterFailedQuestion(error: unknown): QueryOutcome {
  const cause = causeOf(error);
  if (cause instanceof TimeoutFailure) {
    const { timeoutType } = cause;
    const isNotTaken = timeoutType === 'SCHEDULE_TO_CLOSE' || timeoutType === 'SCHEDULE_TO_START';
    return { kind: 'no_answer', reason: isNotTaken ? 'not_taken' : 'worker_lost' };
  }
  if (!(cause instanceof ApplicationFailure)) return { kind: 'no_answer', reason: 'activity_failed' };
  const detail = cause.type ?? 'activity_failed';
  return { kind: 'no_answer', reason: detail === UNTRUSTED ? 'tls' : 'gateway_silent', detail };
}

/** The type of the failure of a question that met a certificate which is not trusted. */
const UNTRUSTED = 'gateway_tls';

function causeOf(error: unknown): Error | undefined {
  if (!(error instanceof ActivityFailure)) throw error;
  return error.cause;
}
