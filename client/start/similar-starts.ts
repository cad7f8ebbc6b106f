import { createHash } from 'node:crypto';
import { parseWorkflowId, WORKFLOW_TYPE } from '../../contract/ids';
import type { SubscriptionInput } from '../../contract/input';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import type { SimilarStart } from './start-options';

/**
 * What a subscription is told from others by, but for its order id: the payer, the terms and the first date, as a digest. It is in the memo,
 * which the codec encrypts; a search attribute has no more than {@link bucketOf} of it: a payer is a person (R7).
 */
export function likenessOf(input: SubscriptionInput): string | undefined {
  if (input.entry === 'adopt') return undefined;
  const { merchant, entry, payer, schedule } = input;
  const { amountCents, firstDate, intervalMonths, numberOfTimes } = schedule;
  const terms = [amountCents, firstDate, intervalMonths, numberOfTimes ?? 0];
  const text = JSON.stringify([merchant, entry, payer.storeIdentification, ...terms]);
  return createHash('sha256').update(text).digest('base64url');
}

/** One of 256 parts that the likenesses fall into. */
export const bucketOf = (likeness: string): string =>
  Buffer.from(likeness, 'base64url').subarray(0, 1).toString('hex');

/** Name of the likeness in the memo of a subscription. */
export const LIKENESS = 'likeness';

/**
 * Running subscriptions that were started within minutes for the same payer, terms and first date under another order id. The list of the
 * server is a second or so behind; what it does not say holds nothing up.
 */
export async function similarStarts(
  access: TemporalAccess,
  input: SubscriptionInput,
): Promise<SimilarStart[]> {
  const likeness = likenessOf(input);
  if (likeness === undefined) return [];
  const { merchant, orderId } = input;
  const found: SimilarStart[] = [];
  let seen = 0;
  try {
    await within(access, CLIENT_LIMITS.besideMs, async () => {
      const query = queryOf(input, bucketOf(likeness));
      for await (const { workflowId, memo, startTime } of access.client.workflow.list({ query })) {
        const id = parseWorkflowId(workflowId);
        const isOther = id?.merchant === merchant && id.orderId !== orderId;
        if (isOther && memo?.[LIKENESS] === likeness)
          found.push({ orderId: id.orderId, startedAt: startTime.toISOString() });
        if ((seen += 1) >= CLIENT_LIMITS.similarRead) break;
      }
    });
  } catch {
    // It is a warning: a start does not fail for it.
    return found;
  }
  return found;
}

/** The merchant is checked before: it cannot end the text of the query. */
function queryOf({ merchant }: SubscriptionInput, bucket: string): string {
  const since = new Date(Date.now() - CLIENT_LIMITS.similarWithinMs).toISOString();
  const { merchant: merchantKey, likeness } = SEARCH_ATTRIBUTES;
  return [
    `WorkflowType = '${WORKFLOW_TYPE}'`,
    `ExecutionStatus = 'Running'`,
    `${merchantKey.name} = '${merchant}'`,
    `${likeness.name} = '${bucket}'`,
    `StartTime > '${since}'`,
  ].join(' AND ');
}
