import { dateInSaoPaulo, type IsoInstant } from '../../domain/calendar';
import { accessUntil } from '../../domain/edits/cancellation';
import { changeInWords } from '../../domain/edits/change';
import { isOpenCommand } from '../../domain/edits/command';
import { dayOf } from '../../domain/ledger/charge-day';
import { wasCaptured } from '../../domain/ledger/given-back';
import { allCharges } from '../../domain/ledger/ledger';
import { callOfRefund, openRefunds } from '../../domain/refunds/open-refunds';
import { refundInWords } from '../../domain/refunds/refund';
import type { SubscriptionRecord } from '../../domain/subscription/record';

/** The cancellation, and the commands that are open, in the order in which they are carried out; a line each. */
export function changesInWords(record: SubscriptionRecord): string[] {
  const { commands = [], edit } = record;
  const open = commands.filter(isOpenCommand).map(({ id, change, by, reason, at }) => {
    const standing = edit?.command === id ? `under way, ${edit.waitingFor}` : 'waits for its turn';
    return `command: ${changeInWords(change)}, by ${by} at ${at} (${reason}): ${standing}`;
  });
  return [...cancellationInWords(record), ...open, ...refundsInWords(record)];
}

function cancellationInWords(record: SubscriptionRecord): string[] {
  const { cancellation } = record;
  if (cancellation === undefined) return [];
  const { by, at, reason, inactiveAt } = cancellation;
  const told =
    inactiveAt === undefined
      ? 'the gateway is being told'
      : isChargedAgain(record, inactiveAt)
        ? `the gateway had it inactive since ${inactiveAt}, and charged it after that`
        : `the gateway charges no more since ${inactiveAt}`;
  const until = accessUntil(record);
  const access = until === undefined ? '' : `, access until ${until}`;
  return [`**cancelled** by ${by} at ${at} (${reason}): ${told}${access}`];
}

/** On a later day: of some charges only the day is known. */
const isChargedAgain = ({ ledger }: SubscriptionRecord, inactiveAt: IsoInstant): boolean =>
  allCharges(ledger).some((charge) => wasCaptured(charge) && dayOf(charge) > dateInSaoPaulo(inactiveAt));

function refundsInWords(record: SubscriptionRecord): string[] {
  return openRefunds(record).map((refund) => {
    const { by, at, reason } = refund;
    const call = callOfRefund(record, refund);
    const standing = call?.doubt === undefined ? (call?.waitingFor ?? 'under way') : 'in doubt, being asked';
    return `command: ${refundInWords(refund)}, by ${by} at ${at} (${reason}): ${standing}`;
  });
}
