import { pollPauseMs } from '../calls/cadence';
import { isFromBefore } from '../adoption/adoption';
import { isOfEarlierAttempt, type AttemptStory } from '../opening/earlier-attempts';
import { idsOf, isOpenEnd } from '../opening/opening';
import { isSameId, type Nit } from '../ids';
import { meaningOfPayment } from '../gateway/status';
import type { Charge } from '../ledger/charge';
import { allCharges } from '../ledger/ledger';
import { isSummedUp } from '../ledger/nit-memory';
import { LIMITS } from '../limits';
import { isToShowRefund } from '../refunds/open-refunds';
import type { SubscriptionRecord } from '../subscription/record';

// A status post of the gateway is a hint (docs/gateway.md §6): it is not signed, it comes late, twice and in any order. It can make
// a subscription ask early. What is known changes only by what the gateway then answers.

/** What a status post says, as far as a hint needs it. */
export interface HintingPost {
  nit?: string | undefined;
  status?: string | undefined;
}

/** What a post would add to what is known. It is `pending` when the look that would tell is owed already, `ended` when none comes. */
export function heardOf(
  record: SubscriptionRecord,
  post: HintingPost,
  nowMs: number,
  story?: AttemptStory,
): 'news' | 'known' | 'pending' | 'ended' {
  const { hints = {}, opening } = record;
  if (opening.stage === 'ended') return 'ended';
  // It comes late: an attempt that has ended is none of this one's business.
  if (story !== undefined && post.nit !== undefined && isOfEarlierAttempt(story, post.nit)) return 'known';
  if (!mayTellNews(record, post)) return 'known';
  const isOwed = hints.owedSinceMs !== undefined || isBeingAsked(record, nowMs);
  if (!isOwed) return 'news';
  const settled = settledCharge(record, post);
  if (settled === undefined) return 'pending';
  const { reread = [] } = hints;
  const isListed = reread.some((nit) => isSameId(nit, settled.nit));
  return isListed || reread.length >= LIMITS.chargesPerPoll ? 'pending' : 'news';
}

/** Writes down that a look is owed, where a post may tell news. Nothing else changes. */
export function takeHint(
  record: SubscriptionRecord,
  post: HintingPost,
  nowMs: number,
  story?: AttemptStory,
): SubscriptionRecord {
  if (heardOf(record, post, nowMs, story) !== 'news') return record;
  // What is news is asked for at its own pace, however long others have met silence.
  const { retry: _pace, ...hints } = record.hints ?? {};
  const settled = settledCharge(record, post);
  const reread = withNits(hints.reread, settled === undefined ? [] : [settled.nit]);
  return { ...record, hints: { ...hints, owedSinceMs: hints.owedSinceMs ?? nowMs, reread } };
}

/**
 * When the look is due that hints have caused: at most one each ten minutes, and at a growing pace where the last one met silence.
 * Infinity when none is owed.
 */
export function hintedMs({ hints = {} }: SubscriptionRecord): number {
  const { owedSinceMs = Infinity, lookedAtMs, retry } = hints;
  const freeAtMs = lookedAtMs === undefined ? 0 : lookedAtMs + LIMITS.hintedLookEveryMs;
  return Math.min(Math.max(owedSinceMs, freeAtMs), retry?.atMs ?? Infinity);
}

/**
 * A look begins. What was owed until now is answered by it; what is posted while it is under way may not be in its answer, and
 * is owed anew.
 *
 * @param isEarly - it is made for the hint alone, before its time
 */
export function withLookBegun(
  record: SubscriptionRecord,
  isEarly: boolean,
  nowMs: number,
): SubscriptionRecord {
  const { hints } = record;
  const isOwed = hints?.owedSinceMs !== undefined || (hints?.reread?.length ?? 0) > 0;
  if (hints === undefined || !isOwed) return record;
  const look = {
    reread: hints.reread ?? [],
    ...(isEarly ? { isEarly: true as const } : {}),
    ...(hints.retry === undefined ? {} : { silent: hints.retry.silent }),
  };
  return { ...record, hints: { lookedAtMs: nowMs, look } };
}

/** A look has ended. */
export function withLookEnded(record: SubscriptionRecord): SubscriptionRecord {
  if (record.hints?.look === undefined) return record;
  const { look, ...hints } = record.hints;
  return { ...record, hints };
}

/**
 * A look met silence: what it was to read again is owed still. It is asked for at a growing pace while its NIT answers
 * (docs/gateway.md §5), and after that with whatever look comes next.
 */
export function withRereadsOwed(record: SubscriptionRecord, unread: readonly Nit[]): SubscriptionRecord {
  const { hints = {} } = record;
  if (unread.length === 0) return record;
  const { retry, ...others } = hints;
  const silent = (hints.look?.silent ?? 0) + 1;
  const atMs = (hints.lookedAtMs ?? 0) + pollPauseMs(silent - 1);
  const isAskedFor = silent <= LIMITS.silentRereads;
  return {
    ...record,
    hints: {
      ...others,
      reread: withNits(hints.reread, unread),
      retry: { silent, ...(isAskedFor ? { atMs } : {}) },
    },
  };
}

const withNits = (known: readonly Nit[] = [], more: readonly Nit[]): Nit[] => [
  ...known,
  ...more.filter((nit) => !known.some((other) => isSameId(other, nit))),
];

/** A charge that was to be read again could not be: it is owed still. */
export function withRereadOwed(record: SubscriptionRecord, nit: Nit): SubscriptionRecord {
  const isAsked = record.hints?.look?.reread.some((known) => isSameId(known, nit)) === true;
  return isAsked ? withRereadsOwed(record, [nit]) : record;
}

/** The same of one that the list by date does not tell yet: it may be behind by hours, and is asked again for a day or two. */
export const withListOwed = (record: SubscriptionRecord, nit: Nit): SubscriptionRecord =>
  (record.hints?.look?.silent ?? 0) < LIMITS.listRereads ? withRereadOwed(record, nit) : record;

/** True while a look goes on that a hint has brought forward: the pace of the others stays as it is. */
export const isEarlyLook = ({ hints }: SubscriptionRecord): boolean => hints?.look?.isEarly === true;

function mayTellNews(record: SubscriptionRecord, { nit, status }: HintingPost): boolean {
  if (nit === undefined) return false;
  const { opening, paymentStatus } = record;
  const own = idsOf(opening)?.nit;
  const isOwn = own !== undefined && isSameId(own, nit);
  switch (opening.stage) {
    case 'running': {
      const known = allCharges(record.ledger).find((charge) => isSameId(charge.nit, nit));
      if (known !== undefined)
        return tellsMore(status, known.gatewayStatus) && !isOurRefund(record, known, status);
      if (isFromBefore(record.adoption, nit)) return false;
      // So old a NIT answers no more: there is nothing to look at.
      if (isSummedUp(record.ledger.earlier, nit)) return false;
      return isOwn ? tellsMore(status, paymentStatus) : true;
    }
    case 'ending':
      // Nothing is decided yet, whatever a person has said.
      return isOpenEnd(opening) && isOwn && tellsMore(status, paymentStatus);
    case 'paying':
    case 'awaiting_confirmation':
      return isOwn && tellsMore(status, paymentStatus);
    // Before there is a NIT, and without one, whoever goes on asks; what ends is asked about once more.
    case 'creating':
    case 'adopting':
    case 'activating':
    case 'ended':
      return false;
  }
}

/** True when a posted status can come after the one that is known. Nothing settled becomes undecided again: such a post is late. */
function tellsMore(posted: string | undefined, known: string | undefined): boolean {
  if (posted === undefined || posted === known) return false;
  if (known === undefined || meaningOfPayment(known).charge === 'pending') return true;
  return meaningOfPayment(posted).charge !== 'pending';
}

/** What we gave back has gone back: that is what was to come. It is news where the charge was looked at after the refund, and read as paid. */
export const isOurRefund = (
  record: SubscriptionRecord,
  { outcome, nit }: Charge,
  status: string | undefined,
): boolean =>
  outcome === 'refunded' &&
  status !== undefined &&
  meaningOfPayment(status).charge === 'reversed' &&
  !isToShowRefund(record, nit);

/** A call that is with the gateway now: its answer comes, or it is asked about within seconds. */
const isBeingAsked = ({ opening, calls }: SubscriptionRecord, nowMs: number): boolean =>
  opening.stage === 'paying' && calls.some(({ doubt, sendAtMs }) => doubt === undefined && sendAtMs <= nowMs);

/** The charge of the schedule that a post is about, where its outcome is known. The immediate payment is told with every look. */
function settledCharge({ ledger }: SubscriptionRecord, { nit }: HintingPost): Charge | undefined {
  const charges = ledger.cycles.flatMap((cycle) => cycle.charges);
  return nit === undefined
    ? undefined
    : charges.find((charge) => isSameId(charge.nit, nit) && charge.outcome !== 'pending');
}
