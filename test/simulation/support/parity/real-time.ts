import { setTimeout as pause } from 'node:timers/promises';
import { statusQuery } from '../../../../contract/messages';
import { SEARCH_ATTRIBUTES } from '../../../../contract/search-attributes';
import type { SubscriptionView } from '../../../../contract/view';
import type { ExecutionClock } from '../../../../devstack/execution-clock';
import type { SandboxControl } from '../../../../sandbox/control';
import type { Scene, Watcher } from '../../../../simulation/playing/scene';
import { Agenda, type Appointment } from '../../../../simulation/time/agenda';
import type { RealExecution } from './real-execution';

/** Pauses between two looks at an execution that works: short at first, since most of it is over at once. Real milliseconds. */
const LOOKS_MS = { first: 5, longest: 250 } as const;

/** How long anything may be under way before the life counts as stuck: the longest hold and a lost worker, real milliseconds. */
const UNDER_WAY_MAX_MS = 300_000;

type SceneTime = Scene['time'];
type Act = () => void | Promise<void>;

export interface RealTimeParts {
  startMs: number;
  control: SandboxControl;
  clock: ExecutionClock;
  execution: RealExecution;
  workflowId: string;
  /** Whether a request waits at the gateway that will be executed whoever has gone meanwhile. */
  isHeld: () => boolean;
}

/**
 * The time of a life on a real server: goes from one moment to the next at which the subscription acts by itself or somebody outside
 * does something, the sandbox first. While anything is under way for real, time passes as it does.
 */
export class RealTime implements SceneTime {
  readonly #parts: RealTimeParts;
  readonly #agenda = new Agenda<Act>();
  readonly #watchers: Watcher[] = [];
  #nowMs: number;
  #needsAttention: boolean | undefined;

  constructor(parts: RealTimeParts) {
    this.#parts = parts;
    this.#nowMs = parts.startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get now(): string {
    return new Date(this.#nowMs).toISOString();
  }

  at(atMs: number, act: Act): Appointment {
    return this.#agenda.add(Math.max(atMs, this.#nowMs), act);
  }

  after(ms: number, act: Act): Appointment {
    return this.at(this.#nowMs + ms, act);
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  readonly watch = (watcher: Watcher): void => {
    this.#watchers.push(watcher);
  };

  /** Lets time pass up to a moment, or until the subscription has ended. */
  async runUntil(endMs: number): Promise<void> {
    for (let own = await this.#settled(); own !== undefined; own = await this.#settled()) {
      const act = this.#agenda.takeUntil(Math.min(own, endMs));
      if (act !== undefined) {
        await this.#moveTo(act.atMs);
        await act.act();
      } else if (own <= endMs) await this.#moveTo(own);
      else return this.#moveTo(endMs);
    }
  }

  /** To the moment itself: what is due then fires by itself (devstack/test-clock.ts). */
  async #moveTo(atMs: number): Promise<void> {
    const { clock, workflowId } = this.#parts;
    this.#nowMs = Math.max(this.#nowMs, atMs);
    await this.#moveGateway();
    await clock.advanceTo(workflowId, new Date(atMs));
  }

  async #moveGateway(): Promise<void> {
    const { control } = this.#parts;
    if ((await control.now()).getTime() < this.#nowMs) await control.advanceTo(new Date(this.#nowMs));
  }

  /** Waits until nothing is under way; then when the subscription acts next by itself, undefined once it has ended. */
  async #settled(): Promise<number | undefined> {
    const { clock, execution, workflowId } = this.#parts;
    const deadline = performance.now() + UNDER_WAY_MAX_MS;
    for (let lookMs: number = LOOKS_MS.first; ; lookMs = Math.min(lookMs * 1.5, LOOKS_MS.longest)) {
      await execution.delivered();
      const standing = await clock.standing(workflowId);
      if (standing === undefined) return this.#end();
      this.#nowMs = Math.max(this.#nowMs, standing.now.getTime());
      await this.#moveGateway();
      const next = standing.busy ? undefined : (standing.retryAt?.getTime() ?? (await this.#ownMoment()));
      // A new run looks idle until its first task, and answers after it: it may be at work again.
      if (next !== undefined && (await this.#parts.clock.standing(workflowId))?.busy === false) {
        await this.#tell();
        if (!(await this.#isGatewayAtWork())) return next;
      }
      if (performance.now() > deadline) throw new Error(`still at work: ${JSON.stringify(standing)}`);
      await pause(lookMs);
    }
  }

  #end(): undefined {
    this.#parts.execution.closedBy = { kind: 'complete_workflow' };
  }

  async #ownMoment(): Promise<number | undefined> {
    try {
      const { nextMoment } = (await this.#parts.execution.query(statusQuery.name)) as SubscriptionView;
      return nextMoment === undefined ? undefined : Date.parse(nextMoment);
    } catch {
      // A new run that has not had its first task yet, or one that has just ended: the next look tells.
      return undefined;
    }
  }

  async #isGatewayAtWork(): Promise<boolean> {
    if (this.#parts.isHeld()) return true;
    return (await this.#parts.control.transactions()).some(({ processing }) => processing);
  }

  async #tell(): Promise<void> {
    const { name } = SEARCH_ATTRIBUTES.needsAttention;
    const { typedSearchAttributes } = await this.#parts.execution.handle.describe();
    const needsAttention = typedSearchAttributes.get(SEARCH_ATTRIBUTES.needsAttention);
    if (needsAttention === undefined || needsAttention === this.#needsAttention) return;
    this.#needsAttention = needsAttention;
    for (const { onAttributes } of this.#watchers) onAttributes({ [name]: JSON.stringify(needsAttention) });
  }
}
