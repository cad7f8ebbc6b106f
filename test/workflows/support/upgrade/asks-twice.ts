import type { Step } from '../../../../domain/subscription/plan';
import type { Subscription } from '../../../../workflows/entity';
import { perform as performAsBefore } from '../../../../workflows/perform';
import { askOnceMore } from './ask-once-more';

/** A change that nobody guarded: before each poll the schedule is asked once more. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  if (step.kind === 'poll_schedule') await askOnceMore(subscription);
  await performAsBefore(subscription, step);
}
