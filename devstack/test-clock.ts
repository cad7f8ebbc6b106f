import { setTimeout } from 'node:timers/promises';
import { isGrpcServiceError, ServiceError, type Client } from '@temporalio/client';
import { statusQuery } from '../contract/messages';
import type { SandboxControl } from '../sandbox/control';
import { ExecutionClock } from './execution-clock';

/** What an execution that is idle waits for. */
interface Waiting {
  /** When it acts next. */
  moment: Date;
  /** Its clock less the machine's, milliseconds: between two moves it goes as the machine's does. */
  aheadMs: number;
}
type WaitingById = Map<string, Waiting>;

/** gRPC status: the server cannot ask a run whose first workflow task does not exist yet. */
const FAILED_PRECONDITION = 9;
/** How long an execution may work in real time before the clock gives up on it, milliseconds. */
const IDLE_WITHIN_MS = 120_000;
const POLL_MS = 5;
/** An execution that is further ahead than it was moved, beyond what a busy machine makes of it, was moved twice, milliseconds. */
const TOO_FAR_MS = 60_000;
/** A timer is due a moment after the instant that the workflow computed; one that is not by then is looked at like any other, milliseconds. */
const FIRES_WITHIN_MS = 2_000;
/** How long before a moment of the gateway the executions wait for its posts, milliseconds. */
const BEFORE_POSTS_MS = 2_000;

/**
 * One clock for the sandbox and for the executions that it follows: moves both from one interesting moment to the
 * next, the sandbox first, so that what an execution asks at an instant is answered as of that instant.
 */
export class TestClock {
  readonly #sandbox: SandboxControl;
  readonly #client: Client;
  readonly #executions: ExecutionClock;
  readonly #followed = new Set<string>();
  #gatewayPosts = false;

  constructor(client: Client, sandbox: SandboxControl) {
    this.#sandbox = sandbox;
    this.#client = client;
    this.#executions = new ExecutionClock(client.connection, client.options.namespace);
  }

  /** Takes an execution along from now on. */
  follow(workflowId: string): void {
    this.#followed.add(workflowId);
  }

  /**
   * From now on the gateway posts what it does. A post reaches an execution before the clock moves that one: so all of them come
   * close to each moment of the gateway before it, and are asked anew after it.
   */
  expectPosts(): void {
    this.#gatewayPosts = true;
  }

  /** Leaves all executions where they are. */
  releaseAll(): void {
    this.#followed.clear();
  }

  /** The sandbox's time. */
  now(): Promise<Date> {
    return this.#sandbox.now();
  }

  /** Moves everything to an instant; returns when nothing is under way any more. */
  async advanceTo(target: Date): Promise<void> {
    const waiting: WaitingById = new Map();
    await this.#refresh(waiting, this.#followed);
    do {
      await this.#moveThrough(waiting, target);
      // Who was not moved kept its moment, unless a command from outside came in meanwhile: so everybody is asked again.
      await this.#refresh(waiting, this.#followed);
    } while (earliest([target, ...momentsOf(waiting)]) < target);
    await this.#move(waiting, [...waiting.keys()], target);
    await Promise.all([...waiting.keys()].map((id) => this.#checkArrival(waiting, id)));
  }

  /** Goes from moment to moment; after each step only those that were moved are asked for their next one. */
  async #moveThrough(waiting: WaitingById, target: Date): Promise<void> {
    for (;;) {
      const gatewayMoment = await this.#sandbox.nextMoment();
      const next = earliest([target, gatewayMoment, ...momentsOf(waiting)]);
      await (this.#gatewayPosts && gatewayMoment?.getTime() === next.getTime()
        ? this.#moveSandboxWithPosts(waiting, next)
        : this.#moveSandbox(next));
      const due = [...waiting].filter(([, { moment }]) => moment <= next).map(([workflowId]) => workflowId);
      if (due.length === 0 && next >= target) return;
      await this.#move(waiting, due, next);
      await this.#refresh(waiting, due, next);
    }
  }

  /** Moves everything by a duration from the sandbox's time. */
  async advanceBy(ms: number): Promise<void> {
    await this.advanceTo(new Date((await this.now()).getTime() + ms));
  }

  /** Waits, in real time, until no followed execution is at work; they then wait for time or for a person. */
  async untilIdle(): Promise<void> {
    await this.#refresh(new Map(), this.#followed);
  }

  /**
   * Notes the next moment of executions, once they are idle; those that have ended are followed no longer.
   *
   * @param acted - the moment that has come: each of them acts on it first
   */
  async #refresh(waiting: WaitingById, workflowIds: Iterable<string>, acted?: Date): Promise<void> {
    await Promise.all(
      [...workflowIds].map(async (workflowId) => {
        const now = await this.#whatItWaitsFor(workflowId, acted);
        if (now !== undefined) {
          checkNotTooFar(workflowId, waiting.get(workflowId), now.aheadMs);
          waiting.set(workflowId, now);
          return;
        }
        waiting.delete(workflowId);
        this.#followed.delete(workflowId);
      }),
    );
  }

  async #whatItWaitsFor(workflowId: string, acted?: Date): Promise<Waiting | undefined> {
    const begunMs = Date.now();
    const deadline = begunMs + IDLE_WITHIN_MS;
    const hasActed = (moment: Date): boolean =>
      acted === undefined || moment > acted || Date.now() - begunMs > FIRES_WITHIN_MS;
    while (Date.now() < deadline) {
      const standing = await this.#executions.standing(workflowId);
      if (standing === undefined) return undefined;
      if (!standing.busy) {
        const aheadMs = standing.now.getTime() - Date.now();
        const moment = standing.retryAt ?? (await this.#askNextMoment(workflowId));
        // A new run looks idle until its first task, and answers after it: it may be at work again.
        const isIdle = async (): Promise<boolean> =>
          standing.retryAt !== undefined || (await this.#executions.standing(workflowId))?.busy === false;
        if (moment !== undefined && hasActed(moment) && (await isIdle())) return { moment, aheadMs };
      }
      await setTimeout(POLL_MS);
    }
    throw new Error(`${workflowId} is still at work after ${String(IDLE_WITHIN_MS)} ms`);
  }

  /** Its own word for when it acts next; none while a new run has not had its first task yet. */
  async #askNextMoment(workflowId: string): Promise<Date | undefined> {
    try {
      const { nextMoment } = await this.#client.workflow.getHandle(workflowId).query(statusQuery);
      return nextMoment === undefined ? undefined : new Date(nextMoment);
    } catch (error) {
      const cause = error instanceof ServiceError ? error.cause : undefined;
      if (isGrpcServiceError(cause) && (cause.code as number) === FAILED_PRECONDITION) return undefined;
      throw error;
    }
  }

  async #moveSandboxWithPosts(waiting: WaitingById, instant: Date): Promise<void> {
    const closeMs = instant.getTime() - BEFORE_POSTS_MS;
    const behind = [...waiting].filter(([, { aheadMs }]) => Date.now() + aheadMs < closeMs).map(([id]) => id);
    await this.#move(waiting, behind, new Date(closeMs));
    await this.#moveSandbox(instant);
    await this.#sandbox.postsSent();
    await this.#refresh(waiting, this.#followed);
  }

  async #moveSandbox(instant: Date): Promise<void> {
    if (instant > (await this.#sandbox.now())) await this.#sandbox.advanceTo(instant);
  }

  /**
   * To the moment itself and no further: what is due then fires by itself, in real time. Where each stands is known from the last
   * look at it, and is noted anew, so that the next look tells whether it went further.
   */
  async #move(waiting: WaitingById, workflowIds: readonly string[], instant: Date): Promise<void> {
    await Promise.all(
      workflowIds.map(async (workflowId) => {
        const stood = waiting.get(workflowId);
        const realMs = Date.now();
        if (stood === undefined || instant.getTime() <= realMs + stood.aheadMs) return;
        waiting.set(workflowId, { ...stood, aheadMs: instant.getTime() - realMs });
        await this.#executions.advanceTo(workflowId, instant, new Date(realMs + stood.aheadMs));
      }),
    );
  }

  async #checkArrival(waiting: WaitingById, workflowId: string): Promise<void> {
    const standing = await this.#executions.standing(workflowId);
    if (standing === undefined) return;
    checkNotTooFar(workflowId, waiting.get(workflowId), standing.now.getTime() - Date.now());
  }
}

function checkNotTooFar(workflowId: string, before: Waiting | undefined, aheadMs: number): void {
  if (before === undefined || aheadMs <= before.aheadMs + TOO_FAR_MS) return;
  const further = String(Math.round((aheadMs - before.aheadMs) / 1_000));
  throw new Error(`the clock of ${workflowId} went ${further} seconds further than it was moved`);
}

const momentsOf = (waiting: WaitingById): Date[] => [...waiting.values()].map(({ moment }) => moment);

function earliest(moments: readonly (Date | undefined)[]): Date {
  const known = moments.filter((moment) => moment !== undefined);
  return new Date(Math.min(...known.map((moment) => moment.getTime())));
}
