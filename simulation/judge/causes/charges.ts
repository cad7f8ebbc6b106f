import type { LedgerEntry } from '../../../sandbox/state/ledger';
import { firstToldMs, keepsMoney, toldPayments, toldSchedules, type Case } from '../case';
import { isCaughtUp, isSameDate } from '../same-date';
import { givenBack, isRefundUncertain } from '../refunds/books';
import { DAY_MS, FINAL, possibleIf, SEEN_WITHIN_MS, UNSETTLED_MS, type Cause } from './cause';

/** A NIT can be asked for 15 days (docs/gateway.md §5.1). */
const NIT_LIFE_MS = 15 * DAY_MS;

/** Two charges for one date of the schedule were approved, and both have been told. */
export function paidTwice(theCase: Case, atMs = Infinity): Cause {
  const { executed, playedUntilMs, life } = theCase;
  const told = executed.filter(
    ({ kind, outcome, nit }) =>
      kind === 'scheduled' && outcome === 'approved' && (firstToldMs(theCase, nit) ?? Infinity) <= atMs,
  );
  const twins = told.filter((charge) => told.some((other) => isSameDate(theCase, charge, other)));
  if (twins.length === 0)
    return possibleIf(isCaughtUp(theCase) || told.some((charge) => isOfBefore(theCase, charge)));
  const withinMs = life.ended ? 0 : SEEN_WITHIN_MS;
  const isSettled = twins.every(
    ({ nit }) => playedUntilMs - (firstToldMs(theCase, nit) ?? Infinity) > withinMs,
  );
  return isSettled && twins.every(keepsMoney) ? 'certain' : 'possible';
}

/** What was executed before an adoption is repeated after it. What became of it then nobody has asked. */
const isOfBefore = ({ history }: Case, charge: LedgerEntry): boolean =>
  history.some(({ cycle }) => cycle === charge.cycle);

/** An execution was told of, and its NIT could not be read as long as it can be asked for, or read undecided all the time. */
export function unreadable(theCase: Case, atMs = Infinity): Cause {
  const { executed, evidence, playedUntilMs } = theCase;
  const unread = executed.filter(({ nit, kind, at }) => {
    const decided = toldPayments(theCase, nit).find(({ status }) => FINAL.has(status));
    const untilMs = Math.min(decided?.atMs ?? Infinity, atMs, playedUntilMs);
    // What is tried again was told before it was executed for the last time.
    const fromMs = Math.min(firstToldMs(theCase, nit) ?? Infinity, Date.parse(at));
    return kind === 'scheduled' && untilMs - fromMs > UNSETTLED_MS - DAY_MS;
  });
  if (unread.length === 0) return 'none';
  const isCertain = unread.some(({ nit }) => {
    const toldMs = firstToldMs(theCase, nit);
    const isStillUnread = !evidence.some(({ payments }) => payments.has(nit));
    return isStillUnread && toldMs !== undefined && playedUntilMs - toldMs > NIT_LIFE_MS + 8 * DAY_MS;
  });
  return isCertain ? 'certain' : 'possible';
}

/**
 * An answer counts more executions than it lists; or one of before the adoption, that was tried again and decided after it. The gateway
 * counts what was decided, and lists that and more (docs/gateway.md §6).
 */
export const countsMore = (theCase: Case, atMs = Infinity): Cause => {
  const { history, adopted } = theCase;
  const isDecidedLate = history.some(({ at }) => Date.parse(at) > (adopted?.historyUntilMs ?? Infinity));
  const told = toldSchedules(theCase, atMs);
  return possibleIf(
    isDecidedLate ||
      told.some(
        ({ schedule: { currentTimes = 0, nits } }) => nits !== undefined && currentTimes > nits.length,
      ),
  );
};

/** When a second or later charge of one date was told that kept the money, where it was told long enough ago. */
export const repetitions = (theCase: Case): number[] =>
  settled(
    theCase,
    theCase.executed.filter((charge, index) => {
      const isKept = charge.kind === 'scheduled' && keepsMoney(charge);
      const isOfSame = (other: LedgerEntry): boolean =>
        isSameDate(theCase, charge, other) && keepsMoney(other);
      return isKept && theCase.executed.slice(0, index).some(isOfSame);
    }),
    'CON',
  );

/** When a reversal that was not ours was told, where that is long enough ago. */
export const reversals = (theCase: Case): number[] =>
  settled(
    theCase,
    theCase.executed.filter(
      (charge) =>
        charge.reversed && givenBack(theCase, charge).byUs === 0 && !isRefundUncertain(theCase, charge.nit),
    ),
    'EST',
  );

/** When a status was first told of each charge, without those that may not have been shown yet. */
const settled = (theCase: Case, charges: readonly LedgerEntry[], status: string): number[] =>
  charges.flatMap(({ nit }) => {
    const toldMs = toldPayments(theCase, nit).find((told) => told.status === status)?.atMs;
    return toldMs !== undefined && theCase.playedUntilMs - toldMs > SEEN_WITHIN_MS ? [toldMs] : [];
  });
