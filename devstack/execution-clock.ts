import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';

const { enums } = temporal.api;
const RUNNING = enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
const WAITING = enums.v1.PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;
const SKIPPED = enums.v1.EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED;

/** Where one running execution stands. */
export interface ExecutionStanding {
  /** Its own time. */
  now: Date;
  /** A workflow task or an activity attempt is under way. */
  busy: boolean;
  /** When an activity is tried again, if one waits for that. */
  retryAt: Date | undefined;
}

/**
 * Skips that the server may make for one order. It stops where it is told to unless that passes in real time while the execution
 * works: then it skips to the next timer, a month away perhaps. So when work begins, no skip may be left.
 */
const ONE_SKIP = 1;
/** So short a way is gone in real time: it would pass while the server takes the order, milliseconds. */
const IN_REAL_TIME_MS = 250;
/** Pauses between two looks at an execution that works, and how long it may work on its way: real milliseconds. */
const LOOK_EVERY_MS = 5;
const WORKS_MAX_MS = 300_000;

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
   * Runs an execution that is idle up to an instant of its own time. Timers on the way fire, and what they begin is over before it
   * goes on. Returns once it is there, when what is due at that instant may just begin; or has ended.
   *
   * @param now - its own time, if that is known: saves a question
   */
  async advanceTo(workflowId: string, instant: Date, now?: Date): Promise<void> {
    let nowMs = (now ?? (await this.standing(workflowId))?.now)?.getTime();
    while (nowMs !== undefined && instant.getTime() - nowMs > IN_REAL_TIME_MS) {
      await this.#skip(workflowId, instant.getTime() - nowMs);
      nowMs = await this.#nextRest(workflowId, instant);
    }
    if (nowMs !== undefined) await setTimeout(Math.max(0, instant.getTime() - nowMs));
  }

  /** To its next timer or as far as told, whichever comes first. */
  async #skip(workflowId: string, aheadMs: number): Promise<void> {
    const fastForwardConfig = { id: randomUUID(), duration: msToTs(aheadMs) };
    try {
      await this.#connection.workflowService.updateWorkflowExecutionOptions({
        namespace: this.#namespace,
        workflowExecution: { workflowId },
        workflowExecutionOptions: {
          timeSkippingConfig: { enabled: true, maxSessionSkipCount: ONE_SKIP, fastForwardConfig },
        },
        updateMask: { paths: ['time_skipping_config'] },
      });
    } catch (error) {
      if ((await this.standing(workflowId)) !== undefined) throw error;
    }
  }

  /** Its own time once it works no more or has come to an instant, milliseconds; undefined once it has ended. */
  async #nextRest(workflowId: string, instant: Date): Promise<number | undefined> {
    const deadline = performance.now() + WORKS_MAX_MS;
    while (performance.now() < deadline) {
      const standing = await this.standing(workflowId);
      if (standing === undefined || standing.now >= instant) return standing?.now.getTime();
      if (!standing.busy && !(await this.#isAboutToFire(workflowId, standing))) return standing.now.getTime();
      await setTimeout(LOOK_EVERY_MS);
    }
    throw new Error(`the clock of ${workflowId} did not arrive: it is at work`);
  }

  /** At a timer of its own, which fires a moment after the skip to it: another skip before that would pass over it. */
  async #isAboutToFire(workflowId: string, { retryAt }: ExecutionStanding): Promise<boolean> {
    // An attempt of an activity leaves no event.
    if (retryAt !== undefined) return false;
    const { history } = await this.#connection.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: this.#namespace,
      execution: { workflowId },
      maximumPageSize: 1,
    });
    return history?.events?.[0]?.eventType === SKIPPED;
  }
}
