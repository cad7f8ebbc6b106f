import { phaseOf } from '../gateway/status';
import { isOpeningCall, type OpenCall } from '../calls/call';
import type { Opening } from '../opening/opening';
import { questionForPerson } from './person';
import type { SubscriptionRecord } from './record';
import type { SubscriptionState } from './states';

/** The state that a subscription is shown in, and since when. */
export interface ShownState {
  state: SubscriptionState;
  sinceMs: number;
}

/** Derives the shown state. Nothing stores it, and nothing decides by it. */
export function shownState(record: SubscriptionRecord): ShownState {
  const { opening } = record;
  if (opening.stage === 'ended') return { state: opening.as, sinceMs: opening.sinceMs };
  const question = questionForPerson(record);
  if (question !== undefined) return { state: 'blocked', sinceMs: Date.parse(question.since) };
  const doubtful = record.calls.filter(isOpeningCall).find(({ doubt }) => doubt !== undefined);
  if (doubtful?.doubt !== undefined) return { state: 'resolving', sinceMs: doubtful.doubt.sinceMs };
  return openingState(opening, record);
}

function openingState(
  opening: Exclude<Opening, { stage: 'ended' }>,
  { calls, schedule, cancellation }: SubscriptionRecord,
): ShownState {
  switch (opening.stage) {
    case 'adopting':
      return { state: 'adopting', sinceMs: opening.sinceMs };
    case 'creating':
    case 'paying':
    case 'activating':
      return { state: opening.stage, sinceMs: sentSinceMs(opening.sinceMs, calls) };
    case 'awaiting_confirmation':
      return { state: 'pending_confirmation', sinceMs: opening.sinceMs };
    case 'running': {
      if (cancellation !== undefined) return { state: 'cancelling', sinceMs: Date.parse(cancellation.at) };
      const sinceMs = Math.max(opening.sinceMs, schedule.phaseSinceMs ?? 0);
      return { state: phaseOf(schedule.snapshot.status) === 'inactive' ? 'paused' : 'active', sinceMs };
    }
    // The last question is under way; what it ends as is not settled before its answer.
    case 'ending':
      return { state: 'resolving', sinceMs: opening.sinceMs };
  }
}

/** A call that is sent again begins its stage anew. */
const sentSinceMs = (sinceMs: number, calls: readonly OpenCall[]): number =>
  Math.max(sinceMs, ...calls.map((call) => call.sinceMs));
