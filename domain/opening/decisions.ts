import { BY_SYSTEM } from '../audit';
import { instantOf } from '../calendar';
import {
  canBeGivenUp,
  isOpeningCall,
  newCall,
  type OpenCall,
  type OpeningCall,
  type PersonalDecision,
} from '../calls/call';
import { CALL_RULES } from '../calls/rules';
import { askedAnew, sentAnew } from '../calls/protocol';
import { refundDidNotHappen, refundHappened } from '../refunds/apply-refund';
import { callById, withAudit, withCall } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { withPaid } from './apply-question';
import { conclude } from './conclude';
import { GIVEN_UP } from './given-up';
import { startEnding } from './transitions';

/** What was decided about a payment that awaits confirmation. */
export interface Decided {
  kind: 'confirm' | 'undo';
  by: string;
  reason: string;
}

/** Writes a decision down and plans its call. */
export function decideConfirmation(
  record: SubscriptionRecord,
  { kind, by, reason }: Decided,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { opening } = record;
  if (opening.stage !== 'awaiting_confirmation') throw new Error('nothing awaits confirmation');
  const decision = { kind, by, reason, at: instantOf(nowMs) };
  const decided = { ...record, decision };
  const event = kind === 'confirm' ? 'confirm_decided' : 'undo_decided';
  const told = withAudit(decided, nowMs, event, `decided to ${kind} the payment`, { by, reason });
  return withCall(told, newCall({ kind, ...opening.ids }, nowMs));
}

/** Past the deadline an authorised payment is undone. A decision that was taken is carried through. */
export const undoAtDeadline = (record: SubscriptionRecord, context: RuleContext): SubscriptionRecord =>
  decideConfirmation(
    record,
    { kind: 'undo', by: BY_SYSTEM, reason: 'neither confirmed nor undone by the deadline' },
    context,
  );

/** Puts the decision of a named person on a call; it is carried out between two steps. */
export const withPersonalDecision = (
  record: SubscriptionRecord,
  call: OpenCall,
  decision: PersonalDecision,
): SubscriptionRecord => withCall(record, { ...call, decision });

/** Carries out what a named person decided about a call that is still open. */
export function carryOut(record: SubscriptionRecord, id: string, context: RuleContext): SubscriptionRecord {
  const call = callById(record, id);
  if (call?.decision === undefined) return record;
  const { decision, ...undecided } = call;
  // What was sent meanwhile may have arrived: then nobody can say any more that nothing left.
  if (call.person === undefined && !canBeGivenUp(undecided))
    return { ...withCall(record, undecided), lastDecision: { id: decision.id, carriedOut: false } };
  const what = `decided: ${call.kind} ${decision.decision}`;
  const told = withAudit(record, context.nowMs, 'person_decided', what, decision);
  const decided = withDecided(told, undecided, decision, context);
  const ends = decided.opening.stage === 'ending' ? { ends: true as const } : {};
  return { ...decided, lastDecision: { id: decision.id, carriedOut: true, ...ends } };
}

function withDecided(
  told: SubscriptionRecord,
  undecided: OpenCall,
  decision: PersonalDecision,
  context: RuleContext,
): SubscriptionRecord {
  switch (decision.decision) {
    case 'ask_again':
      return withCall(
        told,
        CALL_RULES[undecided.kind].askedBy === 'nothing'
          ? sentAnew(undecided, context.nowMs)
          : askedAnew(undecided, context.nowMs),
      );
    case 'happened':
      return isOpeningCall(undecided)
        ? applyHappened(told, undecided, decision, context)
        : refundHappened(told, undecided, decision, context);
    case 'did_not_happen':
      return isOpeningCall(undecided)
        ? applyDidNotHappen(told, undecided, decision, context)
        : refundDidNotHappen(told, undecided, decision, context);
  }
}

function applyHappened(
  record: SubscriptionRecord,
  { kind }: OpeningCall,
  { by, reason }: PersonalDecision,
  context: RuleContext,
): SubscriptionRecord {
  const author = { by, reason };
  // Authorised is not captured: a payment with late confirmation still has to be confirmed or undone.
  if (kind === 'pay' && context.order.lateConfirmation !== undefined)
    return conclude(record, kind, { kind: 'concluded', as: 'authorised' }, context, author);
  if (kind === 'undo') return conclude(record, kind, { kind: 'concluded', as: 'undone' }, context, author);
  const known = kind === 'activate' ? record : withPaid(record, 'person', context);
  return conclude(known, kind, { kind: 'concluded', as: 'happened' }, context, author);
}

function applyDidNotHappen(
  record: SubscriptionRecord,
  call: OpeningCall,
  { by, reason }: PersonalDecision,
  context: RuleContext,
): SubscriptionRecord {
  // The decision of the billing system still stands: it is carried out now.
  if (call.kind === 'confirm' || call.kind === 'undo') return withCall(record, sentAnew(call, context.nowMs));
  return startEnding(
    record,
    'cancelled',
    { event: 'given_up', what: GIVEN_UP[call.kind], by, reason, isClaimed: !canBeGivenUp(call) },
    context,
  );
}
