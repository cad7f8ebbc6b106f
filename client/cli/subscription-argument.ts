import { parseWorkflowId } from '../../contract/ids';
import type { SubscriptionRef } from '../reference';
import { UsageError } from './usage-error';

/**
 * Reads `loja-a/A0001`, or a whole workflow id `subscription/loja-a/A0001` as the Web UI shows it.
 *
 * @throws UsageError
 */
export function readRef(text: string): SubscriptionRef {
  const whole = parseWorkflowId(text);
  if (whole !== undefined) return whole;
  const [, merchant, orderId] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  if (merchant !== undefined && orderId !== undefined) return { merchant, orderId };
  throw new UsageError('<subscription>: must be merchant/orderId, e.g. loja-a/A0001');
}
