import { isSameId } from '../ids';
import { ageMs } from '../ledger/charge-age';
import { keptCents } from '../ledger/given-back';
import type { Charge } from '../ledger/charge';
import { LIMITS } from '../limits';
import { formatReais } from '../money';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { shownState } from '../subscription/state';
import { findCharge, type ChargeToRefund } from './charge-to-refund';
import { openRefunds } from './open-refunds';

/** What a person asks to give back. */
export interface WantedRefund {
  charge: ChargeToRefund;
  /** Integer cents; without it all that is left. */
  amountCents?: number | undefined;
}

/** What to do about a charge of a subscription that has ended: nobody follows what a refund comes to any more. */
export const REFUND_IN_PORTAL =
  'refund the charge in the vendor portal (carat charges has its NIT); our books stay as they are';

/** Why a refund is refused, in words that follow "is not possible:"; undefined when it may be taken. */
export function refusalOfRefund(
  record: SubscriptionRecord,
  { charge: which, amountCents }: WantedRefund,
  context: RuleContext,
): string | undefined {
  const { stage } = record.opening;
  if (stage !== 'running') {
    const { state } = shownState(record);
    return `the subscription is ${state}${stage === 'ended' ? `: ${REFUND_IN_PORTAL}` : ''}`;
  }
  const open = openRefunds(record);
  if (open.length >= LIMITS.refundsOpen)
    return `${String(open.length)} refunds are open already; ask again when some of them are done`;
  const found = findCharge(record.ledger, which);
  if ('problem' in found) return found.problem;
  const { charge } = found;
  if (open.some((refund) => isSameId(refund.charge, charge.nit)))
    return 'a refund of this charge is open; ask again when it is done';
  return refusalOfCharge(charge) ?? refusalOfAmount(charge, amountCents) ?? refusalOfAge(charge, context);
}

/** Only what was captured can be given back. */
function refusalOfCharge({ outcome, gatewayStatus = '–' }: Charge): string | undefined {
  switch (outcome) {
    case 'paid':
      return undefined;
    case 'refunded':
      return 'this charge is refunded already';
    case 'reversed':
      return 'this charge was reversed: nothing is left of it';
    case 'pending':
    case 'unknown':
      return `what became of this charge is not known yet (the gateway: ${gatewayStatus}); ask again when it reads paid`;
    case 'denied':
    case 'failed':
    case 'undone':
    case 'expired':
      return `this charge is ${outcome}: nothing was captured`;
  }
}

function refusalOfAmount(charge: Charge, amountCents: number | undefined): string | undefined {
  if (charge.amountCents === undefined || charge.amountUnreadable === true)
    return 'the amount of this charge is not known; refund it in the vendor portal';
  const left = keptCents(charge);
  if (left === 0) return 'nothing is left of this charge';
  return amountCents !== undefined && amountCents > left
    ? `amountCents: must be at most ${String(left)}, the ${formatReais(left)} that are left of this charge`
    : undefined;
}

/** The gateway begins a refund by a number that it tells with the charge, and answers about a charge for 15 days only. */
function refusalOfAge(charge: Charge, { nowMs }: RuleContext): string | undefined {
  return charge.usn === undefined && isTooOldToAsk(charge, nowMs)
    ? 'the gateway never told the number (esitef_usn) by which a refund of this charge is begun, and answers no more about it; refund it in the vendor portal'
    : undefined;
}

/** True for a charge whose NIT answers no more (docs/gateway.md §5.1). */
export const isTooOldToAsk = (charge: Charge, nowMs: number): boolean =>
  ageMs(charge, nowMs) >= LIMITS.nitAnswersForMs;
