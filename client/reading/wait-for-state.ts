import { setTimeout as pause } from 'node:timers/promises';
import type { SubscriptionView } from '../../contract/view';
import { END_STATES, isEndState, LIVE_STATES, type SubscriptionState } from '../../contract/vocabulary';
import type { TemporalAccess } from '../access';
import { MILLISECONDS, PAUSE, checkOptions, type Checks } from '../check-options';
import type { CaratSubscriptionsError } from '../errors/error-base';
import { InvalidRequestError, StateUnreachableError, WaitTimedOutError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { readView } from './read-view';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { safeText } from '../errors/safe-text';
import { NoWorkerError, TemporalUnreachableError } from '../errors/temporal-errors';

/** How to wait. */
export interface WaitOptions {
  /**
   * Longest wait, milliseconds.
   *
   * @default 60000
   */
  timeoutMs?: number;
  /**
   * Pause before the second look, milliseconds; it grows by half each time, up to 5 s.
   *
   * @default 250
   */
  pollMs?: number;
}

export const WAIT_OPTIONS: Checks<WaitOptions> = { timeoutMs: MILLISECONDS, pollMs: PAUSE };

/**
 * Waits until a subscription is in one of the states. A worker or server that is away for a while is waited for.
 *
 * @param notYet - the first words about a wait that was too long
 * @throws StateUnreachableError as soon as it has ended otherwise, WaitTimedOutError with the state it is in
 */
export async function waitForState(
  access: TemporalAccess,
  ref: SubscriptionRef,
  states: readonly SubscriptionState[],
  options: WaitOptions = {},
  notYet = `${workflowIdFor(ref)} did not become ${states.join(' or ')}`,
): Promise<SubscriptionView> {
  checkOptions(options, WAIT_OPTIONS);
  checkStates(states);
  const timeoutMs = Math.min(options.timeoutMs ?? CLIENT_LIMITS.waitMs, CLIENT_LIMITS.waitMaxMs);
  const endsAtMs = Date.now() + timeoutMs;
  let pollMs = options.pollMs ?? CLIENT_LIMITS.pollMs;
  let seen: SubscriptionView | undefined;
  for (;;) {
    const look = await lookOnce(access, ref, endsAtMs - Date.now());
    if ('view' in look) {
      seen = look.view;
      if (states.includes(seen.state)) return seen;
      if (isEndState(seen.state)) throw ended(ref, seen, states);
    }
    const leftMs = endsAtMs - Date.now();
    if (leftMs <= 0) throw timedOut(`${notYet} within ${String(timeoutMs / 1_000)} s`, seen, look);
    // The last look is at the end of the wait.
    await pause(Math.min(pollMs, leftMs));
    pollMs = Math.min(pollMs * CLIENT_LIMITS.pollGrowth, CLIENT_LIMITS.pollMaxMs);
  }
}

type Look = { view: SubscriptionView } | { error: CaratSubscriptionsError };

async function lookOnce(access: TemporalAccess, ref: SubscriptionRef, leftMs: number): Promise<Look> {
  try {
    const { lookMs, queryMs } = CLIENT_LIMITS;
    return { view: await readView(access, ref, Math.min(Math.max(leftMs, lookMs), queryMs)) };
  } catch (error) {
    if (error instanceof NoWorkerError || error instanceof TemporalUnreachableError) return { error };
    throw error;
  }
}

function checkStates(states: readonly string[]): void {
  const known: readonly string[] = [...LIVE_STATES, ...END_STATES];
  if (states.length > 0 && states.every((state) => known.includes(state))) return;
  throw new InvalidRequestError([{ field: 'states', problem: `must be one or more of ${known.join(', ')}` }]);
}

function ended(
  ref: SubscriptionRef,
  view: SubscriptionView,
  states: readonly string[],
): StateUnreachableError {
  return new StateUnreachableError(
    `${workflowIdFor(ref)} has ended as ${view.state} and can no longer become ${states.join(' or ')}`,
    view,
  );
}

function timedOut(notYet: string, view: SubscriptionView | undefined, look: Look): WaitTimedOutError {
  const where = view === undefined ? 'its state could not be read' : `it is ${describeState(view)}`;
  const error = 'error' in look ? look.error : undefined;
  const last = error === undefined ? '' : `; the last look failed: ${error.message}`;
  return new WaitTimedOutError(`${notYet}: ${where}${last}`, view, error);
}

function describeState({ state, stateSince, waitingFor }: SubscriptionView): string {
  const what = waitingFor === undefined ? '' : `, waiting for ${safeText(waitingFor)}`;
  return `${state} since ${stateSince}${what}`;
}
