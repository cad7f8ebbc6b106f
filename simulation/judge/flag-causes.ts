import type { SubscriptionView } from '../../contract/view';
import type { Case } from './case';
import { adoptionOpen } from './causes/adoption';
import { noWorker, queueFull, untrusted } from './causes/access';
import { possibleIf, strongest, type FindCause } from './causes/cause';
import {
  activeAfterCancellation,
  chargedAfterCancellation,
  commandFailed,
  commandStuck,
} from './causes/changes';
import { countsMore, paidTwice, repetitions, reversals, unreadable } from './causes/charges';
import { cycleMissed, cycleOpen } from './causes/dates';
import { refundBlocked, refundFailed, refundStuck, reversed } from './causes/refunds';
import { blocked, paidWithoutSchedule, unexpectedStatus } from './causes/status';
import { chargeDiffers, termsDiffer } from './causes/terms';

type Flag = SubscriptionView['attention'][number];

/**
 * The causes of each flag, found on the gateway's books, in what was done to it, in what went wrong, and in what was told; never in
 * what the subscription believes. A flag without an entry does not compile.
 */
export const FLAG_CAUSES: Readonly<Record<Flag, FindCause>> = {
  blocked: either(blocked, refundBlocked),
  cycle_paid_twice: paidTwice,
  cycle_missed: cycleMissed,
  cycle_open: cycleOpen,
  charge_unreadable: unreadable,
  counter_unexplained: countsMore,
  payment_reversed: reversed,
  terms_differ: termsDiffer,
  charge_differs: chargeDiffers,
  paid_without_schedule: paidWithoutSchedule,
  cancel_requested: ({ life }, atMs = Infinity) =>
    life.acts.some(({ act, at }) => act.kind === 'cancel_request' && Date.parse(at) <= atMs)
      ? 'certain'
      : 'none',
  unexpected_gateway_status: unexpectedStatus,
  answer_unreadable: ({ evidence }, atMs = Infinity) =>
    possibleIf(
      evidence.some(({ schedule, atMs: toldMs }) => schedule?.isReadable === false && toldMs <= atMs),
    ),
  // Nobody changes the keys of a store in these lives.
  credentials_refused: () => 'none',
  gateway_untrusted: untrusted,
  no_worker: noWorker,
  gateway_queue_full: queueFull,
  // Nobody is told of these lives.
  events_undelivered: () => 'none',
  adoption_open: adoptionOpen,
  command_failed: either(commandFailed, refundFailed),
  command_stuck: either(commandStuck, refundStuck),
  charged_after_cancellation: chargedAfterCancellation,
  active_after_cancellation: activeAfterCancellation,
};

function either(...causes: readonly FindCause[]): FindCause {
  return (theCase, atMs) => strongest(...causes.map((causeOf) => causeOf(theCase, atMs)));
}

/** Flags of which each occurrence counts: the moments at which one was told that must raise the flag. */
export const OCCURRENCES: Readonly<Partial<Record<Flag, (theCase: Case) => number[]>>> = {
  cycle_paid_twice: repetitions,
  payment_reversed: reversals,
};
