import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { changeInWords, fieldsInWords, type Change } from './change';
import { comingCharges, type ComingCharge } from './coming-charges';
import { fieldsOf, isImpossible } from './fields-of';
import { holdOf, isAskedAtOnce } from './hold';
import { refusalOfChange } from './refusal';
import { takeCommand } from './take-command';
import { commandById } from './known-commands';

/** The gateway calls that commands take. */
export const PREVIEWED_CALLS = [
  'beginEdit',
  'sendEdit',
  'getSchedule',
  'getTransaction',
  'beginRefund',
  'sendRefund',
] as const;

/** What a command would do, or why it would be refused. */
export type Preview =
  | { allowed: false; why: string }
  | {
      allowed: true;
      what: string;
      /** What would be set at the gateway, in words. */
      sets: string;
      /** The calls of the gateway that it takes, in order; none where nothing has to be sent. */
      gatewayCalls: (typeof PREVIEWED_CALLS)[number][];
      /** Set when it would not begin at once, and what it waits for. */
      waitsFor?: string;
      /** Of a refund: the charge that is meant, what goes back, and what is left of it then, integer cents. */
      refund?: { charge: string; amountCents: number; leftCents: number };
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
  // Where it may be so already, nothing is set but what a first look shows to be needed.
  const isLooking = after.edit?.command === PREVIEW && after.edit.stage === 'look';
  const isSent = commandById(after, PREVIEW)?.state !== 'done' && !isLooking;
  const waitsFor = isSent ? reasonToWait(after, context) : undefined;
  const hold = holdOf(record, fields, context);
  return {
    allowed: true,
    what: changeInWords(change),
    sets: isSent ? fieldsInWords(fields) : 'nothing',
    gatewayCalls: isSent
      ? [...(hold === undefined ? [] : ASKED_FIRST), 'beginEdit', 'sendEdit', 'getSchedule']
      : isLooking
        ? [...ASKED_FIRST]
        : [],
    ...(waitsFor === undefined ? {} : { waitsFor }),
    nextCharges: comingCharges(record, isSent ? fields : {}),
  };
}

const PREVIEW = 'preview';
const ASKED_FIRST = ['getSchedule'] as const;

function reasonToWait(after: SubscriptionRecord, context: RuleContext): string | undefined {
  const { edit } = after;
  if (edit?.command !== PREVIEW) return 'the commands before it';
  const hold = holdOf(after, edit.fields, context);
  return hold === undefined || isAskedAtOnce(after, hold, context) ? undefined : hold.waitingFor;
}
