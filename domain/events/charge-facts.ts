import { chargesAfterCancellation } from '../edits/cancellation';
import { reversedCents } from '../ledger/given-back';
import type { Charge } from '../ledger/charge';
import type { Cycle, Ledger } from '../ledger/ledger';
import type { ChargeOutcome } from '../ledger/outcomes';
import type { SubscriptionRecord } from '../subscription/record';
import type { ChargeData, EventType, Fact } from './event';

/** What became of each charge. One that is not decided is no fact yet. */
export const chargeFacts = ({ immediate, cycles }: Ledger): Fact[] => [
  ...immediate.flatMap((charge) => factsOf(charge, 'immediate')),
  ...cycles.flatMap(({ number, dueDate, charges }) =>
    charges.flatMap((charge) => factsOf(charge, { cycle: number, dueDate })),
  ),
];

/** Charges that the gateway made although the subscription was cancelled. */
export function lateCancelFacts(record: SubscriptionRecord): Fact[] {
  const paid = chargesAfterCancellation(record).filter(({ outcome }) => outcome === 'paid');
  return paid.map((charge) => fact('charge.late_cancel', charge, placeOf(record.ledger, charge), ''));
}

function factsOf(charge: Charge, of: ChargeData['of']): Fact[] {
  const { outcome, amountCents, refundedCents = 0 } = charge;
  const type = TYPES[outcome];
  const reversed = reversedCents(charge);
  return [
    ...(type === undefined ? [] : [fact(type, charge, of, amountCents)]),
    ...(refundedCents > 0 ? [fact('charge.refunded', charge, of, refundedCents)] : []),
    ...(outcome === 'reversed' || reversed > 0 ? [fact('charge.reversed', charge, of, reversed)] : []),
  ];
}

/** Refunds and reversals are told by their amount. */
const TYPES: Partial<Record<ChargeOutcome, EventType>> = {
  paid: 'charge.paid',
  denied: 'charge.denied',
  failed: 'charge.failed',
  undone: 'charge.failed',
  expired: 'charge.failed',
};

/** Another amount makes another fact: it is told again, and the later one holds. */
function fact(type: EventType, charge: Charge, of: ChargeData['of'], cents: number | '' = ''): Fact {
  const { usn, gatewayStatus, amountUnreadable, ...told } = charge;
  const nit = charge.nit.toLowerCase();
  return {
    type,
    key: `${type}/${nit}/${String(cents)}`,
    subject: `charge/${charge.nit}`,
    data: { charge: told, of },
  };
}

function placeOf({ cycles }: Ledger, { nit }: Charge): ChargeData['of'] {
  const cycle = cycles.find(({ charges }) => charges.some((charge) => charge.nit === nit));
  return cycle === undefined ? 'immediate' : placeIn(cycle);
}

const placeIn = ({ number, dueDate }: Cycle): ChargeData['of'] => ({ cycle: number, dueDate });
