import { isFromBefore } from '../adoption/adoption';
import { scheduleOf } from '../calls/meaning';
import { lookAtEdit, withEditUnseen } from '../edits/look-at-edit';
import type { QueryOutcome } from '../gateway/answers';
import { asNit, isSameId, type Nit } from '../ids';
import { nitsToAsk } from '../ledger/ledger';
import { isSummedUp } from '../ledger/nit-memory';
import { LIMITS } from '../limits';
import { idsOf } from '../opening/opening';
import { withError } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { expectedCharge, takeFacts } from '../subscription/take-facts';
import { isEarlyLook, withRereadsOwed } from './hint';
import { withPollCounted } from './poll-count';
import { continueReading } from './reading';
import { chargesForSecondLook } from './second-look';

/** Takes the answer to a poll over and begins to read its charges. State changes on an answer only, never on silence (R6). */
export function applyPoll(
  record: SubscriptionRecord,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const { pollNow, askingSinceMs: askedAtMs = nowMs, ...schedule } = record.schedule;
  // The pace of what is open goes on from the last poll that it asked for.
  const keepsPace = isEarlyLook(record) && schedule.openPolls > 0;
  const polled = { ...record, schedule: keepsPace ? schedule : { ...schedule, polledAtMs: nowMs } };
  const facts = answer.kind === 'done' ? scheduleOf(answer.facts, idsOf(record.opening)?.sid) : undefined;
  if (answer.kind !== 'done' || facts === undefined) {
    const code = answer.kind === 'refused' ? answer.code : 'no_answer';
    const problem = { code, message: 'the gateway did not answer the status query' };
    const noted = withError(withEditUnseen(polled, context), nowMs, 'getSchedule', problem);
    const owing = withRereadsOwed(noted, noted.hints?.look?.reread ?? []);
    return withPollCounted(owing, 'incomplete', context);
  }
  const asked = { ...polled, schedule: { ...polled.schedule, answerAskedAtMs: askedAtMs } };
  const told = lookAtEdit(takeFacts(asked, answer.facts, 'query', context), facts, context);
  // What was summed up, or was charged before us, is as settled as can be; its place among the others says nothing any more.
  const listed = facts.nits
    .map(asNit)
    .filter((nit) => !isFromBefore(record.adoption, nit) && !isSummedUp(told.ledger.earlier, nit));
  const unread = Object.keys(told.schedule.unreadSince).map(asNit);
  const nits = nitsToAsk(told.ledger, [...listed, ...unread]);
  const again = chargesForSecondLook(told, schedule.secondLookAtMs, nowMs);
  const reading = {
    listed,
    queue: withReread(record, nits.slice(0, LIMITS.chargesPerPoll), again),
    sinceMs: nowMs,
    scheduledCents: expectedCharge(record).scheduledCents,
    complete: nits.length <= LIMITS.chargesPerPoll,
    ...(facts.nextDate === undefined ? { isDateHidden: true as const } : {}),
  };
  return continueReading(
    {
      ...told,
      schedule: {
        ...told.schedule,
        ...{ reading, listed: facts.nits.length },
        ...(again.length > 0 ? { secondLookAtMs: nowMs } : {}),
      },
    },
    context,
  );
}

/** Settled charges come last: those that a post tells something else of, and those whose second look is due. */
function withReread(
  { hints }: SubscriptionRecord,
  queue: readonly Nit[],
  secondLooks: readonly Nit[],
): Nit[] {
  const grown = [...queue];
  for (const nit of [...(hints?.look?.reread ?? []), ...secondLooks])
    if (!grown.some((queued) => isSameId(queued, nit))) grown.push(nit);
  return grown;
}
