import { setTimeout as pause } from 'node:timers/promises';
import {
  NoWorkerError,
  SubscriptionClient,
  workflowIdOf,
  type SubscriptionRef,
  type SubscriptionStart,
  type SubscriptionState,
} from '../../client';
import type { Stack } from '../../devstack/stack';
import { orderBook } from '../orders';
import { LIMITS } from './limits';

/** How one merchant starts subscriptions on a stack. */
export class Starts {
  readonly #stack: Stack;
  readonly #merchant: string;
  readonly #subscriptions: SubscriptionClient;
  readonly #newOrder: () => SubscriptionStart;

  private constructor(stack: Stack, merchant: string, newOrder: () => SubscriptionStart) {
    this.#stack = stack;
    this.#merchant = merchant;
    this.#subscriptions = new SubscriptionClient(stack.client, { taskQueue: stack.taskQueue });
    this.#newOrder = newOrder;
  }

  static async of(stack: Stack, merchant: string): Promise<Starts> {
    return new Starts(stack, merchant, await orderBook(stack, merchant));
  }

  /** Starts one; how long it takes to become active, milliseconds. */
  async timeToActive(): Promise<number> {
    const input = this.#newOrder();
    const before = performance.now();
    await this.#subscriptions.start(input);
    for (;;) {
      if ((await this.#stateOf(input)) === 'active') return performance.now() - before;
      // On a machine that is busy with other things a call may be lost and asked for: it counts as the bound.
      if (performance.now() - before > LIMITS.activeWithinMs) return LIMITS.activeWithinMs;
      await pause(LIMITS.lookEveryMs);
    }
  }

  /** Starts one after the other at a steady pace, whether those before are active or not; how long each took. */
  async oneByOne(): Promise<number[]> {
    const times: Promise<number>[] = [];
    for (let count = 0; count < LIMITS.otherStarts; count += 1) {
      times.push(this.timeToActive());
      await pause(LIMITS.otherEveryMs);
    }
    return Promise.all(times);
  }

  /** Starts many, as fast as the server takes them; the ids of their workflows. */
  async allAtOnce(): Promise<string[]> {
    const ids: string[] = [];
    let left: number = LIMITS.busyStarts;
    const caller = async (): Promise<void> => {
      while (left-- > 0) ids.push((await this.#subscriptions.start(this.#newOrder())).workflowId);
    };
    await Promise.all(Array.from({ length: LIMITS.busySideBySide }, caller));
    return ids;
  }

  /** The sandbox knows without a question to the worker: nearly all of these have been paid. */
  async nearlyAllPaid(workflowIds: readonly string[]): Promise<void> {
    const giveUpAt = performance.now() + LIMITS.activeWithinMs;
    const { control } = this.#stack.sandbox;
    for (;;) {
      const paid = new Set(
        (await control.ledger()).map(({ orderId }) => workflowIdOf(this.#merchant, orderId)),
      );
      const left = workflowIds.filter((id) => !paid.has(id)).length;
      if (left <= workflowIds.length * LIMITS.busyLeftOut) return;
      if (performance.now() > giveUpAt)
        throw new Error(`${String(left)} of the busy merchant's starts are not paid`);
      await pause(LIMITS.lookEveryMs);
    }
  }

  /** Undefined while the worker is too busy to answer. */
  async #stateOf(ref: SubscriptionRef): Promise<SubscriptionState | undefined> {
    try {
      return (await this.#subscriptions.get(ref)).state;
    } catch (error) {
      if (error instanceof NoWorkerError) return undefined;
      throw error;
    }
  }
}
