import { shifted, type IsoDate } from '../calendar';
import { isOpen, currentCycle } from '../ledger/ledger';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { changeInWords, fieldsInWords, type Change, type EditFields } from './change';
import { fieldsOf, isImpossible } from './fields-of';
import { isHeld } from './hold';
import { refusalOfChange } from './refusal';
import { commandById, takeCommand } from './take-command';

/** Charges that a preview tells. */
const CHARGES_SHOWN = 3;

/** A charge that the gateway would make. */
export interface ComingCharge {
  date: IsoDate;
  amountCents: number;
}

/** What a command would do, or why it would be refused. */
export type Preview =
  | { allowed: false; why: string }
  | {
      allowed: true;
      what: string;
      /** What would be set at the gateway, in words. */
      sets: string;
      /** The calls of the gateway that it takes, in order; none where nothing has to be sent. */
      gatewayCalls: ('beginEdit' | 'sendEdit' | 'getSchedule')[];
      /** Set when it would not begin at once, and what it waits for. */
      waitsFor?: string;
      /** The next charges once it is done. */
      nextCharges: ComingCharge[];
    };

/** Tells what a command would do, by the rules that would carry it out. Nothing changes. */
export function preview(record: SubscriptionRecord, change: Change, context: RuleContext): Preview {
  const why = refusalOfChange(record, change, context);
  if (why !== undefined) return { allowed: false, why };
  const fields = fieldsOf(record, { change }, context);
  if (isImpossible(fields)) return { allowed: false, why: fields.message };
  const after = takeCommand(record, { id: PREVIEW, change, by: PREVIEW, reason: PREVIEW }, context);
  const isSent = commandById(after, PREVIEW)?.state !== 'done';
  const waitsFor = isSent ? reasonToWait(after, context) : undefined;
  return {
    allowed: true,
    what: changeInWords(change),
    sets: isSent ? fieldsInWords(fields) : 'nothing',
    gatewayCalls: isSent ? ['beginEdit', 'sendEdit', 'getSchedule'] : [],
    ...(waitsFor === undefined ? {} : { waitsFor }),
    nextCharges: comingCharges(record, isSent ? fields : {}),
  };
}

const PREVIEW = 'preview';

function reasonToWait(after: SubscriptionRecord, context: RuleContext): string | undefined {
  if (after.edit?.command !== PREVIEW) return 'the commands before it';
  return isHeld(after, context) ? 'the answer after the charge of today' : undefined;
}

/** The charges to come, were the fields set now. */
function comingCharges({ schedule, ledger, terms }: SubscriptionRecord, fields: EditFields): ComingCharge[] {
  const { snapshot } = schedule;
  if ((fields.status ?? snapshot.status) !== 'ATV') return [];
  const current = currentCycle(ledger);
  const due = current !== undefined && isOpen(current) ? current.dueDate : undefined;
  const from = fields.nextDate ?? snapshot.nextDate ?? due;
  if (from === undefined) return [];
  const amountCents = fields.amountCents ?? snapshot.amountCents ?? terms.amountCents;
  const left =
    snapshot.numberOfTimes === undefined
      ? CHARGES_SHOWN
      : Math.max(0, snapshot.numberOfTimes - (snapshot.currentTimes ?? 0));
  return Array.from({ length: Math.min(left, CHARGES_SHOWN) }, (_, cycle) => ({
    date: shifted(from, cycle * terms.intervalMonths, 0),
    amountCents,
  }));
}
