import { comingCharges } from '../edits/coming-charges';
import type { Preview } from '../edits/preview';
import { keptCents } from '../ledger/given-back';
import { chargeByNit } from '../ledger/ledger';
import { formatReais } from '../money';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { beginFreeAtMs } from './begin-refund';
import { refundById } from './open-refunds';
import { refundInWords } from './refund';
import { refusalOfRefund, type WantedRefund } from './refusal';
import { takeRefund } from './take-refund';

/** Tells what a refund would do, by the rules that would carry it out. Nothing changes. */
export function previewRefund(
  record: SubscriptionRecord,
  wanted: WantedRefund,
  context: RuleContext,
): Preview {
  const why = refusalOfRefund(record, wanted, context);
  if (why !== undefined) return { allowed: false, why };
  const after = takeRefund(record, { id: PREVIEW, ...wanted, by: PREVIEW, reason: PREVIEW }, context);
  const refund = refundById(after, PREVIEW);
  const charge = refund === undefined ? undefined : chargeByNit(record.ledger, refund.charge);
  if (refund === undefined || charge === undefined) return { allowed: false, why: 'there is no such charge' };
  const { amountCents } = refund;
  const leftCents = keptCents(charge) - amountCents;
  return {
    allowed: true,
    what: refundInWords(refund),
    sets: `nothing of the schedule; ${formatReais(amountCents)} go back, ${formatReais(leftCents)} are left of the charge`,
    // The charge is looked at before and after; its refund is begun by its number, and sent to the NIT that the gateway posts.
    gatewayCalls: ['getTransaction', 'beginRefund', 'sendRefund', 'getTransaction'],
    ...(beginFreeAtMs(after, refund) > context.nowMs ? { waitsFor: 'the begin of another refund' } : {}),
    refund: { charge: refund.charge, amountCents, leftCents },
    nextCharges: comingCharges(record, {}),
  };
}

const PREVIEW = 'preview';
