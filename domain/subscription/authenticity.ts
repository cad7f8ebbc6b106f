import { expectsSeid } from '../edits/apply-edit';
import { isSameId } from '../ids';
import { idsOf } from '../opening/opening';
import type { RuleContext } from './order';
import type { SubscriptionRecord } from './record';

/** What the gateway asks while our own begin call is open: is this edit, is this refund yours? (docs/gateway.md §7, §8) */
export type AskedAuthenticity =
  | { kind: 'edit'; sid: string; seid: string; merchantData?: string | undefined }
  | { kind: 'refund'; nit: string; orderId?: string | undefined };

/** Whether a subscription began what the gateway asks about. An edit is known by its schedule, and by the order that we sent along. */
export function expectsAuthenticity(
  record: SubscriptionRecord,
  asked: AskedAuthenticity,
  { order }: RuleContext,
): boolean {
  if (asked.kind === 'refund') return false;
  const sid = idsOf(record.opening)?.sid;
  const isOurs = asked.merchantData === undefined || asked.merchantData === order.orderId;
  return sid !== undefined && isSameId(sid, asked.sid) && isOurs && expectsSeid(record, asked.seid);
}
