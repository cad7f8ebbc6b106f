import type { Client } from '@temporalio/client';
import { parseWorkflowId, workflowIdOf, WORKFLOW_TYPE } from '../../contract/ids';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { LIMITS } from '../limits';
import type { Addressee } from '../posts/addressee';
import { failureOf } from './failure';

/**
 * Calls what a post is for: by the order id that we have sent ourselves, by its SID, and by the order id of the gateway. An order id leads
 * to the workflow id without a look-up; a SID is looked up among those of the merchant, and at last the order id among those that were
 * adopted under another one.
 *
 * @param deliver - gives undefined when there is no such subscription
 * @returns undefined when there is none at all
 */
export async function deliverTo<T>(
  client: Client,
  merchant: string,
  { orderId, isOurs, sid, gatewayOrderId }: Addressee,
  deliver: (workflowId: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const byOrder = (): string | undefined =>
    orderId === undefined ? undefined : workflowIdOf(merchant, orderId);
  const bySid = (): Promise<string | undefined> => lookedUp(client, merchant, 'sid', sid);
  const byGatewayOrder = (): Promise<string | undefined> =>
    lookedUp(client, merchant, 'gatewayOrderId', gatewayOrderId);
  // What the gateway names as its order may be another order of ours.
  const ways = isOurs === true ? [byOrder, bySid, byGatewayOrder] : [bySid, byOrder, byGatewayOrder];
  const asked = new Set<string>();
  for (const way of ways) {
    const workflowId = await way();
    if (workflowId === undefined || asked.has(workflowId)) continue;
    asked.add(workflowId);
    const delivered = await deliver(workflowId);
    if (delivered !== undefined) return delivered;
  }
  return undefined;
}

/**
 * Whether an order id of the gateway can mean several subscriptions that run: one of ours, and one that was adopted under another order
 * id.
 */
export async function isAmbiguous(
  client: Client,
  merchant: string,
  { orderId, isOurs, sid, gatewayOrderId }: Addressee,
): Promise<boolean> {
  if (isOurs === true || sid !== undefined || orderId === undefined || gatewayOrderId === undefined)
    return false;
  const own = workflowIdOf(merchant, orderId);
  // Without the list, what has the id is asked all the same: it needs none.
  const found = await search(client, merchant, 'gatewayOrderId', gatewayOrderId).catch(() => []);
  const others = found.filter(({ workflowId, isRunning: runs }) => runs && workflowId !== own);
  return others.length > 0 && (await isRunning(client, own));
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (failureOf(error) === 'not_found') return false;
    throw error;
  }
}

async function lookedUp(
  client: Client,
  merchant: string,
  key: 'sid' | 'gatewayOrderId',
  value: string | undefined,
): Promise<string | undefined> {
  if (value === undefined) return undefined;
  const found = await search(client, merchant, key, value);
  const running = found.filter(({ isRunning: runs }) => runs);
  // A post carries the beginning of a long order id, which several may have: none of them is named by it.
  if (key === 'gatewayOrderId' && running.length > 1) return undefined;
  return (running[0] ?? found[0])?.workflowId;
}

interface Found {
  workflowId: string;
  isRunning: boolean;
}

/** Merchant and value are checked before: nothing in them can end the text of the query. */
async function search(
  client: Client,
  merchant: string,
  key: 'sid' | 'gatewayOrderId',
  value: string,
): Promise<Found[]> {
  const { merchant: merchantKey, [key]: attribute } = SEARCH_ATTRIBUTES;
  const query = `WorkflowType = '${WORKFLOW_TYPE}' AND ${merchantKey.name} = '${merchant}' AND ${attribute.name} = '${value}'`;
  const found: Found[] = [];
  for await (const { workflowId, status } of client.workflow.list({
    query,
    pageSize: LIMITS.subscriptionsPerSid,
  })) {
    // Whoever may start workflows may write any attribute; the id says whose it is.
    if (parseWorkflowId(workflowId)?.merchant === merchant)
      found.push({ workflowId, isRunning: status.name === 'RUNNING' });
    if (found.length >= LIMITS.subscriptionsPerSid) break;
  }
  return found;
}
