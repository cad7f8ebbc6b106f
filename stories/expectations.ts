import type { CommandAnswer } from '../contract/commands';
import type { Attention } from '../domain/subscription/attention';
import type { SubscriptionState } from '../domain/subscription/states';
import type { World } from './world';

/** Fails when a subscription is not where the story says it is by now. */
export async function expectState(world: World, orderId: string, state: SubscriptionState): Promise<void> {
  const view = await world.view(orderId);
  if (view.state !== state) throw new Error(`it is ${view.state} here, and should be ${state}`);
}

/** Fails when a person is not told what the story says; without a flag, when a person is told anything. */
export async function expectAttention(
  world: World,
  orderId: string,
  ...expected: readonly Attention[]
): Promise<void> {
  const { attention, state, gateway } = await world.view(orderId);
  const isAsExpected =
    attention.length === expected.length && expected.every((flag) => attention.includes(flag));
  if (!isAsExpected)
    throw new Error(
      `it is ${state}, the gateway says ${String(gateway.paymentStatus)} and ${String(gateway.scheduleStatus)}, the flags are ${attention.join(', ') || 'none'}, and should be ${expected.join(', ') || 'none'}`,
    );
}

/** Fails when a command is not answered as the story says. */
export function expectResult({ result }: CommandAnswer, expected: CommandAnswer['result']): void {
  if (result !== expected) throw new Error(`the answer is ${result}, and should be ${expected}`);
}
