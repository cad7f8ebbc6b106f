import type { CallKind, PersonNeeded } from '../calls/call';
import { definedOnly } from '../defined-only';
import { isOver, meaningOfPayment, phaseOf } from '../gateway/status';
import type { Nit, Sid } from '../ids';
import type { Charge } from '../ledger/charge';
import { unreadableCharge } from '../ledger/ledger';
import type { SubscriptionRecord } from './record';

/** What a subscription waits for a person with. `charge` is a scheduled charge that cannot be read. */
export interface PersonQuestion extends PersonNeeded {
  call: CallKind | 'charge';
  /** The NIT or SID that it is about. */
  about?: Nit | Sid;
}

/** The question that holds a subscription up until a person answers it. */
export function questionForPerson(record: SubscriptionRecord): PersonQuestion | undefined {
  const call = record.calls.find(({ person }) => person !== undefined);
  if (call?.person !== undefined)
    return { call: call.kind, ...call.person, ...definedOnly({ about: call.nit ?? call.sid }) };
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
    findOut: `Was the charge with NIT ${charge.nit} paid? ${whereToLook(charge)}`,
    decisions: ['happened', 'did_not_happen'],
    about: charge.nit,
  };
}

/** A charge that is undecided at the gateway may still be made: whoever decides too early would be overtaken. */
function whereToLook({ gatewayStatus }: Charge): string {
  const isUndecided = gatewayStatus !== undefined && meaningOfPayment(gatewayStatus).charge === 'pending';
  return isUndecided
    ? `The gateway last told it as undecided (${gatewayStatus}). Look it up in the vendor portal, and answer once it will not be tried again.`
    : 'Look it up in the vendor portal; the gateway no longer tells.';
}
