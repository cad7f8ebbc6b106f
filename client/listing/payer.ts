import { createHash } from 'node:crypto';
import type { Payload } from '@temporalio/common';
import type { SubscriptionInput } from '../../contract/input';
import type { Problem } from '../../contract/problems';
import type { TemporalAccess } from '../access';

/**
 * Name of the payer's mark in the memo of a subscription: a digest, which the codec encrypts too, and no search attribute: a payer is a
 * person (R7). So the list of one payer is read whole, and picked from here.
 */
const PAYER = 'payer';

/** Whose subscriptions a list is to have. */
interface OfPayer {
  merchant?: string;
  payer?: string;
}

const ID = /^[A-Za-z0-9]{1,20}$/;

/** What the memo of a start says of its payer. The id of a payer is one of its merchant; an adoption names none. */
export const memoOfPayer = (input: SubscriptionInput): Record<string, string> =>
  input.entry === 'adopt' ? {} : { [PAYER]: digestOf(input.merchant, input.payer.storeIdentification) };

const digestOf = (merchant: string, payer: string): string =>
  createHash('sha256')
    .update(JSON.stringify([merchant, payer]))
    .digest('base64url');

/** What is wrong with the payer that a list asks for. */
export function problemsOfPayer({ payer, merchant }: OfPayer): Problem[] {
  if (payer === undefined) return [];
  if (!ID.test(payer)) return [{ field: 'payer', problem: 'must be 1 to 20 letters and digits' }];
  return merchant === undefined
    ? [{ field: 'payer', problem: 'needs the merchant beside it: the id of a payer is one of its merchant' }]
    : [];
}

interface Row {
  execution?: { workflowId?: string | null } | null;
  memo?: { fields?: Record<string, Payload> | null } | null;
}

/** Whether a row of a list is one of the payer that is asked for; of anybody where none is. */
export async function isOfPayer(
  { client }: TemporalAccess,
  { payer, merchant = '' }: OfPayer,
  { execution, memo }: Row,
): Promise<boolean> {
  if (payer === undefined) return true;
  const encoded = memo?.fields?.[PAYER];
  if (encoded === undefined) return false;
  const { payloadConverter, payloadCodecs } = client.options.loadedDataConverter;
  const workflowId = execution?.workflowId ?? '';
  const context = { type: 'workflow', namespace: client.options.namespace, workflowId } as const;
  let payloads = [encoded];
  // The last codec has encoded last.
  for (const codec of [...payloadCodecs].reverse()) payloads = await codec.decode(payloads, context);
  const [payload] = payloads;
  return payload !== undefined && payloadConverter.fromPayload(payload) === digestOf(merchant, payer);
}
