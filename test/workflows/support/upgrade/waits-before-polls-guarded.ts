import type { Step } from '../../../../domain/subscription/plan';
import type { Subscription } from '../../../../workflows/entity';
import { isPatched } from '../../../../workflows/patches';
import { perform as performAsBefore } from '../../../../workflows/perform';
import { perform as performAsChanged } from './waits-before-polls';

/** In the product this name would stand in workflows/patches.ts. */
const NAME = 'wait-before-poll' as never;

/** The same change, guarded: polls that a history has without the pause are made without it. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  const isChanged = step.kind === 'poll_schedule' && isPatched(NAME);
  await (isChanged ? performAsChanged : performAsBefore)(subscription, step);
}
