import { sleep } from '@temporalio/workflow';
import type { Step } from '../../../../domain/subscription/plan';
import type { Subscription } from '../../../../workflows/entity';
import { perform as performAsBefore } from '../../../../workflows/perform';

/** A change that nobody guarded: a minute's pause before each poll of the schedule. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  if (step.kind === 'poll_schedule') await sleep('1 minute', { summary: 'a minute before the poll' });
  await performAsBefore(subscription, step);
}
