import { dateInSaoPaulo, instantOf, shifted, type IsoDate } from '../calendar';
import { isOver, isUnderWay, phaseOf } from '../gateway/status';
import { LIMITS } from '../limits';
import { endedWithoutDecision } from '../ledger/assign-charge';
import { formatReais } from '../money';
import { isNews } from '../schedule/last-answer';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { shownState } from '../subscription/state';
import { STATUS_AFTER, type Change } from './change';
import { isOpenCommand, takingBack, type Command } from './command';
import { givenWayOf } from './given-way';
import { hasMissed } from './fields-of';
import { goesOnOnly } from './going-on';

/** Why a command is refused, in words that follow "is not possible:"; undefined when it may be taken. */
export function refusalOfChange(
  record: SubscriptionRecord,
  change: Change,
  context: RuleContext,
): string | undefined {
  return (
    refusalByStage(record, change) ??
    refusalByCancellation(record, change) ??
    refusalOf(record, change, context)
  );
}

/** An edit is possible on a schedule that runs or is inactive (docs/gateway.md §7). */
function refusalByStage(record: SubscriptionRecord, { kind }: Change): string | undefined {
  const { opening, schedule, commands = [] } = record;
  if (opening.stage !== 'running') return `the subscription is ${shownState(record).state}`;
  const { status } = schedule.snapshot;
  // What stops the charges is not put off by what the gateway says, nor by what waits: it overtakes that.
  if (kind === 'cancel')
    return isOver(phaseOf(status)) ? `the gateway reports the schedule as ${status ?? '–'}` : undefined;
  if (!isUnderWay(phaseOf(status))) return `the gateway reports the schedule as ${status ?? '–'}`;
  const open = commands.filter(isOpenCommand).length;
  return open >= LIMITS.commandsOpen
    ? `${String(open)} commands wait already; ask again when some of them are done`
    : undefined;
}

function refusalByCancellation(
  { cancellation, commands, schedule }: SubscriptionRecord,
  change: Change,
): string | undefined {
  const isTakenBack = takingBack(commands) !== undefined;
  if (change.kind === 'uncancel') {
    if (cancellation === undefined) return 'it is not cancelled';
    return isTakenBack ? 'the cancellation is being taken back already' : undefined;
  }
  if (cancellation === undefined || isTakenBack) return undefined;
  // Somebody has made it active again elsewhere: it is stopped once more.
  const isUndoneElsewhere =
    cancellation.inactiveAt !== undefined && phaseOf(schedule.snapshot.status) === 'active';
  if (change.kind === 'cancel' && isUndoneElsewhere) return undefined;
  return `${cancellation.by} cancelled it at ${cancellation.at}; uncancel comes first`;
}

function refusalOf(record: SubscriptionRecord, change: Change, context: RuleContext): string | undefined {
  switch (change.kind) {
    case 'pause':
      return willBeActive(record, context) === false ? 'it is paused already, or will be' : undefined;
    case 'resume':
      return (willBeActive(record, context) ?? (!goesOnOnly(change) && wasToldActive(record)))
        ? 'it is not paused'
        : refusalOfResume(record, change, context);
    case 'changeAmount':
      return change.amountCents === intendedAmount(record, context)
        ? `the amount is ${formatReais(change.amountCents)} already`
        : undefined;
    case 'changeNextDate':
      return (
        refusalOfDate('nextDate', change.nextDate, context) ?? refusalOfPastCycle(record, change.nextDate)
      );
    case 'cancel':
    case 'uncancel':
    case 'changeCard':
    case 'changeInstallments':
      return undefined;
  }
}

function refusalOfResume(
  record: SubscriptionRecord,
  { nextDate, chargeMissed }: Extract<Change, { kind: 'resume' }>,
  context: RuleContext,
): string | undefined {
  if (chargeMissed === true && !hasMissed(record, context)) return 'chargeMissed: nothing was missed';
  if (nextDate === undefined) return undefined;
  if (chargeMissed === true) return 'nextDate: not together with chargeMissed, which charges tomorrow';
  return refusalOfDate('nextDate', nextDate, context);
}

function refusalOfDate(field: string, date: IsoDate, { nowMs }: RuleContext): string | undefined {
  const today = dateInSaoPaulo(instantOf(nowMs));
  if (date <= today) return `${field}: must be after today, ${today}`;
  const last = shifted(today, LIMITS.nextDateMonths, 0);
  return date > last ? `${field}: must be on or before ${last}` : undefined;
}

/** Two cycles on one date could not be told apart. */
function refusalOfPastCycle({ ledger }: SubscriptionRecord, date: IsoDate): string | undefined {
  const executed = ledger.cycles.findLast(({ charges }) => !charges.every(endedWithoutDecision))?.dueDate;
  return executed !== undefined && date <= executed
    ? `nextDate: must be after ${executed}, which was executed`
    : undefined;
}

/**
 * Whether the schedule will be active once everything that was asked for is done; undefined where that hangs on what became of a pause that
 * nobody has told of, or on what somebody may have done in the portal since the gateway told: the command finds out.
 */
function willBeActive(record: SubscriptionRecord, context: RuleContext): boolean | undefined {
  const { schedule, cancellation, commands = [] } = record;
  const deciding = commands.filter(isDeciding);
  const last = deciding.findLast((command) => givenWayOf(record, command) === undefined);
  if (last === undefined)
    return isNews(schedule, context.nowMs) ? phaseOf(schedule.snapshot.status) === 'active' : undefined;
  // What was paused when it was cancelled stays paused.
  if (last.change.kind === 'uncancel' && cancellation?.wasInactive === true)
    return deciding.some((command) => givenWayOf(record, command) !== undefined) ? undefined : false;
  return STATUS_AFTER[last.change.kind] === 'active';
}

/**
 * Nothing that was asked for decides, and the gateway told it as active, however long ago: what sets a date is not taken on that. What sets
 * none looks first.
 */
const wasToldActive = ({ schedule, commands = [] }: SubscriptionRecord): boolean =>
  phaseOf(schedule.snapshot.status) === 'active' && !commands.some(isDeciding);

const isDeciding = (command: Command): boolean =>
  isOpenCommand(command) && STATUS_AFTER[command.change.kind] !== undefined;

/** The amount that the schedule will have; undefined where it was told too long ago. */
function intendedAmount(record: SubscriptionRecord, context: RuleContext): number | undefined {
  const { schedule, terms, commands = [] } = record;
  const open = commands.filter(isOpenCommand).map(({ change }) => change);
  const last = open.findLast((change) => change.kind === 'changeAmount');
  if (last !== undefined) return last.amountCents;
  return isNews(schedule, context.nowMs) ? (schedule.snapshot.amountCents ?? terms.amountCents) : undefined;
}
