import type { PaymentFacts, ScheduleFacts } from '../gateway/answers';
import { hasRun, meaningOfPayment, phaseOf } from '../gateway/status';
import { isSameId } from '../ids';

/** An attempt at the same order that came to nothing: a start that ended as rejected, and no money moved. */
export interface EarlierAttempt {
  /** ISO 8601, UTC. */
  startedAt: string;
  endedAt: string;
  /** How it ended, and why, in the words of its audit trail. */
  what: string;
  reason?: string | undefined;
  /** What the gateway had created for it. */
  nit?: string | undefined;
  sid?: string | undefined;
  /** Sequence of its last event: those of the next attempt go on from there. */
  lastEvent: number;
}

/** What a start says of the attempts at its order before it, oldest first; absent in a first one. */
export interface AttemptStory {
  orderId: string;
  earlierAttempts?: readonly EarlierAttempt[] | undefined;
  /** Of an adoption that is asked for again: sequence of the last event of the one that was refused. */
  eventsBefore?: number | undefined;
}

/** Which attempt at its order a start is, from 1. */
export const attemptOf = ({ earlierAttempts = [] }: AttemptStory): number => earlierAttempts.length + 1;

/** Sequence of the last event before this attempt, or this adoption; 0 for a first one. */
export const lastEventBefore = ({ earlierAttempts = [], eventsBefore = 0 }: AttemptStory): number =>
  earlierAttempts.at(-1)?.lastEvent ?? eventsBefore;

/** Whether a NIT is the one of an earlier attempt: all attempts have the same order id at the gateway. */
export const isOfEarlierAttempt = ({ earlierAttempts = [] }: AttemptStory, nit: string): boolean =>
  earlierAttempts.some((earlier) => earlier.nit !== undefined && isSameId(earlier.nit, nit));

/** Whether a payment is the one of an earlier attempt, and still reads as one that moved no money. */
export const isDeadPayment = (story: AttemptStory, { nit, status }: PaymentFacts): boolean =>
  isOfEarlierAttempt(story, nit) && movedNoMoney(status);

/** Whether a schedule is the one of an earlier attempt, and has not run after all. */
export const isDeadSchedule = (
  { earlierAttempts = [] }: AttemptStory,
  { sid, status }: Pick<ScheduleFacts, 'sid' | 'status'>,
): boolean => {
  const isEarlier = earlierAttempts.some(
    (earlier) => earlier.sid !== undefined && isSameId(earlier.sid, sid),
  );
  return isEarlier && hasNotRun(status);
};

/** Whether a payment of this status has moved no money, and never will. One that nobody knows may be anything. */
export function movedNoMoney(status: string): boolean {
  const { charge } = meaningOfPayment(status);
  // NOV is created, and no more: no card is sent to it again.
  return status === 'NOV' || charge === 'denied' || charge === 'failed' || charge === 'expired';
}

/** Whether a schedule of this status has executed nothing. */
export function hasNotRun(status: string): boolean {
  const phase = phaseOf(status);
  return !hasRun(phase) && phase !== 'unclear';
}
