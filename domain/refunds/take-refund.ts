import { instantOf } from '../calendar';
import type { CardReference } from '../edits/change';
import { keptCents } from '../ledger/given-back';
import { withAudit } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { withRefund } from './changes';
import { findCharge } from './charge-to-refund';
import { refundById } from './open-refunds';
import { refundInWords, type Refund } from './refund';
import type { WantedRefund } from './refusal';

/** A refund as it comes in. */
export interface NewRefund extends WantedRefund {
  id: string;
  card?: CardReference | undefined;
  by: string;
  reason: string;
  /** Mark of what was asked for (contract/content-mark.ts). */
  content?: string | undefined;
}

/**
 * Writes a refund down. What "all that is left" is counts from this moment: the amount that is sent later is that one, so that no more
 * goes back than was asked for. The charge is looked at first.
 */
export function takeRefund(
  record: SubscriptionRecord,
  { id, charge: which, amountCents, card, by, reason, content }: NewRefund,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const found = findCharge(record.ledger, which);
  if (refundById(record, id) !== undefined || 'problem' in found) return record;
  const { charge } = found;
  const refund: Refund = {
    id,
    charge: charge.nit,
    amountCents: amountCents ?? keptCents(charge),
    ...(card === undefined ? {} : { card }),
    ...(content === undefined ? {} : { content }),
    ...{ by, reason, at: instantOf(nowMs), state: 'planned' },
    look: { atMs: nowMs, asked: 0 },
    ...(charge.usn === undefined ? {} : { usn: charge.usn }),
    orphans: 0,
    rounds: 0,
  };
  const what = `asked to ${refundInWords(refund)}`;
  return withAudit(withRefund(record, refund), nowMs, 'command_accepted', what, { by, reason });
}
