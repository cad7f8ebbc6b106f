import { BY_GATEWAY, BY_SYSTEM } from '../audit';
import { instantOf } from '../calendar';
import type { OpeningCall, OpeningKind } from '../calls/call';
import type { CallResult, Problem } from '../calls/protocol';
import type { Refusal } from '../gateway/answers';
import { withError, type Author } from '../subscription/changes';
import { withOpenCall } from '../subscription/open-call';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { EndState } from '../subscription/states';
import { startAwaiting, startEnding, startRunning, type EndStory } from './transitions';

type Concluded = Extract<CallResult, { kind: 'concluded' }>;

/** Takes over where a call stands after a step: it stays open, or the opening goes where its conclusion leads. */
export function applyResult(
  record: SubscriptionRecord,
  before: OpeningCall,
  result: CallResult,
  context: RuleContext,
): SubscriptionRecord {
  const noted =
    result.problem === undefined ? record : withError(record, context.nowMs, before.kind, result.problem);
  return result.kind === 'open'
    ? withOpenCall(noted, before, result.call, context)
    : conclude(noted, before.kind, result, context);
}

/** The opening's map of conclusions. What a call came to is the gateway's word, or that of the person who is named. */
export function conclude(
  record: SubscriptionRecord,
  kind: OpeningKind,
  concluded: Concluded,
  context: RuleContext,
  author: Author = {},
): SubscriptionRecord {
  switch (concluded.as) {
    case 'happened':
      return startRunning(withDecisionDone(record, 'confirm', context), context, author);
    case 'authorised':
      return startAwaiting(record, context, author);
    case 'denied':
      return startEnding(record, 'rejected', deniedStory(concluded.problem), context);
    case 'refused':
      return startEnding(record, 'rejected', refusedStory(kind, concluded), context);
    case 'failed':
    case 'undone':
    case 'expired':
      return startEnding(
        concluded.as === 'failed' ? record : withDecisionDone(record, 'undo', context),
        ENDS[concluded.as],
        { ...STORIES[concluded.as], ...author, isClaimed: author.by !== undefined },
        context,
      );
  }
}

const ENDS = { failed: 'rejected', undone: 'undone', expired: 'expired' } as const satisfies Record<
  string,
  EndState
>;

const STORIES = {
  failed: { event: 'payment_failed', what: 'the gateway reports that it failed' },
  undone: { event: 'payment_undone', what: 'the payment was undone; nothing was charged' },
  expired: { event: 'expired', what: 'the time limit at the gateway has passed; nothing was charged' },
} as const satisfies Record<string, EndStory>;

const deniedStory = (problem: Problem | undefined): EndStory => ({
  event: 'payment_denied',
  what: 'the issuer denied the payment',
  reason: problem?.message,
});

/** A refusal of our own client or worker is told as such, not in the gateway's name. */
function refusedStory(kind: OpeningKind, { problem, refusal }: Concluded): EndStory {
  const refusedBy = refusal?.refusedBy ?? 'gateway';
  const message = problem?.message ?? '';
  return {
    event: kind === 'create' ? 'create_refused' : 'payment_refused',
    what: WHAT_WAS_REFUSED[refusedBy](kind),
    by: refusedBy === 'gateway' ? BY_GATEWAY : BY_SYSTEM,
    reason: message === '' ? problem?.code : message,
  };
}

const WHAT_WAS_REFUSED: Record<Refusal['refusedBy'], (kind: OpeningKind) => string> = {
  gateway: (kind) => `the gateway refused to ${kind}`,
  client: (kind) => `the ${kind} could not be put as the gateway wants it; nothing was sent`,
  worker: (kind) => `the settings of the merchant forbid the ${kind}; nothing was sent`,
};

/** The gateway has carried a decision about the authorised payment out; one that it decided otherwise stays undone. */
function withDecisionDone(
  record: SubscriptionRecord,
  kind: 'confirm' | 'undo',
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { decision } = record;
  if (decision?.kind !== kind || decision.doneAt !== undefined) return record;
  return { ...record, decision: { ...decision, doneAt: instantOf(nowMs) } };
}
