import { ActivityFailure, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ClaimActivities } from '../activities/claims';
import type { Claim } from '../domain/adoption/adopt';
import { idsOf } from '../domain/opening/opening';
import { CLAIM_POLICY } from './call-policies';
import type { Subscription } from './entity';
import { activityOptions } from './gateway';

/** The questions about who follows a schedule, to the worker of the workflows. */
export const claims = (merchant: string, summary: string): ClaimActivities =>
  proxyActivities<ClaimActivities>({
    ...activityOptions(CLAIM_POLICY, workflowInfo().taskQueue),
    summary,
    priority: { fairnessKey: merchant },
  });

/** Makes sure that no other subscription of ours follows the schedule. */
export async function claimSchedule(subscription: Subscription): Promise<Claim> {
  const { input, record } = subscription;
  const sid = idsOf(record.opening)?.sid;
  if (sid === undefined) throw new Error('only a schedule that exists is claimed');
  const { workflowId, taskQueue } = workflowInfo();
  const { merchant } = input;
  try {
    const ask = claims(merchant, 'does another subscription follow the schedule?');
    const answer = await ask.claimSchedule({ merchant, sid, taskQueue, holder: workflowId });
    subscription.noteReceiver(answer);
    const { heldBy } = answer;
    return heldBy === workflowId ? { kind: 'ours' } : { kind: 'taken', by: heldBy };
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { kind: 'not_known' };
  }
}

/** Lets a claimed schedule go at the end. One that could not be let go is taken over by the next one that claims it. */
export async function releaseSchedule({ input, record }: Subscription): Promise<void> {
  const sid = idsOf(record.opening)?.sid;
  if (record.adoption?.claimedAtMs === undefined || sid === undefined) return;
  const { merchant } = input;
  try {
    await claims(merchant, 'the schedule is followed no more').releaseSchedule({
      ...{ merchant, sid },
      holder: workflowInfo().workflowId,
    });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
  }
}
