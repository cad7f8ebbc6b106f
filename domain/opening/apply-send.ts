import { newCall, type OpeningCall } from '../calls/call';
import { meaningFor } from '../calls/meaning';
import { afterSend } from '../calls/protocol';
import type { CallOutcome, GatewayFacts } from '../gateway/answers';
import { asNit, asSid } from '../ids';
import { withAudit, withCall } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { takeFacts } from '../subscription/take-facts';
import { applyResult } from './conclude';

/** Takes the outcome of a send over: what it tells, and what it means for the call. */
export function applySend(
  record: SubscriptionRecord,
  call: OpeningCall,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  if (call.kind === 'create') return applyCreate(record, call, outcome, context);
  const facts = factsOf(outcome);
  const told = facts === undefined ? record : takeFacts(record, facts, 'answer', context);
  const meaning = facts === undefined ? undefined : meaningFor(call, facts);
  return applyResult(told, call, afterSend(call, outcome, meaning, context.nowMs), context);
}

const factsOf = (outcome: CallOutcome): GatewayFacts | undefined =>
  'facts' in outcome ? outcome.facts : undefined;

/** The ids of a create are taken over before the call that can move money is planned (R1). */
function applyCreate(
  record: SubscriptionRecord,
  call: OpeningCall,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const created = outcome.kind === 'done' ? withIds(record, call, outcome.facts, context) : undefined;
  if (created !== undefined && outcome.kind === 'done')
    return takeFacts(created, outcome.facts, 'answer', context);
  // An answer without the ids that the way in needs is as good as none.
  const known: CallOutcome =
    outcome.kind === 'done' ? { kind: 'unknown', reason: 'unreadable_answer', code: 'ids_missing' } : outcome;
  return applyResult(record, call, afterSend(call, known, undefined, context.nowMs), context);
}

function withIds(
  record: SubscriptionRecord,
  { decision }: OpeningCall,
  { payment, schedule }: GatewayFacts,
  { order, nowMs }: RuleContext,
): SubscriptionRecord | undefined {
  const paysNow = order.entry === 'pay_now';
  // Given up while it was being created: what was created is not paid.
  const givenUp = decision?.decision === 'did_not_happen' ? { decision } : {};
  if (schedule === undefined || (paysNow && payment === undefined)) return undefined;
  const ids = { sid: asSid(schedule.sid), createdAtMs: nowMs };
  const nit = payment === undefined ? undefined : asNit(payment.nit);
  const created = withAudit({ ...record, calls: [] }, nowMs, 'created', 'created at the gateway');
  if (paysNow && nit !== undefined) {
    const paying = {
      ...created,
      opening: { stage: 'paying', sinceMs: nowMs, ids: { ...ids, nit } } as const,
    };
    return withCall(paying, { ...newCall({ kind: 'pay', ...ids, nit }, nowMs), ...givenUp });
  }
  const opening = {
    stage: 'activating',
    sinceMs: nowMs,
    ids: { ...ids, ...(nit === undefined ? {} : { nit }) },
  } as const;
  return withCall({ ...created, opening }, { ...newCall({ kind: 'activate', ...ids }, nowMs), ...givenUp });
}
