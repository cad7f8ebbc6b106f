import type { Step } from '../../../domain/subscription/plan';
import type { Subscription } from '../../../workflows/entity';
import { perform as performAsIs } from '../../../workflows/perform';
import { witness } from './sinks';

/** Does a step as it is done, and reports its kind. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  witness.step(step.kind);
  await performAsIs(subscription, step);
}
