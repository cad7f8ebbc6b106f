import { Client, WorkflowNotFoundError, type ConnectionLike } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { CLAIM_TYPE, claimIdOf, eventsTaskQueueOf, parseWorkflowId, WORKFLOW_TYPE } from '../contract/ids';
import { claimReleasedSignal } from '../contract/messages';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes';
import { LIMITS } from './limits';
import { pollersOf } from './pollers';

interface Schedule {
  merchant: string;
  sid: string;
}

interface ClaimAnswer {
  heldBy: string;
  tellsEvents?: true;
}

/** Who follows a schedule of the gateway. Asked on the queue of the workflows, like {@link QueueActivities}. */
export interface ClaimActivities {
  /**
   * Claims a schedule for a subscription, unless another one that is running follows it. Repeating it is safe.
   *
   * @param request - `holder` is the workflow id of the subscription, `taskQueue` the one of the workflows
   * @returns the workflow id of the subscription that follows the schedule: the holder, or another one. Where it is another one no
   * gateway call follows, whose answer would say it: whether there is a receiver of the events.
   */
  claimSchedule(request: Schedule & { holder: string; taskQueue: string }): Promise<ClaimAnswer>;
  /** Lets a schedule go, if it is this subscription that holds it. */
  releaseSchedule(request: Schedule & { holder: string }): Promise<void>;
  /** The running subscription that follows a schedule, if any. */
  whoFollows(request: Schedule): Promise<{ heldBy?: string }>;
}

/** Over the connection of the worker that answers. */
export function createClaimActivities(connection: ConnectionLike, namespace: string): ClaimActivities {
  const book = new ClaimBook(new Client({ connection, namespace }));
  // Whoever cannot look says nothing: the claim stands without it.
  const hasReceiver = ({ merchant }: Schedule): Promise<boolean> =>
    pollersOf(connection, namespace, eventsTaskQueueOf(merchant)).then(
      (pollers) => pollers > 0,
      () => false,
    );
  const inTime = <T>(ask: () => Promise<T>): Promise<T> =>
    connection.withDeadline(Date.now() + LIMITS.claimAnswerMs, ask);
  return {
    claimSchedule: (request) =>
      inTime(async () => {
        const claim = await book.claim(request);
        const isTaken = claim.heldBy !== request.holder;
        return isTaken && (await hasReceiver(request)) ? { ...claim, tellsEvents: true } : claim;
      }),
    releaseSchedule: (request) => inTime(() => book.release(request)),
    whoFollows: (request) => inTime(() => book.whoFollows(request)),
  };
}

/** A claim is a workflow whose id is made of the schedule: of one id only one is open. */
class ClaimBook {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async claim(request: Schedule & { holder: string; taskQueue: string }): Promise<{ heldBy: string }> {
    // Those that we created hold no claim. They are found in the list of all, which is some seconds behind.
    const follower = await this.#listedFollower(request, request.holder);
    if (follower !== undefined) return { heldBy: follower };
    if (await this.#start(request)) return { heldBy: request.holder };
    const known = await this.#known(request);
    if (known?.holder === request.holder) return { heldBy: request.holder };
    if (known?.holder !== undefined && (await this.#isOpen(known.holder))) return { heldBy: known.holder };
    // Its holder was ended from outside. Only that one run is closed: a newer one is somebody else's.
    if (known !== undefined) await this.#close(request, known.runId);
    if (await this.#start(request)) return { heldBy: request.holder };
    throw new Error('the claim changed hands meanwhile; asked again');
  }

  async release({ merchant, sid, holder }: Schedule & { holder: string }): Promise<void> {
    const known = await this.#known({ merchant, sid });
    if (known?.holder !== holder) return;
    await this.#client.workflow
      .getHandle(claimIdOf(merchant, sid), known.runId)
      .signal(claimReleasedSignal)
      .catch(unlessGone);
  }

  async whoFollows(schedule: Schedule): Promise<{ heldBy?: string }> {
    const listed = await this.#listedFollower(schedule, '');
    if (listed !== undefined) return { heldBy: listed };
    const holder = (await this.#known(schedule))?.holder;
    return holder !== undefined && (await this.#isOpen(holder)) ? { heldBy: holder } : {};
  }

  /** @returns false when there is an open claim already */
  async #start({
    merchant,
    sid,
    holder,
    taskQueue,
  }: Schedule & { holder: string; taskQueue: string }): Promise<boolean> {
    try {
      await this.#client.workflow.start(CLAIM_TYPE, {
        workflowId: claimIdOf(merchant, sid),
        taskQueue,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        memo: { holder },
        staticSummary: `followed by ${holder}`,
        priority: { fairnessKey: merchant },
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
  }

  /** The open claim on a schedule. */
  async #known({ merchant, sid }: Schedule): Promise<{ holder?: string; runId: string } | undefined> {
    try {
      const claim = await this.#client.workflow.getHandle(claimIdOf(merchant, sid)).describe();
      const holder: unknown = claim.memo?.['holder'];
      if (claim.status.name !== 'RUNNING') return undefined;
      return { runId: claim.runId, ...(typeof holder === 'string' ? { holder } : {}) };
    } catch (error) {
      return unlessGone(error);
    }
  }

  async #isOpen(workflowId: string): Promise<boolean> {
    try {
      return (await this.#client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
    } catch (error) {
      unlessGone(error);
      return false;
    }
  }

  async #close({ merchant, sid }: Schedule, runId: string): Promise<void> {
    const handle = this.#client.workflow.getHandle(claimIdOf(merchant, sid), runId);
    await handle.terminate('its subscription has ended').catch(unlessGone);
  }

  /** Merchant and SID are checked before: letters, digits and dashes, so that they cannot end the text of the query. */
  async #listedFollower({ merchant, sid }: Schedule, except: string): Promise<string | undefined> {
    const { merchant: merchantKey, sid: sidKey } = SEARCH_ATTRIBUTES;
    const sids = [...new Set([sid, sid.toLowerCase(), sid.toUpperCase()])].map((one) => `'${one}'`);
    const query =
      `WorkflowType = '${WORKFLOW_TYPE}' AND ExecutionStatus = 'Running' AND ` +
      `${merchantKey.name} = '${merchant}' AND ${sidKey.name} IN (${sids.join(', ')})`;
    let seen = 0;
    for await (const { workflowId } of this.#client.workflow.list({ query, pageSize: LIMITS.followersMax })) {
      // Whoever may start workflows may write any attribute; the id says whose it is.
      if (workflowId !== except && parseWorkflowId(workflowId)?.merchant === merchant) return workflowId;
      if ((seen += 1) >= LIMITS.followersMax) break;
    }
    return undefined;
  }
}

function unlessGone(error: unknown): undefined {
  if (error instanceof WorkflowNotFoundError) return undefined;
  throw error;
}
