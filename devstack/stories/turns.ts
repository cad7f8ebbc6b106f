import { setTimeout } from 'node:timers/promises';
import type { SubscriptionStart } from '../../contract/input';
import type { SubscriptionView } from '../../contract/view';
import type { Attention } from '../../domain/subscription/attention';
import type { SubscriptionState } from '../../domain/subscription/states';
import type { SandboxControl } from '../../sandbox/control';
import type { Stage } from './stage';

type Route = Parameters<SandboxControl['addFault']>[0]['route'];

const POLL_MS = 10;
const GIVE_UP_AFTER_MS = 30_000;
/** How long the answer to a create is held while the connections behind it are closed, real milliseconds. */
const HOLD_CREATE_MS = 300;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const MONTH_MS = 31 * DAY_MS;
/** Past the wall at which asking ends and a person is called. */
export const PAST_THE_WALL_MS = 15 * DAY_MS;

/** The person who decides in the stories. */
export const ana = (reason: string): { by: string; reason: string } => ({ by: 'Ana', reason });

/** Fails when a subscription is not where the story says it is by now. */
export async function expectState(stage: Stage, orderId: string, state: SubscriptionState): Promise<void> {
  const view = await stage.view(orderId);
  if (view.state !== state) throw new Error(`it is ${view.state} here, and should be ${state}`);
}

/** Fails when a person is not told what the story says. */
export async function expectAttention(stage: Stage, orderId: string, expected: Attention): Promise<void> {
  const { attention } = await stage.view(orderId);
  if (!attention.includes(expected)) throw new Error(`nobody is told: ${expected}`);
}

/** The gateway executes a call of this order, and its answer gets lost on the way back. */
export const loseReplyOf = (stage: Stage, route: Route, orderId: string): Promise<string> =>
  stage.sandbox.control.addFault({ route, kind: 'execute_then_drop', orderId });

/** The gateway answers a route with HTTP 500 until the faults are cleared. */
export const silence = (stage: Stage, route: Route): Promise<string> =>
  stage.sandbox.control.addFault({ route, kind: 'error_500', times: 'always' });

/** Nothing reaches the gateway any more, until the faults are cleared. */
export const unreachable = (stage: Stage): Promise<string> =>
  stage.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });

/**
 * Starts a subscription whose create is the last call that reaches the gateway: while its answer is held nothing
 * else can have been sent, and from then on connections are refused.
 */
export async function beginThenUnreachable(
  stage: Stage,
  input: SubscriptionStart,
): Promise<SubscriptionView> {
  const { control } = stage.sandbox;
  const { orderId } = input;
  await control.addFault({ route: 'create', kind: 'hold', orderId, holdMs: HOLD_CREATE_MS });
  await stage.subscriptions.start(input);
  await until('the create is held', async () => (await control.requests({ route: 'create' })).length > 0);
  await unreachable(stage);
  return stage.begin(input);
}

/** Waits, in real time, until a condition holds; fails with its name when it does not in time. */
export async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + GIVE_UP_AFTER_MS;
  while (!(await condition())) {
    if (Date.now() > deadlineMs) throw new Error(`waited ${String(GIVE_UP_AFTER_MS)} ms in vain: ${what}`);
    await setTimeout(POLL_MS);
  }
}
