import { BY_SYSTEM } from '../audit';
import type { OpenCall } from '../calls/call';
import type { QueryOutcome } from '../gateway/answers';
import { withAudit, withCall, withError } from './changes';
import type { RuleContext } from './order';
import type { SubscriptionRecord } from './record';

/** Keeps a call that stays open, and tells in the audit trail what is new about it. */
export function withOpenCall(
  record: SubscriptionRecord,
  before: OpenCall,
  after: OpenCall,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { kind, doubt, person } = after;
  const kept = withCall(record, after);
  if (person !== undefined && before.person === undefined) {
    const story = { by: BY_SYSTEM, reason: person.findOut };
    return withAudit(kept, nowMs, 'person_needed', 'a person must decide', story);
  }
  if (doubt !== undefined && before.doubt === undefined) {
    const story = { by: BY_SYSTEM, reason: doubt.reason };
    return withAudit(kept, nowMs, 'call_in_doubt', `what became of ${kind} is not known`, story);
  }
  if (doubt === undefined && before.doubt !== undefined) {
    const story = { reason: before.doubt.reason };
    return withAudit(kept, nowMs, 'call_sent_again', `${kind} never arrived; it is sent again`, story);
  }
  return kept;
}

/** Remembers that a question about a call met silence, or a refusal. */
export function withSilence(
  record: SubscriptionRecord,
  { kind }: OpenCall,
  answer: Exclude<QueryOutcome, { kind: 'done' }>,
  nowMs: number,
): SubscriptionRecord {
  const problem =
    answer.kind === 'refused'
      ? { code: answer.code, message: answer.message }
      : { code: answer.detail ?? answer.reason, message: 'the gateway did not answer the question' };
  return withError(record, nowMs, `question about ${kind}`, problem);
}
