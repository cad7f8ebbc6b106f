import type { ProtoFailure } from '@temporalio/common';
import type { CommandAnswer } from '../../contract/commands';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import type { SentCommand } from '../playing/life-record';
import { toldScheduleStatuses, toldStatuses, type Case } from './case';
import type { Finding } from './finding';

/** I13: a command that is not allowed is refused by its code, and what an answer claims has been told by the gateway. */
export function answeredTruthfully(theCase: Case): Finding[] {
  return theCase.life.commands.flatMap((command) => [...refusals(command), ...claims(theCase, command)]);
}

const REFUSALS: readonly string[] = [WORKFLOW_ERRORS.invalidCommand, WORKFLOW_ERRORS.commandNotAllowed];

function refusals({ outcome, name, by }: SentCommand): Finding[] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'rejected' || outcome.kind === 'failed') {
    const { applicationFailureInfo, message } = JSON.parse(outcome.failure) as ProtoFailure;
    const type = applicationFailureInfo?.type ?? 'no code';
    return REFUSALS.includes(type) ? [] : [untrue(`${name}: refused with ${type}: ${message ?? ''}`)];
  }
  const isAccepted = by === 'nobody entitled' && outcome.kind === 'completed';
  return isAccepted ? [untrue(`${name}: accepted, and it was not allowed`)] : [];
}

function claims(theCase: Case, { outcome, name, answeredAt = '' }: SentCommand): Finding[] {
  if (outcome?.kind !== 'completed' || outcome.result === undefined) return [];
  const { paymentStatus, scheduleStatus } = JSON.parse(outcome.result) as CommandAnswer;
  const untilMs = Date.parse(answeredAt);
  const { nit = '' } = theCase.view.gateway;
  const told = {
    payment: toldStatuses(theCase, nit, untilMs),
    schedule: toldScheduleStatuses(theCase, untilMs),
  };
  // A new NIT and a new SID are told by the answer that gave them.
  const isTold = (status: string | undefined, statuses: readonly string[]): boolean =>
    status === undefined || status === 'NOV' || statuses.includes(status);
  return [
    ...(isTold(paymentStatus, told.payment)
      ? []
      : [untrue(`${name}: answers payment ${String(paymentStatus)}, never told`)]),
    ...(isTold(scheduleStatus, told.schedule)
      ? []
      : [untrue(`${name}: answers schedule ${String(scheduleStatus)}, never told`)]),
  ];
}

const untrue = (what: string): Finding => ({ invariant: 'I13 commands are answered truthfully', what });
