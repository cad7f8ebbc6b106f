import { unsentPauseMs } from '../../domain/cadence';
import { LIMITS } from '../../domain/limits';
import type { RiskyCall } from '../../domain/resolution';
import type { Life } from '../life';

/** Reasons of a card that cannot be read any more: sending again would meet the same. */
const isCardGone = (reason: string): boolean => reason.startsWith('card_');

/** Goes over to asking what became of a call. Asking about the same call again keeps its wall. */
export function doubt(life: Life, call: RiskyCall, reason: string): void {
  const earlier = life.record.doubt?.call === call ? life.record.doubt : undefined;
  life.record.doubt = {
    call,
    reason,
    sentAtMs: life.nowMs,
    sinceMs: earlier?.sinceMs ?? life.nowMs,
    asked: earlier === undefined ? 0 : Math.min(earlier.asked, 2),
  };
  life.failed(call, reason, 'the outcome is not known; the gateway is being asked');
  if (life.state !== 'resolving')
    life.become('resolving', `what became of ${call} is not known`, 'schedule', reason);
}

/**
 * Handles a call that provably never left: the same state sends it again after a pause, a bounded number of
 * times; then, or when the card is gone, only questions are left until the gateway's own time limit decides.
 */
export async function notSent(life: Life, call: RiskyCall, reason: string): Promise<void> {
  life.uncountSend(call);
  life.record.unsent += 1;
  life.failed(call, reason, 'nothing was sent to the gateway');
  if (isCardGone(reason) || life.record.unsent > LIMITS.unsentSends) {
    life.forbidSend(call);
    doubt(life, call, reason);
    return;
  }
  await life.waitUntil(
    life.nowMs + unsentPauseMs(life.record.unsent),
    `${call} again: the last one never left`,
  );
}
