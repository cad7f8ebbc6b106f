import { ApplicationFailure } from '@temporalio/workflow';
import type { CommandAnswer } from '../../contract/commands';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import type { CommandStanding } from '../../domain/edits/standing';
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

/** The answer of a command that is written down and goes on by itself, from where it stands. */
export function answerOfStanding(
  record: SubscriptionRecord,
  kind: string,
  standing: CommandStanding | undefined,
): CommandAnswer {
  switch (standing?.kind) {
    case 'carried_out':
      return answerOf(record, 'carried_out', standing.since);
    case 'in_doubt':
      return answerOf(record, 'in_doubt');
    case 'failed':
      throw commandFailed(kind, standing.problem);
    case 'accepted':
    case 'waiting':
    case undefined:
      return answerOf(record, 'accepted');
  }
}

/** A command that was taken and came to nothing. */
const commandFailed = (
  kind: string,
  { code, message }: { code: string; message: string },
): ApplicationFailure =>
  ApplicationFailure.create({
    type: WORKFLOW_ERRORS.commandFailed,
    message: `${kind} was not carried out: ${code}, ${message}`,
    nonRetryable: true,
    details: [{ code, message }],
  });
