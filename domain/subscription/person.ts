import type { CallKind, PersonNeeded } from '../calls/call';
import { isOver, phaseOf } from '../gateway/status';
import { unreadableCharge } from '../ledger/ledger';
import type { SubscriptionRecord } from './record';

/** What a subscription waits for a person with. `charge` is a scheduled charge that cannot be read. */
export interface PersonQuestion extends PersonNeeded {
  call: CallKind | 'charge';
}

/** The question that holds a subscription up until a person answers it. */
export function questionForPerson(record: SubscriptionRecord): PersonQuestion | undefined {
  const call = record.calls.find(({ person }) => person !== undefined);
  if (call?.person !== undefined) return { call: call.kind, ...call.person };
  return chargeQuestion(record);
}

/** The schedule is over, and all that is missing is a charge that only a person can find out about. */
function chargeQuestion({ schedule, ledger, opening }: SubscriptionRecord): PersonQuestion | undefined {
  const { reading, incomplete, snapshot } = schedule;
  const hasEnded = isOver(phaseOf(snapshot.status));
  const charge = unreadableCharge(ledger);
  if (opening.stage !== 'running' || !hasEnded || charge === undefined) return undefined;
  if (reading !== undefined || incomplete === true) return undefined;
  return {
    call: 'charge',
    since: charge.knownAt,
    reason: 'charge_unreadable',
    findOut: `Was the charge with NIT ${charge.nit} paid? Look it up in the vendor portal; the gateway no longer tells.`,
    decisions: ['happened', 'did_not_happen'],
  };
}
