import { randomUUID } from 'node:crypto';
import type { ConnectionLike } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';

const { enums } = temporal.api;
const COMPLETED = enums.v1.FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED;
const POLL_TIMEOUT = enums.v1.FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT;
const RUNNING = enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
const WAITING = enums.v1.PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;

/** Where one running execution stands. */
export interface ExecutionStanding {
  /** Its own time. */
  now: Date;
  /** A workflow task or an activity attempt is under way. */
  busy: boolean;
  /** When an activity is tried again, if one waits for that. */
  retryAt: Date | undefined;
}

/** Skips that one fast-forward may make: a bound against retries without an end. */
const MAX_SKIPS = 10_000;
/** Polls of one fast-forward, each up to a server-side minute. */
const MAX_POLLS = 10;

/**
 * Moves the clock of single executions on a Temporal server with time skipping. The only file that uses this young
 * server API; it has no place in production.
 */
export class ExecutionClock {
  readonly #connection: ConnectionLike;
  readonly #namespace: string;

  constructor(connection: ConnectionLike, namespace: string) {
    this.#connection = connection;
    this.#namespace = namespace;
  }

  /** Where an execution stands: its own time, and whether it works or waits. Undefined once it has ended. */
  async standing(workflowId: string): Promise<ExecutionStanding | undefined> {
    const described = await this.#connection.workflowService.describeWorkflowExecution({
      namespace: this.#namespace,
      execution: { workflowId },
    });
    if (described.workflowExecutionInfo?.status !== RUNNING) return undefined;
    const time = described.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
    const now = time ? new Date(tsToMs(time)) : new Date();
    const retries = described.pendingActivities.map((activity) =>
      activity.state === WAITING && activity.nextAttemptScheduleTime
        ? new Date(tsToMs(activity.nextAttemptScheduleTime))
        : undefined,
    );
    const working = described.pendingWorkflowTask !== null && described.pendingWorkflowTask !== undefined;
    return {
      now,
      busy: working || retries.some((retry) => retry === undefined || retry <= now),
      retryAt: retries[0],
    };
  }

  /**
   * Runs an execution up to an instant of its own time: timers on the way fire, activities run in real time.
   * Returns once it is there and idle, or has ended.
   */
  async advanceTo(workflowId: string, instant: Date): Promise<void> {
    const standing = await this.standing(workflowId);
    const aheadMs = standing === undefined ? 0 : instant.getTime() - standing.now.getTime();
    if (aheadMs > 0) await this.advanceBy(workflowId, aheadMs);
  }

  /** Runs an execution on by a duration of its own time, milliseconds, as {@link advanceTo} does. */
  async advanceBy(workflowId: string, aheadMs: number): Promise<void> {
    const id = randomUUID();
    try {
      await this.#fastForward(workflowId, id, aheadMs);
      await this.#arrival(workflowId, id);
    } catch (error) {
      if ((await this.standing(workflowId)) !== undefined) throw error;
    }
  }

  async #fastForward(workflowId: string, id: string, aheadMs: number): Promise<void> {
    const duration = msToTs(aheadMs);
    await this.#connection.workflowService.updateWorkflowExecutionOptions({
      namespace: this.#namespace,
      workflowExecution: { workflowId },
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          maxSessionSkipCount: MAX_SKIPS,
          fastForwardConfig: { id, duration },
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
  }

  async #arrival(workflowId: string, fastForwardId: string): Promise<void> {
    for (let poll = 0; poll < MAX_POLLS; poll += 1) {
      const { fastForwardPollingResult, failedReason } =
        await this.#connection.workflowService.pollWorkflowExecutionTimeSkipping({
          namespace: this.#namespace,
          workflowExecution: { workflowId },
          fastForwardId,
        });
      if (fastForwardPollingResult === COMPLETED) return;
      if (fastForwardPollingResult !== POLL_TIMEOUT)
        throw new Error(`the clock of ${workflowId} did not move: ${failedReason}`);
    }
    throw new Error(`the clock of ${workflowId} did not arrive`);
  }
}
