import { createHash } from 'node:crypto';
import { parseWorkflowId, WORKFLOW_TYPE } from '../../contract/ids';
import type { SubscriptionInput } from '../../contract/input';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { within, type TemporalAccess } from '../access';
import { isInvalidArgument } from '../errors/translate-error';
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

/** One of 16 parts that the likenesses fall into. */
export const bucketOf = (likeness: string): string =>
  Buffer.from(likeness, 'base64url').subarray(0, 1).toString('hex').slice(0, 1);

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
  const { likeness: likenessKey, amountCents } = SEARCH_ATTRIBUTES;
  const byLikeness = `${likenessKey.name} = '${bucketOf(likeness)}'`;
  try {
    return await lookedThrough(access, input, { likeness, only: byLikeness });
  } catch (error) {
    // A namespace in which no worker of this version has registered it yet. It is a warning: a start does not fail for it.
    if (!isInvalidArgument(error)) return [];
    const byAmount = `${amountCents.name} = ${String(input.schedule.amountCents)}`;
    return lookedThrough(access, input, { likeness, only: byAmount }).catch(() => []);
  }
}

/** The newest ones among those that a condition leaves. What was found in time counts. */
async function lookedThrough(
  access: TemporalAccess,
  input: SubscriptionInput,
  { likeness, only }: { likeness: string; only: string },
): Promise<SimilarStart[]> {
  const { merchant, orderId } = input;
  const found: SimilarStart[] = [];
  let seen = 0;
  await within(access, CLIENT_LIMITS.besideMs, async () => {
    const query = queryOf(merchant, only);
    for await (const { workflowId, memo, startTime } of access.client.workflow.list({ query })) {
      const id = parseWorkflowId(workflowId);
      const isOther = id?.merchant === merchant && id.orderId !== orderId;
      if (isOther && memo?.[LIKENESS] === likeness)
        found.push({ orderId: id.orderId, startedAt: startTime.toISOString() });
      if ((seen += 1) >= CLIENT_LIMITS.similarRead) break;
    }
  });
  return found;
}

/** The merchant is checked before: it cannot end the text of the query. */
function queryOf(merchant: string, only: string): string {
  const since = new Date(Date.now() - CLIENT_LIMITS.similarWithinMs).toISOString();
  return [
    `WorkflowType = '${WORKFLOW_TYPE}'`,
    `ExecutionStatus = 'Running'`,
    `${SEARCH_ATTRIBUTES.merchant.name} = '${merchant}'`,
    only,
    `StartTime > '${since}'`,
  ].join(' AND ');
}
