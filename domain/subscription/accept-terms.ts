import { isOver, phaseOf } from '../gateway/status';
import { isNews } from '../schedule/last-answer';
import type { Acknowledgeable } from './attention';
import { openMoneyMatters } from './money-matters';
import type { RuleContext } from './order';
import type { SubscriptionRecord } from './record';

/** True when the gateway must tell what it keeps before that is accepted: what it told weeks ago may have been corrected since. */
export const mustAskForTerms = (
  { opening, schedule }: SubscriptionRecord,
  flags: readonly Acknowledgeable[],
  { nowMs }: RuleContext,
): boolean =>
  flags.includes('terms_differ') &&
  opening.stage === 'running' &&
  !isOver(phaseOf(schedule.snapshot.status)) &&
  !isNews(schedule, nowMs);

/** Asks the schedule now, whatever the rhythm of its questions. */
export const withTermsAsked = (record: SubscriptionRecord): SubscriptionRecord => ({
  ...record,
  schedule: { ...record.schedule, pollNow: true },
});

/** Why the terms are not accepted once the gateway was asked; undefined when it keeps what the person has seen. */
export function refusalOfTerms(
  record: SubscriptionRecord,
  seen: readonly string[],
  context: RuleContext,
): string | undefined {
  if (mustAskForTerms(record, ['terms_differ'], context))
    return 'the gateway does not tell what it keeps now';
  const now = termsFlagged(record);
  if (now.length === 0) return 'the gateway keeps what was sold; nothing differs any more';
  return now.every((key) => seen.includes(key))
    ? undefined
    : 'the gateway keeps other terms by now; look at them first';
}

/** The terms that differ, as they are flagged. */
export const termsFlagged = (record: SubscriptionRecord): string[] =>
  openMoneyMatters(record).flatMap(({ flag, key }) => (flag === 'terms_differ' ? [key] : []));
