import { dateInSaoPaulo, instantOf, shifted, type IsoDate } from '../calendar';
import { currentCycle } from '../ledger/ledger';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { Change, EditFields } from './change';

/** Why a change cannot be put as an edit any more. */
export interface Impossible {
  code: 'date_passed';
  message: string;
}

/**
 * What a change sets at the gateway. Dates are computed when the edit begins, not when it was asked for: a date that has passed
 * meanwhile would charge the past.
 */
export function fieldsOf(
  record: SubscriptionRecord,
  change: Change,
  context: RuleContext,
): EditFields | Impossible {
  switch (change.kind) {
    case 'pause':
    case 'cancel':
      return { status: 'INA' };
    case 'resume':
      return { status: 'ATV', nextDate: resumeDate(record, change, context) };
    case 'uncancel':
      return {
        status: 'ATV',
        nextDate: resumeDate(record, { nextDate: record.cancellation?.nextDate }, context),
      };
    case 'changeAmount':
      return { amountCents: change.amountCents };
    case 'changeNextDate':
      return change.nextDate > todayOf(context)
        ? { nextDate: change.nextDate }
        : {
            code: 'date_passed',
            message: `${change.nextDate} has passed, and nobody is charged for the past`,
          };
    case 'changeCard':
      return { card: change.card };
    case 'changeInstallments':
      return { installments: change.installments };
  }
}

export const isImpossible = (fields: EditFields | Impossible): fields is Impossible => 'code' in fields;

/**
 * The first charge after a resume. It is set by us in the same edit, since the gateway's own rule for it is not documented
 * (docs/gateway.md §7). It never lies in the past.
 *
 * Example: monthly, due on 10 May, paused from April until 20 June: 10 July.
 */
function resumeDate(
  record: SubscriptionRecord,
  { nextDate, chargeMissed }: { nextDate?: IsoDate | undefined; chargeMissed?: boolean | undefined },
  context: RuleContext,
): IsoDate {
  const today = todayOf(context);
  if (chargeMissed === true) return shifted(today, 0, 1);
  if (nextDate !== undefined && nextDate > today) return nextDate;
  const { intervalMonths, firstDate } = record.terms;
  const from = nextDate ?? currentCycle(record.ledger)?.dueDate ?? firstDate;
  let date = from;
  for (let cycles = 1; date <= today; cycles += 1) date = shifted(from, cycles * intervalMonths, 0);
  return date;
}

/** A date must be after today: today's job may have run, and what is due then would be charged at once. */
const todayOf = ({ nowMs }: RuleContext): IsoDate => dateInSaoPaulo(instantOf(nowMs));
