import type { Case } from './case';
import type { Finding } from './finding';

const LOOKS_EVERY_MS = 600_000;
/** Posts of one subscription that the doors let through in an hour in which nobody answers, and one that has been saved up (docs/doors.md). */
const LET_THROUGH = 7;

const leavesNoWorker = (kind: string): boolean => kind.startsWith('worker_lost') || kind === 'nobody_polls';

/**
 * I21, bounds: however often somebody posts, the subscription is told of no more than the looks that it makes for posts: one each
 * ten minutes, and each of its charges once for every look. While no worker says what a post would add, some are let through for the hour.
 */
export function postsBounded({ life, known }: Case): Finding[] {
  const told = life.runs.flatMap((events) =>
    events.flatMap((event) =>
      event.type === 'WorkflowExecutionSignaled' && event.name === 'statusPosted' ? [event.atMs] : [],
    ),
  );
  const unanswered = Object.values(life.faults).some(leavesNoWorker) ? LET_THROUGH : 0;
  const most = 2 * (2 + known.length) + unanswered;
  return told.flatMap((atMs, index) => {
    const within = told.slice(index).filter((ms) => ms < atMs + LOOKS_EVERY_MS).length;
    return within > most && told[index - 1] !== atMs
      ? [
          {
            invariant: 'I21 a post adds nothing' as const,
            what: `${String(within)} signals in ten minutes from ${new Date(atMs).toISOString()} on`,
          },
        ]
      : [];
  });
}
