import { expectsSeid } from '../edits/apply-edit';
import { isSameId, postedOrderId } from '../ids';
import { refundExpecting } from '../refunds/begin-refund';
import { idsOf } from '../opening/opening';
import type { RuleContext } from './order';
import type { SubscriptionRecord } from './record';

/** What the gateway asks while our own begin call is open: is this edit, is this refund yours? (docs/gateway.md §7, §8) */
export type AskedAuthenticity =
  | { kind: 'edit'; sid: string; seid: string; merchantData?: string | undefined }
  | { kind: 'refund'; nit: string; orderId?: string | undefined };

/**
 * Whether a subscription began what the gateway asks about. An edit is known by its schedule, and by the order that we sent along; a
 * refund by the order, where the post names it, and because no other one is begun meanwhile.
 */
export function expectsAuthenticity(
  record: SubscriptionRecord,
  asked: AskedAuthenticity,
  context: RuleContext,
): boolean {
  const { order } = context;
  if (asked.kind === 'refund') {
    const isOfOrder = asked.orderId === undefined || asked.orderId === postedAs(order);
    return isOfOrder && refundExpecting(record, asked.nit, context) !== undefined;
  }
  const sid = idsOf(record.opening)?.sid;
  const isOurs = asked.merchantData === undefined || asked.merchantData === order.orderId;
  return sid !== undefined && isSameId(sid, asked.sid) && isOurs && expectsSeid(record, asked.seid);
}

/** The order that a post names: ours, or that of whoever made a schedule that was adopted, as far as a post carries it. */
const postedAs = ({ orderId, gatewayOrderId = orderId }: RuleContext['order']): string =>
  postedOrderId(gatewayOrderId);
