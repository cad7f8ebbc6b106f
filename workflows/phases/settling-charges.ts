import { unreadableCharge } from '../../domain/explanation';
import { settleByPerson } from '../../domain/ledger';
import type { Life, PersonalDecision } from '../life';

/** Settles the oldest charge that the gateway no longer tells of, as a named person found out. */
export function settleUnreadable(life: Life, decision: PersonalDecision): void {
  const charge = unreadableCharge(life.record.ledger);
  if (charge === undefined) return;
  const outcome = decision.decision === 'happened' ? 'paid' : 'failed';
  const amountCents = life.record.schedule.amountCents ?? life.input.schedule.amountCents;
  const found = { nit: charge.nit, outcome, at: life.now, amountCents } as const;
  life.record.ledger = settleByPerson(life.record.ledger, found);
  life.tell(decision.by, `settled the charge with NIT ${charge.nit}: ${outcome}`, decision.reason);
  life.flagOddities(['charge_unreadable', 'cycle_paid_twice']);
  decision.carriedOut = true;
  life.publish();
}
