import type { Step } from '../../../../domain/subscription/plan';
import type { Subscription } from '../../../../workflows/entity';
import { isPatched } from '../../../../workflows/patches';
import { perform as performAsBefore } from '../../../../workflows/perform';
import { askOnceMore } from './ask-once-more';

/** In the product this name would stand in workflows/patches.ts. */
const ASKS_TWICE = 'poll-asks-twice' as never;

/** The same change, guarded: a poll that a history has without the second question is made without it. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  if (step.kind === 'poll_schedule' && isPatched(ASKS_TWICE)) await askOnceMore(subscription);
  await performAsBefore(subscription, step);
}
