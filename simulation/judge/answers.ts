import type { ProtoFailure } from '@temporalio/common';
import type { CommandAnswer } from '../../contract/commands';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import type { SentCommand } from '../playing/life-record';
import { toldScheduleStatuses, toldStatuses, type Case } from './case';
import type { Finding } from './finding';

/** I13: a command that is not allowed is refused by its code, and what an answer claims has been told by the gateway. */
export function answeredTruthfully(theCase: Case): Finding[] {
  return theCase.life.commands.flatMap((command) => [
    ...refusals(command),
    ...claims(theCase, command),
    ...late(theCase, command),
    ...repeated(theCase, command),
  ]);
}

const REFUSALS: readonly string[] = [WORKFLOW_ERRORS.invalidCommand, WORKFLOW_ERRORS.commandNotAllowed];
/** What was taken and came to nothing is told by a code of its own. */
const FAILURES: readonly string[] = [...REFUSALS, WORKFLOW_ERRORS.commandFailed];

function refusals({ outcome, name, by }: SentCommand): Finding[] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'rejected' || outcome.kind === 'failed') {
    const { applicationFailureInfo, message } = JSON.parse(outcome.failure) as ProtoFailure;
    const type = applicationFailureInfo?.type ?? 'no code';
    return (outcome.kind === 'failed' ? FAILURES : REFUSALS).includes(type)
      ? []
      : [untrue(`${name}: refused with ${type}: ${message ?? ''}`)];
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

/** A call that waits for a worker is told of after a quarter of an hour; a decision that ends all asks what it has come to. */
const ANSWERED_WITHIN_MS = 2 * 3_600_000;
/** While one of these may be, nobody can answer. */
const ABSENCES: ReadonlySet<string> = new Set(['temporal_away', 'worker_lost', 'nobody_polls', 'queue_full']);

function late({ life, playedUntilMs }: Case, { name, sentAt, answeredAt }: SentCommand): Finding[] {
  const isAway = life.script.faults.some(
    (fault) => ABSENCES.has(fault.type) || (fault.type === 'wire' && fault.kind.startsWith('worker_lost')),
  );
  const answeredMs = answeredAt === undefined ? playedUntilMs : Date.parse(answeredAt);
  return isAway || answeredMs - Date.parse(sentAt) <= ANSWERED_WITHIN_MS
    ? []
    : [untrue(`${name} of ${sentAt}: answered ${answeredAt ?? 'never'}`)];
}

/** A command that was taken is not refused when it comes once more. */
function repeated({ life }: Case, { id, name, outcome, sentAt }: SentCommand): Finding[] {
  const wasTaken = life.commands.some(
    (other) => other.id === id && other.outcome?.kind === 'completed' && (other.answeredAt ?? '') < sentAt,
  );
  return wasTaken && outcome?.kind === 'rejected'
    ? [untrue(`${name}: taken, and refused when it was repeated`)]
    : [];
}

const untrue = (what: string): Finding => ({ invariant: 'I13 commands are answered truthfully', what });
