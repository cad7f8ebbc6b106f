import { createHash } from 'node:crypto';
import type { Payload } from '@temporalio/common';
import type { SubscriptionInput } from '../../contract/input';
import type { Problem } from '../../contract/problems';
import { fits, TEXT_RULES } from '../../contract/text-rules';
import type { TemporalAccess } from '../access';
import { valuesIn } from '../payloads';

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
  const rule = TEXT_RULES.storeIdentification;
  if (!fits(rule, payer)) return [{ field: 'payer', problem: rule.words }];
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
  access: TemporalAccess,
  { payer, merchant = '' }: OfPayer,
  { execution, memo }: Row,
): Promise<boolean> {
  if (payer === undefined) return true;
  const encoded = memo?.fields?.[PAYER];
  if (encoded === undefined) return false;
  const [mark] = await valuesIn(access, execution?.workflowId ?? '', [encoded]);
  return mark === digestOf(merchant, payer);
}
