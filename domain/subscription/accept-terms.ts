import { isOver, phaseOf } from '../gateway/status';
import { isNews } from '../schedule/last-answer';
import type { Acknowledgeable } from './attention';
import type { RuleContext } from './order';
import type { SubscriptionRecord } from './record';

/**
 * True when the gateway must tell what it keeps before a person accepts that: what it told weeks ago, and he has looked at, may have been
 * corrected in the portal since.
 */
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
