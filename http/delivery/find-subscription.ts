import type { Client } from '@temporalio/client';
import { parseWorkflowId, workflowIdOf, WORKFLOW_TYPE } from '../../contract/ids';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { LIMITS } from '../limits';
import type { Addressee } from '../posts/addressee';

/**
 * Calls what a post is for, by the order id that it names, else by its SID. An order id leads to the workflow id without a
 * look-up; where there is no such subscription, and a post without one, the SID is looked up among those of the merchant, and at
 * last the order id among those that were adopted under another one.
 *
 * @param deliver - gives undefined when there is no such subscription
 * @returns undefined when there is none at all
 */
export async function deliverTo<T>(
  client: Client,
  merchant: string,
  { orderId, sid, gatewayOrderId }: Addressee,
  deliver: (workflowId: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const named = orderId === undefined ? undefined : await deliver(workflowIdOf(merchant, orderId));
  if (named !== undefined) return named;
  for (const [key, value] of [
    ['sid', sid],
    ['gatewayOrderId', gatewayOrderId],
  ] as const) {
    const workflowId = value === undefined ? undefined : await lookedUp(client, merchant, key, value);
    const delivered = workflowId === undefined ? undefined : await deliver(workflowId);
    if (delivered !== undefined) return delivered;
  }
  return undefined;
}

/** Merchant and value are checked before: nothing in them can end the text of the query. */
async function lookedUp(
  client: Client,
  merchant: string,
  key: 'sid' | 'gatewayOrderId',
  value: string,
): Promise<string | undefined> {
  const { merchant: merchantKey, [key]: attribute } = SEARCH_ATTRIBUTES;
  const query = `WorkflowType = '${WORKFLOW_TYPE}' AND ${merchantKey.name} = '${merchant}' AND ${attribute.name} = '${value}'`;
  const found: { workflowId: string; isRunning: boolean }[] = [];
  for await (const { workflowId, status } of client.workflow.list({
    query,
    pageSize: LIMITS.subscriptionsPerSid,
  })) {
    // Whoever may start workflows may write any attribute; the id says whose it is.
    if (parseWorkflowId(workflowId)?.merchant === merchant)
      found.push({ workflowId, isRunning: status.name === 'RUNNING' });
    if (found.length >= LIMITS.subscriptionsPerSid) break;
  }
  const running = found.filter(({ isRunning }) => isRunning);
  // A post carries the beginning of a long order id, which several may have: none of them is named by it.
  if (key === 'gatewayOrderId' && running.length > 1) return undefined;
  return (running[0] ?? found[0])?.workflowId;
}
