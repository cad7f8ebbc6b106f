import { assertNever } from './assert-never';
import type { PaymentReading, ScheduleReading } from './gateway/status';
import { LIMITS } from './limits';
import type { SubscriptionState } from './lifecycle';

/** The calls that can move money or start a schedule, and so are never sent again without asking first (R2). */
export type RiskyCall = 'pay' | 'confirm' | 'undo' | 'activate';

/** One call whose outcome is not known. */
export interface Doubt {
  call: RiskyCall;
  /** Why it is not known, e.g. `answer_timeout`. */
  reason: string;
  /** When the call was sent, milliseconds since the epoch. */
  sentAtMs: number;
  /** When asking began; the wall is counted from here. */
  sinceMs: number;
  /** Questions asked so far. */
  asked: number;
}

/** What the gateway's answer to a question about a doubtful call leads to. */
export type Verdict =
  { kind: 'becomes'; state: SubscriptionState } | { kind: 'send_again' } | { kind: 'ask_again' };

/** Whether an answer "nothing happened" may be believed by now, and whether the call may still be repeated. */
export interface Patience {
  nowMs: number;
  /** Sends of this call so far of which one may have arrived. */
  sends: number;
}

const becomes = (state: SubscriptionState): Verdict => ({ kind: 'becomes', state });
const ASK_AGAIN: Verdict = { kind: 'ask_again' };

/**
 * Decides from a payment status what became of a doubtful pay, confirm or undo (R4). "Not started" and "still
 * awaiting confirmation" are believed only after the settling time, and then the *same* NIT is used again, a
 * bounded number of times; a denied NIT never is.
 */
export function judgePayment(doubt: Doubt, reading: PaymentReading, patience: Patience): Verdict {
  switch (reading) {
    case 'confirmed':
    case 'reversed':
      return becomes('active');
    case 'denied':
    case 'failed':
      return becomes('rejected');
    case 'undone':
      return becomes('undone');
    case 'expired':
      return becomes('expired');
    case 'in_progress':
      return ASK_AGAIN;
    case 'not_started':
      return doubt.call === 'pay' ? nothingHappened(doubt, patience) : ASK_AGAIN;
    case 'awaiting_confirmation':
      return doubt.call === 'pay' ? becomes('pending_confirmation') : nothingHappened(doubt, patience);
    default:
      return assertNever(reading);
  }
}

/** Decides from a schedule status what became of a doubtful activation; the counterpart of {@link judgePayment}. */
export function judgeActivation(doubt: Doubt, reading: ScheduleReading, patience: Patience): Verdict {
  switch (reading) {
    case 'active':
    case 'finished':
      return becomes('active');
    case 'inactive':
      return becomes('paused');
    case 'failed':
      return becomes('rejected');
    case 'undone':
      return becomes('undone');
    case 'expired':
      return becomes('expired');
    case 'not_started':
      return nothingHappened(doubt, patience);
    case 'awaiting_confirmation':
    case 'unrecognised':
      return ASK_AGAIN;
    default:
      return assertNever(reading);
  }
}

/**
 * When a person has to be called, milliseconds since the epoch: the gateway soon stops answering for the NIT, which
 * is as old as its creation. A SID has no such limit, so an activation counts from the doubt.
 */
export function wallMs(doubt: Doubt, createdAtMs: number): number {
  const fromMs = doubt.call === 'activate' ? doubt.sinceMs : Math.min(doubt.sinceMs, createdAtMs);
  return fromMs + LIMITS.resolveWallMs;
}

function nothingHappened(doubt: Doubt, patience: Patience): Verdict {
  const settled = patience.nowMs - doubt.sentAtMs >= LIMITS.settlingMs;
  return settled && patience.sends < LIMITS.doubtfulSends ? { kind: 'send_again' } : ASK_AGAIN;
}
