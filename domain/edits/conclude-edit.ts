import { dateInSaoPaulo, instantOf } from '../calendar';
import { isOfNextCycle } from '../ledger/due-dates';
import { currentCycle, isOpen } from '../ledger/ledger';
import { withAmount } from '../schedule/sold-amount';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { Command } from './command';
import type { Edit } from './edit';
import { hasMissed } from './fields-of';
import { isRemembered, withDateSought, withGivenWay } from './given-way';
import { numberChargedOn, redatedByCommand, withEarlierSkipped } from './ledger';
import { withNextEdit, withoutCancellation } from './take-command';
import { commandById, withEnded } from './known-commands';
import { whyOvertaken } from './waiting';

/** What an edit came to. */
export type EditConclusion =
  | { as: 'done' }
  /** A cancellation came while it was not known whether it was set, or before it could be. */
  | { as: 'overtaken' }
  | { as: 'failed'; problem: { code: string; message: string } }
  /** The schedule ended at the gateway: what stops it has come true, and nothing else can. */
  | { as: 'over'; problem: { code: string; message: string } };

/** Ends the edit under way with its command, and begins the next one. */
export function concludeEdit(
  record: SubscriptionRecord,
  edited: Edit,
  conclusion: EditConclusion,
  context: RuleContext,
): SubscriptionRecord {
  const { edit, ...rest } = record;
  const command = commandById(record, edited.command);
  if (command === undefined) return withNextEdit(rest, context);
  const stops = command.change.kind === 'cancel' || command.change.kind === 'pause';
  if (conclusion.as === 'done' || (conclusion.as === 'over' && stops))
    return withNextEdit(withDone(rest, command, edited.fields.nextDate, context), context);
  if (conclusion.as === 'overtaken')
    return withNextEdit(
      isRemembered(command, edited)
        ? withStopBefore(withGivenWay(rest, edited), command)
        : withEnded(
            withDateSought(rest, edited),
            command,
            'withdrawn',
            context,
            whyOvertaken(record, command),
          ),
      context,
    );
  const failed = withEnded(rest, command, 'failed', context, conclusion.problem);
  return withNextEdit(failed, context);
}

/** A command that shows at the gateway is done, with all that follows from it. */
export function withDone(
  record: SubscriptionRecord,
  command: Command,
  nextDate: string | undefined,
  context: RuleContext,
): SubscriptionRecord {
  const done = withStatusBefore(withEffect(record, command, nextDate, context), command);
  return withEnded(done, command, 'done', context);
}

/** A pause that may have been set counts as set for the cancellation that overtakes it: taken back, that one charges nobody. */
const withStopBefore = (record: SubscriptionRecord, command: Command): SubscriptionRecord =>
  command.change.kind === 'pause' ? withStatusBefore(record, command) : record;

/** What was under way when a cancellation came decides what that one has stopped. */
function withStatusBefore(record: SubscriptionRecord, { change }: Command): SubscriptionRecord {
  const { cancellation } = record;
  if (cancellation === undefined || (change.kind !== 'pause' && change.kind !== 'resume')) return record;
  const { wasInactive, ...known } = cancellation;
  return { ...record, cancellation: change.kind === 'pause' ? { ...known, wasInactive: true } : known };
}

/** What a change that shows at the gateway means for what was sold, for the ledger and for the cancellation. */
function withEffect(
  record: SubscriptionRecord,
  { change, at, cycle }: Command,
  nextDate: string | undefined,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  switch (change.kind) {
    case 'changeAmount':
      return {
        ...record,
        terms: withAmount(record.terms, change.amountCents, { acceptedMs: Date.parse(at), shownMs: nowMs }),
      };
    case 'changeNextDate':
      return { ...record, ledger: redatedByCommand(record.ledger, change.nextDate, cycle) };
    case 'uncancel': {
      const kept = withoutCancellation(record);
      return kept === record ? record : withResumedDate(kept, nextDate, nowMs);
    }
    case 'resume': {
      if (change.chargeMissed !== true || nextDate === undefined || !hasMissed(record, context))
        return withResumedDate(record, nextDate, nowMs);
      const missed = withEarlierSkipped(record.ledger, nextDate, record.terms.intervalMonths);
      return { ...record, ledger: redatedByCommand(missed, nextDate) };
    }
    case 'pause':
    case 'cancel':
    case 'changeCard':
    case 'changeInstallments':
      return record;
  }
}

/**
 * A schedule that is resumed before its date has come keeps its cycle, on whatever date it was resumed for. So does one whose date
 * came while it was paused, when it is resumed for a date before that of the next cycle: a person named it. Where it was charged on
 * that date before anybody knew that it was set, the cycle of that charge has it.
 */
export function withResumedDate(
  record: SubscriptionRecord,
  nextDate: string | undefined,
  nowMs: number,
): SubscriptionRecord {
  const current = currentCycle(record.ledger);
  if (nextDate === undefined || current === undefined) return record;
  const isPast = record.ledger.cycles.some(
    ({ dueDate, charges }) => dueDate > nextDate && charges.length > 0,
  );
  if (isPast) return record;
  const charged = numberChargedOn(record.ledger, nextDate);
  if (charged !== undefined) return { ...record, ledger: redatedByCommand(record.ledger, nextDate, charged) };
  const isAhead = current.dueDate > dateInSaoPaulo(instantOf(nowMs));
  const isItsDate = isOpen(current) && !isOfNextCycle(current, nextDate, record.terms.intervalMonths);
  return isAhead || isItsDate ? { ...record, ledger: redatedByCommand(record.ledger, nextDate) } : record;
}
