import { parseWorkflowId } from '../../contract/ids';
import { InvalidRequestError } from '../errors/subscription-errors';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { UsageError } from './usage-error';

/** What the help says of the argument that names a subscription. */
export const SUBSCRIPTION_HELP = 'merchant/orderId, e.g. loja-a/A0001, or its address in the Web UI';

/**
 * Reads `loja-a/A0001`, a whole workflow id `subscription/loja-a/A0001`, or the address of the workflow in the Web UI
 * (`http://…/namespaces/default/workflows/subscription%2Floja-a%2FA0001/…`), as it is pasted.
 *
 * @throws UsageError
 */
export function readRef(text: string): SubscriptionRef {
  const named = /^https?:\/\//i.test(text) ? workflowIdIn(text) : text;
  const whole = parseWorkflowId(named);
  if (whole !== undefined) return checked(whole);
  const [, merchant, orderId] = /^([^/]+)\/([^/]+)$/.exec(named) ?? [];
  if (named === text && merchant !== undefined && orderId !== undefined)
    return checked({ merchant, orderId });
  throw new UsageError(
    `<subscription>: must be ${SUBSCRIPTION_HELP}`,
    'carat list shows the names of the subscriptions.',
  );
}

/**
 * The namespace in an address of the Web UI; undefined where the text is none. The same order id may exist in another one.
 */
export function namespaceIn(text: string): string | undefined {
  const [, namespace] = /^https?:\/\/[^?#]*\/namespaces\/([^/?#]+)\/workflows\//i.exec(text) ?? [];
  return namespace === undefined ? undefined : decodedOf(namespace);
}

/** @throws UsageError naming the part that is not well formed */
function checked(ref: SubscriptionRef): SubscriptionRef {
  try {
    workflowIdFor(ref);
    return ref;
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    const parts = error.problems.map(
      ({ field, problem }) => `${field === 'merchant' ? 'the merchant' : 'the order id'} ${problem}`,
    );
    throw new UsageError(`<subscription>: ${parts.join('; ')}`, 'It is merchant/orderId, e.g. loja-a/A0001.');
  }
}

/** The workflow id in an address of the Web UI; empty where there is none. What follows it is the run and the tab. */
function workflowIdIn(address: string): string {
  const [, rest = ''] = /\/workflows\/([^?#]*)/.exec(address) ?? [];
  const [first = '', ...others] = rest.split('/');
  const decoded = decodedOf(first);
  return decoded === 'subscription'
    ? ['subscription', ...others.slice(0, 2)].map(decodedOf).join('/')
    : decoded;
}

function decodedOf(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
