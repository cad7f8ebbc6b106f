import { keepsMoney, toldSchedules, toldStatuses, type Case } from '../case';
import { FINAL, HOUR_MS, possibleIf, SEEN_WITHIN_MS, UNDECIDED, type Cause } from './cause';
import { unreadable } from './charges';

/** The schedule charges nobody any more, and has not done what was sold. */
const FAILED: ReadonlySet<string> = new Set(['ERR', 'INV', 'DES', 'EXP']);
const UNDER_WAY: ReadonlySet<string> = new Set(['ATV', 'INA']);
const RUNNING: ReadonlySet<string> = new Set(['ATV', 'INA', 'FIN']);
/** The first payment took nothing. */
const NOT_PAID: ReadonlySet<string> = new Set(
  [...FINAL].filter((status) => !['CON', 'EST'].includes(status)),
);

/** Creates that come to nothing before a person is called (domain/limits.ts). */
const CREATES_MIN = 8;
/** Questions about an order before a person is called, at least. */
const ORDER_QUESTIONS_MIN = 12;
/** A decision that was taken late is asked about for a day at least; everything else for longer. */
const IN_DOUBT_AT_LEAST_MS = 23 * HOUR_MS;
const HARMLESS: ReadonlySet<string> = new Set(['evicted', 'upgraded', 'command_repeated', 'command_late']);

/**
 * What became of a call was not told for as long as it is asked for; or no create came to anything; or whether the gateway knows the
 * order was not told; or a charge of a schedule that is over cannot be read.
 */
export function blocked(theCase: Case, atMs = Infinity): Cause {
  const { states, life } = theCase;
  const blockedAt = states.findIndex((shown) => shown.state === 'blocked' && shown.atMs <= atMs);
  const before = states[blockedAt - 1];
  if (before?.state === 'resolving')
    return possibleIf(stayedInDoubt(theCase, before.atMs, states[blockedAt]?.atMs ?? atMs));
  const creates = life.wire.filter(({ route, at }) => route === 'create' && Date.parse(at) <= atMs);
  const isNothingCreated =
    creates.length >= CREATES_MIN &&
    creates.every(({ exchange, faultKind }) => exchange?.kind !== 'answered' || faultKind !== undefined);
  return possibleIf(isNothingCreated || isOrderUntold(theCase, atMs) || unreadable(theCase, atMs) !== 'none');
}

/** Whether the gateway knows the order was asked for, and none of the last questions was answered whole. */
function isOrderUntold({ life }: Case, atMs: number): boolean {
  const asked = life.wire.filter(({ route, at }) => route === 'find_order' && Date.parse(at) <= atMs);
  return (
    asked.length >= ORDER_QUESTIONS_MIN &&
    asked
      .slice(-ORDER_QUESTIONS_MIN)
      .every(({ exchange, faultKind }) => exchange?.kind !== 'answered' || faultKind !== undefined)
  );
}

/** A call may have been lost on its way, or could not be sent; and no answer has told what became of it. */
function stayedInDoubt({ life, executed, evidence }: Case, fromMs: number, untilMs: number): boolean {
  const isDisturbed =
    Object.values(life.faults).some((kind) => !HARMLESS.has(kind)) ||
    executed.some(({ outcome }) => outcome === 'error');
  const isLearnt = evidence.some(
    ({ atMs: toldMs, payments }) =>
      toldMs > fromMs && toldMs < untilMs && [...payments.values()].some((status) => FINAL.has(status)),
  );
  return isDisturbed && !isLearnt && untilMs - fromMs >= IN_DOUBT_AT_LEAST_MS;
}

/**
 * What was told does not fit together: a schedule that had run, or whose payment was confirmed, as one that has not begun; a
 * schedule under way whose first payment took nothing; a payment that awaits a confirmation which nobody ordered;
 * one that is not decided, although a person has said that it did not happen.
 */
export function unexpectedStatus(theCase: Case, atMs = Infinity): Cause {
  const { evidence, life, view } = theCase;
  const { input } = life.script;
  const told = toldSchedules(theCase, atMs);
  const first = view.gateway.nit ?? '';
  const confirmedMs = evidence.find(({ payments }) => payments.get(first) === 'CON')?.atMs ?? Infinity;
  const ranMs = told.find(({ schedule }) => RUNNING.has(schedule.status))?.atMs ?? Infinity;
  const sinceMs = Math.min(confirmedMs, ranMs);
  const isBack = told.some(
    ({ atMs: toldMs, schedule }) =>
      toldMs >= sinceMs && !RUNNING.has(schedule.status) && !FAILED.has(schedule.status),
  );
  const isUnpaid =
    told.some(({ schedule }) => UNDER_WAY.has(schedule.status)) &&
    toldStatuses(theCase, first, atMs).some((status) => NOT_PAID.has(status));
  const isLate = input.entry === 'pay_now' && input.lateConfirmation !== undefined;
  const awaits = !isLate && toldStatuses(theCase, first, atMs).includes('PPC');
  const isContradicted =
    life.decisions.some(({ decision }) => decision === 'did_not_happen') &&
    (told.some(({ schedule }) => schedule.status === 'PEN') ||
      toldStatuses(theCase, first, atMs).some((status) => UNDECIDED.has(status)));
  return possibleIf(isBack || isUnpaid || awaits || isContradicted);
}

/** Money was received, and the gateway tells of a schedule that failed, was undone or has expired. */
export function paidWithoutSchedule(theCase: Case, atMs = Infinity): Cause {
  const { executed, playedUntilMs, life } = theCase;
  const told = toldSchedules(theCase, atMs);
  const failed = told.find(({ schedule }) => FAILED.has(schedule.status));
  const paid = executed.filter(
    (charge) => keepsMoney(charge) && toldStatuses(theCase, charge.nit, atMs).includes('CON'),
  );
  if (failed === undefined || paid.length === 0) return 'none';
  const isLast = FAILED.has(told.at(-1)?.schedule.status ?? '');
  const isSeen = life.ended || playedUntilMs - failed.atMs > SEEN_WITHIN_MS;
  return isLast && isSeen ? 'certain' : 'possible';
}
