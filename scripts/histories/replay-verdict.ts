import type { History } from '@temporalio/common/lib/proto-utils';
import { DeterminismViolationError } from '@temporalio/workflow';

/** How one run went with the workflow code. */
export type ReplayVerdict =
  /** The code does today what the history says it did. */
  | { kind: 'fits' }
  /** The code now does something else, at this event of the history where known: a running workflow would be stuck. */
  | { kind: 'differs'; eventId: number | undefined; what: string }
  /** The code fails on the history. */
  | { kind: 'fails'; what: string };

/** Reads what a replay came to; the SDK wraps the core's own sentence in a dump of its structures. */
export function verdictOf(error: Error | undefined, history: History): ReplayVerdict {
  if (error === undefined) return { kind: 'fits' };
  const what = innermostMessage(error.message).replace('[TMPRL1100] Nondeterminism error: ', '');
  if (!(error instanceof DeterminismViolationError)) return { kind: 'fails', what };
  return { kind: 'differs', eventId: eventIn(what, history), what };
}

function innermostMessage(text: string): string {
  const dumped = /message: ("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  if (dumped === undefined) return text.replace(/^[^]*?Details: /, '').trim();
  try {
    return String(JSON.parse(dumped));
  } catch {
    return dumped;
  }
}

/** The event that a sentence of the core is about: it names its id, or the activity that was scheduled. */
function eventIn(what: string, history: History): number | undefined {
  const id = /HistoryEvent\(id: (\d+)/.exec(what)?.[1];
  if (id !== undefined) return Number(id);
  const activity = /scheduled event '([^']+)'/.exec(what)?.[1];
  const event = history.events?.find(({ activityTaskScheduledEventAttributes: scheduled }) => {
    return scheduled?.activityType?.name === activity || scheduled?.activityId === activity;
  });
  return activity === undefined || event === undefined ? undefined : Number(event.eventId);
}
