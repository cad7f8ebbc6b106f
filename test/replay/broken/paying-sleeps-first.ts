import { sleep } from '@temporalio/workflow';
import type { Step } from '../../../domain/subscription/plan';
import type { Subscription } from '../../../workflows/entity';
import { perform as performAsRecorded } from '../../../workflows/perform';

/** A well-meant change that nobody announced: a minute's pause before the first payment. */
export async function perform(subscription: Subscription, step: Step): Promise<void> {
  if (step.kind === 'send' && step.call === 'pay') await sleep('1 minute');
  await performAsRecorded(subscription, step);
}
