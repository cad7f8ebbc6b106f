import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import type { AdoptionPreview } from '../contract/adoption';
import { checkStart } from '../contract/checks/check-start';
import { WORKFLOW_ERRORS } from '../contract/error-codes';
import type { AdoptionInput } from '../contract/input';
import { describeProblems } from '../contract/problems';
import { preview } from '../domain/adoption/preview';
import { asSid } from '../domain/ids';
import { CALL_POLICIES, PREVIEW_POLICY } from './call-policies';
import { claims } from './claims';
import { gatewayOf } from './gateway';

/**
 * A dry run of an adoption: asks the gateway once what the schedule is, and says what an adoption would come to. It changes
 * nothing, claims nothing, and ends.
 *
 * @param input - a SubscriptionInput with `entry: 'adopt'`
 */
export async function adoptionPreview(input: unknown): Promise<AdoptionPreview> {
  const order = validInput(input);
  const { merchant, sid } = order;
  const gateway = gatewayOf(merchant, { ...CALL_POLICIES, getSchedule: PREVIEW_POLICY });
  const [answer, heldBy] = await Promise.all([
    gateway.ask('getSchedule', 'might it be adopted?', { sid }),
    whoFollows(merchant, sid),
  ]);
  return {
    merchant,
    orderId: order.orderId,
    sid,
    ...preview(answer, asSid(sid), heldBy, { order, nowMs: Date.now() }),
  };
}

/** What a dry run cannot learn it does not say. */
async function whoFollows(merchant: string, sid: string): Promise<string | undefined> {
  try {
    return (await claims(merchant, 'does a subscription follow the schedule?').whoFollows({ merchant, sid }))
      .heldBy;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return undefined;
  }
}

function validInput(input: unknown): AdoptionInput {
  const checked = checkStart(input);
  const problems = checked.ok ? [{ field: 'entry', problem: 'must be adopt' }] : checked.problems;
  if (checked.ok && checked.value.entry === 'adopt') return checked.value;
  throw ApplicationFailure.create({
    type: WORKFLOW_ERRORS.invalidInput,
    message: describeProblems(problems),
    nonRetryable: true,
    details: [problems],
  });
}
