import { unsentPauseMs } from '../../domain/cadence';
import { LIMITS } from '../../domain/limits';
import type { RiskyCall } from '../../domain/resolution';
import type { Life } from '../life';

/** Reasons of a card that cannot be read any more: sending again would meet the same. */
const isCardGone = (reason: string): boolean => reason.startsWith('card_');

/** Goes over to asking what became of a call. Asking about the same call again keeps its wall. */
export function doubt(life: Life, call: RiskyCall, reason: string, what = OUTCOME_UNKNOWN): void {
  const earlier = life.record.doubt?.call === call ? life.record.doubt : undefined;
  life.record.doubt = {
    call,
    reason,
    sentAtMs: life.nowMs,
    sinceMs: earlier?.sinceMs ?? life.nowMs,
    asked: earlier === undefined ? 0 : Math.min(earlier.asked, 2),
  };
  life.failed(call, reason, what);
  if (life.state !== 'resolving')
    life.become('resolving', `what became of ${call} is not known`, 'schedule', reason);
}

const OUTCOME_UNKNOWN = 'the outcome is not known; the gateway is being asked';

/**
 * Handles a call that provably did nothing: the same state sends it again after a pause, a bounded number of
 * times; then, or when the card is gone, only questions are left until the gateway's own time limit decides.
 */
export async function notSent(
  life: Life,
  call: RiskyCall,
  reason: string,
  what = NOTHING_SENT,
): Promise<void> {
  life.uncountSend(call);
  life.record.unsent += 1;
  life.failed(call, reason, what);
  if (isCardGone(reason) || life.record.unsent > LIMITS.unsentSends[call]) {
    life.forbidSend(call);
    doubt(life, call, reason, what);
    return;
  }
  await life.waitUntil(life.nowMs + unsentPauseMs(life.record.unsent), `${call} again: ${what}`);
}

const NOTHING_SENT = 'nothing was sent to the gateway';
/** What a refusal for want of valid credentials is told as. */
export const STORE_REFUSED = 'the gateway does not accept the credentials of the store';

/** A refusal that ends the life. One of our own client is told as such, not in the gateway's name. */
export function rejectRefused(
  life: Life,
  call: string,
  { code, message }: { code: string; message: string },
): void {
  const ours = code.startsWith('CARAT_');
  life.failed(call, code, message);
  const what = ours
    ? `the ${call} could not be put as the gateway wants it; nothing was sent`
    : `the gateway refused to ${call}`;
  life.become('rejected', what, ours ? 'this system' : 'gateway', message === '' ? code : message);
}

/**
 * A refused pay or activate ends the life. Unless an earlier send may still have been executed: then the gateway is
 * asked, and nothing more is sent. Or unless only the credentials were refused: it is sent again once they are mended.
 */
export async function refusedSend(
  life: Life,
  call: 'pay' | 'activate',
  refusal: { code: string; message: string; credentialsRefused?: true },
): Promise<void> {
  const reason = `refused_${refusal.code}`;
  if (life.sends(call) > 1) {
    life.forbidSend(call);
    doubt(life, call, reason);
  } else if (refusal.credentialsRefused === true) {
    await notSent(life, call, reason, STORE_REFUSED);
  } else {
    rejectRefused(life, call, refusal);
  }
}
