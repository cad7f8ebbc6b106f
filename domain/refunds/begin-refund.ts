import { newCall, type OpenCall } from '../calls/call';
import { afterSend } from '../calls/protocol';
import type { CallOutcome } from '../gateway/answers';
import { asNit, isSameId, type Nit } from '../ids';
import { allCharges } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { callById, withCall, withError } from '../subscription/changes';
import { withOpenCall } from '../subscription/open-call';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { failRefund, withRefund, withoutRefundCalls } from './changes';
import { beginIdOf, isOpenRefund, sendIdOf, type Refund } from './refund';

// The begin of a refund (docs/gateway.md §8). Its answer tells nothing: the NIT comes by a post of the gateway, which may not say for
// which charge it is. So one refund at a time is begun, and its NIT is accepted for some minutes only; where another NIT got lost, only while
// its own begin is under way.

/** Plans the begin of a refund whose charge can be given back. */
export function startBegin(
  record: SubscriptionRecord,
  refund: Refund,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { look, nit, ...rest } = refund;
  const begun: Refund = { ...rest, state: 'under_way' };
  const call = newCall({ kind: 'begin_refund', id: beginIdOf(refund), createdAtMs: nowMs }, nowMs);
  return withCall(withRefund(record, begun), call);
}

/** Until when another refund cannot be begun: the NIT of this one may still come, milliseconds. */
const awaitedUntilMs = ({ orphans, begunAtMs }: Refund): number =>
  orphans > 0 && begunAtMs !== undefined ? begunAtMs + LIMITS.refundNitForMs : 0;

/** From when on a refund can be begun: no NIT of another one can come by then, milliseconds. */
export const beginFreeAtMs = ({ refunds = [] }: SubscriptionRecord, { id }: Refund): number =>
  Math.max(0, ...refunds.filter((other) => other.id !== id).map(awaitedUntilMs));

/** A begin is about to be sent: from now on the gateway may post its NIT. */
export const noteRefundBegins = (
  record: SubscriptionRecord,
  refund: Refund,
  { nowMs }: RuleContext,
): SubscriptionRecord => withRefund(record, { ...refund, begunAtMs: nowMs, orphans: refund.orphans + 1 });

/** Takes the outcome of a begin over. Once its NIT has come there is no call left that it could be about. */
export function applyRefundBegun(
  record: SubscriptionRecord,
  refund: Refund,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const call = callById(record, beginIdOf(refund));
  if (call === undefined) return record;
  const { nowMs } = context;
  const { postedNit, ...begun } = refund;
  // With any other answer it may be the NIT of another refund, which had got lost.
  if (postedNit !== undefined && outcome.kind === 'done') return withNit(record, begun, postedNit, nowMs);
  const result = afterSend(call, asBegin(outcome), undefined, nowMs);
  const known = hasBegunNothing(outcome) ? { ...begun, orphans: begun.orphans - 1 } : begun;
  const counted = withRefund(record, known);
  const noted =
    result.problem === undefined ? counted : withError(counted, nowMs, 'beginRefund', result.problem);
  if (result.kind === 'concluded') return failRefund(noted, known, result.problem ?? REFUSED, context);
  const { sendAtMs } = result.call;
  const pausedMs = outcome.kind === 'not_sent' ? sendAtMs : nowMs + LIMITS.awaitRefundNitMs;
  return withOpenCall(noted, call, { ...result.call, sendAtMs: Math.max(sendAtMs, pausedMs) }, context);
}

const REFUSED = { code: 'refused', message: 'the gateway refused to begin the refund' };

const hasBegunNothing = (outcome: CallOutcome): boolean =>
  outcome.kind === 'not_sent' || (outcome.kind === 'refused' && outcome.authenticityFailed !== true);

/** A success without the NIT is as good as none. So is code 115, our doors did not take it: they may, next time. */
function asBegin(outcome: CallOutcome): CallOutcome {
  if (outcome.kind === 'done') return { kind: 'unknown', reason: 'unreadable_answer', code: 'nit_missing' };
  return outcome.kind === 'refused' && outcome.authenticityFailed === true
    ? { kind: 'unknown', reason: 'authenticity_error', code: outcome.code }
    : outcome;
}

/** The refund that a posted NIT belongs to: our own begin of it is open, or its reply was lost. */
export function refundExpecting(
  record: SubscriptionRecord,
  nit: string,
  { nowMs }: RuleContext,
): Refund | undefined {
  const { refunds = [], ledger } = record;
  const known = refunds.find(({ nit: own, postedNit }) =>
    [own, postedNit].some((one) => one !== undefined && isSameId(one, nit)),
  );
  // The same post once more, before anything was sent to it: it is still ours.
  if (known !== undefined) return isUnsent(record, known) ? known : undefined;
  if (allCharges(ledger).some((charge) => isSameId(charge.nit, nit))) return undefined;
  return refunds.find((refund) => isAwaiting(record, refund, nowMs));
}

const isUnsent = (record: SubscriptionRecord, refund: Refund): boolean =>
  isOpenRefund(refund) &&
  (refund.postedNit !== undefined || callById(record, sendIdOf(refund))?.possiblyDelivered === 0);

/** Its begin is open, or its reply was lost. Where a NIT of another refund got lost and may come yet, only while we wait for the reply. */
function isAwaiting(record: SubscriptionRecord, refund: Refund, nowMs: number): boolean {
  const call = callById(record, beginIdOf(refund));
  if (call === undefined || refund.postedNit !== undefined || nowMs >= awaitedUntilMs(refund)) return false;
  return !isNitOfOtherLost(record, refund, nowMs) || isUnderWay(call, refund);
}

const isNitOfOtherLost = ({ refunds = [] }: SubscriptionRecord, { id }: Refund, nowMs: number): boolean =>
  refunds.some(
    ({ id: other, orphans, begunAtMs = 0 }) =>
      other !== id && orphans > 0 && nowMs < begunAtMs + LIMITS.nitAnswersForMs,
  );

/** It was sent, and its outcome has not come: what follows an outcome is due later. */
const isUnderWay = ({ sendAtMs }: OpenCall, { begunAtMs = 0 }: Refund): boolean => sendAtMs <= begunAtMs;

/** The NIT of a refund, as the gateway posted it. */
export function takeRefundNit(
  record: SubscriptionRecord,
  posted: string,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const refund = refundExpecting(record, posted, context);
  if (refund === undefined || refund.nit !== undefined || refund.postedNit !== undefined) return record;
  const nit = asNit(posted);
  return isNitOfOtherLost(record, refund, nowMs)
    ? withRefund(record, { ...refund, postedNit: nit })
    : withNit(record, refund, nit, nowMs);
}

/** Its begin is concluded, and the refund is sent to its NIT, once. */
function withNit(record: SubscriptionRecord, refund: Refund, nit: Nit, nowMs: number): SubscriptionRecord {
  const known = withRefund(withoutRefundCalls(record, refund), {
    ...refund,
    nit,
    orphans: refund.orphans - 1,
  });
  // Its fifteen days begin with the begin that brought it.
  const createdAtMs = refund.begunAtMs ?? nowMs;
  return withCall(known, newCall({ kind: 'refund', id: sendIdOf(refund), nit, createdAtMs }, nowMs));
}
