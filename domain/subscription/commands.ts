import { instantOf } from '../calendar';
import { canBeGivenUp, isOpeningCall, type OpenCall, type Resolution } from '../calls/call';
import { isSameId } from '../ids';
import { seenAt } from '../ledger/charge-day';
import { decideByPerson, unreadableCharge } from '../ledger/ledger';
import type { ChargeOutcome } from '../ledger/outcomes';
import { isOpenCommand } from '../edits/command';
import type { Edit } from '../edits/edit';
import { withoutCommands } from '../edits/take-command';
import { decideConfirmation, withPersonalDecision } from '../opening/decisions';
import { confirmByOf, type Opening } from '../opening/opening';
import { end } from '../opening/transitions';
import { hasRefundToFollow } from '../refunds/open-refunds';
import { soldFor } from '../schedule/sold-amount';
import { acknowledge, flagsOf, type Acknowledgeable } from './attention';
import { withAudit } from './changes';
import type { RuleContext } from './order';
import type { SubscriptionRecord } from './record';
import { shownState } from './state';

/** Who sent a command, and why. */
export interface Sender {
  by: string;
  reason: string;
}

/** Why a confirm or undo is refused; undefined when it may be taken. A repetition of what was decided is no refusal. */
export function refusalOfConfirmation(
  record: SubscriptionRecord,
  kind: 'confirm' | 'undo',
  { nowMs }: RuleContext,
): string | undefined {
  const { decision, opening } = record;
  if (decision?.kind === kind) return undefined;
  if (decision !== undefined) return `${decision.by} decided to ${decision.kind} it at ${decision.at}`;
  if (opening.stage !== 'awaiting_confirmation') return `the subscription is ${shownState(record).state}`;
  const confirmBy = confirmByOf(opening);
  if (confirmBy !== undefined && nowMs >= Date.parse(confirmBy))
    return `the deadline ${confirmBy} has passed`;
  return undefined;
}

/** Writes a confirm or undo down. One that was decided already stays as it is. */
export const takeConfirmation = (
  record: SubscriptionRecord,
  kind: 'confirm' | 'undo',
  sender: Sender,
  context: RuleContext,
): SubscriptionRecord =>
  record.decision === undefined ? decideConfirmation(record, { kind, ...sender }, context) : record;

/** Where a confirm or undo stands. */
export type ConfirmationStanding =
  /** Its call is on its way, or its conclusion is being looked up. */
  | 'waiting'
  /** It was tried, did not arrive, and is tried again. */
  | 'accepted'
  | 'in_doubt'
  | 'carried_out'
  /** The gateway had decided otherwise before. */
  | 'overtaken';

/** Where the confirm or undo of a payment stands, from what is known now. */
export function confirmationStanding(
  { calls, schedule, opening, ledger }: SubscriptionRecord,
  kind: 'confirm' | 'undo',
): ConfirmationStanding {
  const call = calls.find((open) => open.kind === 'confirm' || open.kind === 'undo');
  if (call !== undefined) {
    if (call.doubt !== undefined) return 'in_doubt';
    return call.notDelivered + call.notTaken > 0 || call.possiblyDelivered > 0 ? 'accepted' : 'waiting';
  }
  const isBeingAsked = schedule.pollNow === true || schedule.reading !== undefined;
  if (opening.stage === 'ending') return endingStanding(opening);
  if (opening.stage === 'running' && isBeingAsked) return 'waiting';
  // It was said to be carried out, and a later answer tells that it is not.
  if (opening.stage === 'awaiting_confirmation') return 'overtaken';
  const hasHappened = ledger.immediate.some(({ outcome }) => WAS_CAPTURED.includes(outcome));
  return hasHappened === (kind === 'confirm') ? 'carried_out' : 'overtaken';
}

const WAS_CAPTURED: readonly ChargeOutcome[] = ['paid', 'refunded', 'reversed'];

/** An end is asked about before it is said how it came; when the first question meets silence, nobody is kept waiting for it. */
const endingStanding = ({ askAtMs }: Extract<Opening, { stage: 'ending' }>): 'waiting' | 'accepted' =>
  askAtMs === undefined ? 'waiting' : 'accepted';

/** There may be another question by now: sent twice, a decision without it would be about that one. */
const ABOUT_IS_MISSING =
  'about: must be the NIT that was looked up, of a charge or of a refund; carat show tells it';

/** Why a resolve is refused; undefined when it answers a question that is open. */
export function refusalOfResolution(
  record: SubscriptionRecord,
  decision: Resolution,
  about?: string,
): string | undefined {
  const call = callToDecide(record, { decision, about });
  if (call?.decision !== undefined) return `${call.decision.by} has just decided`;
  if (call !== undefined) {
    const decisions: readonly Resolution[] = call.person?.decisions ?? ['did_not_happen'];
    if (!decisions.includes(decision)) return `decision: must be one of ${decisions.join(', ')} here`;
    const isOneOfSeveral = !isOpeningCall(call) && (call.nit ?? call.sid) !== undefined;
    return about === undefined && isOneOfSeveral ? ABOUT_IS_MISSING : undefined;
  }
  const isOfCharge = decision !== 'ask_again' && unreadableCharge(record.ledger, about) !== undefined;
  if (isOfCharge) return about === undefined ? ABOUT_IS_MISSING : undefined;
  if (about !== undefined && [undefined, ABOUT_IS_MISSING].includes(refusalOfResolution(record, decision)))
    return 'about: the open question is about another NIT or SID by now; look at it again';
  const { state } = shownState(record);
  return state === 'blocked' || unreadableCharge(record.ledger) !== undefined
    ? 'decision: must be one of happened, did_not_happen here'
    : `the subscription is ${state}`;
}

/** A decision of a named person about a call, or about the oldest charge that the gateway no longer tells of. */
export interface Resolving extends Sender {
  /** Of the command. */
  id: string;
  decision: Resolution;
  /** The NIT or SID that was looked up; without it, the question that is open. */
  about?: string | undefined;
}

/**
 * Writes a person's decision down. About a call it is carried out between two steps, unless the gateway answers first; about a
 * charge it is carried out at once.
 */
export function takeResolution(
  record: SubscriptionRecord,
  resolving: Resolving,
  context: RuleContext,
): SubscriptionRecord {
  const { id, decision, by, reason } = resolving;
  const call = callToDecide(record, resolving);
  if (call !== undefined) return withPersonalDecision(record, call, { id, decision, by, reason });
  return decideUnreadable(record, resolving, context);
}

/** True when a decision is about a call, and waits for its turn between two steps. One about a charge is carried out at once. */
export const isAboutCall = (record: SubscriptionRecord, decision: Resolution, about?: string): boolean =>
  callToDecide(record, { decision, about }) !== undefined;

/** Where a person's decision about a call stands. */
export function resolutionOf(
  record: SubscriptionRecord,
  id: string,
): 'waiting' | 'accepted' | 'carried_out' | 'overtaken' | 'contradicted' {
  if (record.opening.stage === 'ending') return endingStanding(record.opening);
  const { lastDecision, opening } = record;
  if (lastDecision?.id === id && lastDecision.carriedOut) {
    // It was to end, and the gateway has told otherwise.
    const isContradicted = lastDecision.ends === true && opening.stage !== 'ended';
    return isContradicted ? 'contradicted' : 'carried_out';
  }
  return record.calls.some(({ decision }) => decision?.id === id) ? 'waiting' : 'overtaken';
}

/** Flags of a command that are not up. */
export const flagsDown = (
  record: SubscriptionRecord,
  flags: readonly Acknowledgeable[],
  context: RuleContext,
): Acknowledgeable[] => {
  const up: readonly string[] = flagsOf(record, context);
  return flags.filter((flag) => !up.includes(flag));
};

/** Takes flags off on the word of a named person. */
export const takeAcknowledgement = (
  record: SubscriptionRecord,
  flags: readonly Acknowledgeable[],
  sender: Sender,
  context: RuleContext,
): SubscriptionRecord =>
  withAudit(
    acknowledge(record, flags, context),
    context.nowMs,
    'acknowledged',
    `acknowledged ${flags.join(', ')}`,
    sender,
  );

/** A cancellation from outside is noted for a person; it would only stop our side. */
export const noteCancelRequest = (record: SubscriptionRecord, { nowMs }: RuleContext): SubscriptionRecord =>
  withAudit(
    { ...record, cancelRequestedAt: instantOf(nowMs) },
    nowMs,
    'cancel_requested',
    'a cancellation was requested; it is not carried out, because the gateway would go on charging',
    { by: 'Temporal' },
  );

/** The call that a decision is about: one that waits for a person, or one that can be given up because nothing ever left. */
function callToDecide(
  { calls }: SubscriptionRecord,
  { decision, about }: Pick<Resolving, 'decision' | 'about'>,
): OpenCall | undefined {
  const meant = calls.filter((call) => about === undefined || isAboutId(call, about));
  const blocked = meant.find(({ person }) => person !== undefined);
  if (blocked !== undefined) return blocked;
  return decision === 'did_not_happen' ? meant.find(canBeGivenUp) : undefined;
}

const isAboutId = ({ nit, sid }: OpenCall, about: string): boolean =>
  [nit, sid].some((id) => id !== undefined && isSameId(id, about));

function decideUnreadable(
  record: SubscriptionRecord,
  { decision, about, by, reason }: Resolving,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const charge = unreadableCharge(record.ledger, about);
  if (charge === undefined) return record;
  const outcome = decision === 'happened' ? 'paid' : 'failed';
  const { terms, schedule } = record;
  const sold = soldFor(terms, { ...charge, at: charge.at ?? seenAt(charge) });
  const amountCents = sold === terms.amountCents ? (schedule.snapshot.amountCents ?? sold) : sold;
  const found = { nit: charge.nit, outcome, at: instantOf(nowMs), amountCents } as const;
  const decided = { ...record, ledger: decideByPerson(record.ledger, found) };
  const what = `decided about the charge with NIT ${charge.nit}: ${outcome}`;
  return withAudit(decided, nowMs, 'charge_decided', what, { by, reason });
}

/** Why a retirement is refused: what was sent and is not known yet would be lost. */
export function refusalOfRetirement(record: SubscriptionRecord): string | undefined {
  const { opening, calls, edit, gaveWay = [], commands = [] } = record;
  // Nothing was asked of the gateway but what the schedule is.
  if (opening.stage === 'adopting') return undefined;
  if (opening.stage !== 'running') return `the subscription is ${shownState(record).state}`;
  if (hasRefundToFollow(record)) return 'a refund is open; ask again when it is done';
  // Of a command that has ended, a date alone is sought.
  const isOpen = ({ command }: Edit): boolean =>
    commands.some((known) => known.id === command && isOpenCommand(known));
  if (calls.length > 0 || gaveWay.some(isOpen) || (edit !== undefined && edit.sends > 0))
    return 'what became of the last call is not known yet; ask again when it is';
  if (record.cancellation !== undefined && record.cancellation.inactiveAt === undefined)
    return 'it is cancelled, and the gateway does not say so yet; ask again when it does, or uncancel';
  return undefined;
}

/** Ends our side on the word of a named person. The schedule goes on at the gateway, and somebody else follows it. */
export function takeRetirement(
  record: SubscriptionRecord,
  { by, reason }: Sender,
  context: RuleContext,
): SubscriptionRecord {
  const what = 'retired: the schedule goes on at the gateway, and we follow it no more';
  const told = withAudit(record, context.nowMs, 'retired', what, { by, reason });
  return end(withoutCommands(told, context), 'retired', context.nowMs);
}
