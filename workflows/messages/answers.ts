import type { CommandAnswer } from '../../contract/commands';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';

/** What a command says of itself: done, going on, or not known yet. */
export function answerOf(
  record: SubscriptionRecord,
  result: CommandAnswer['result'],
  since?: string,
): CommandAnswer {
  const scheduleStatus = record.schedule.snapshot.status;
  return {
    result,
    ...(since === undefined ? {} : { since }),
    state: shownState(record).state,
    ...(record.paymentStatus === undefined ? {} : { paymentStatus: record.paymentStatus }),
    ...(scheduleStatus === undefined ? {} : { scheduleStatus }),
  };
}
