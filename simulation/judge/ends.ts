import { isEndState } from '../../contract/vocabulary';
import { toldScheduleStatuses, type Case } from './case';
import type { Finding } from './finding';
import { shortId } from './finding';
import { keepsMoney } from './case';

const DAY_MS = 86_400_000;
/** How long after the gateway's end ours may take, when nothing is open any more. */
const END_WITHIN_MS = 25 * DAY_MS;

/** I4: a subscription ends as the gateway's books say, and only when nothing more is charged. */
export function rightEnd(theCase: Case): Finding[] {
  const { view, life } = theCase;
  if (!life.ended || !isEndState(view.state)) return stillRunning(theCase);
  return [...contradictions(theCase), ...chargedAfterwards(theCase)];
}

function contradictions({ view, schedule, executed }: Case): Finding[] {
  const status = schedule?.status ?? 'none';
  if (view.state === 'completed')
    return status === 'FIN' ? [] : [wrong(`completed, and the schedule is ${status}`)];
  const kept = executed.filter(keepsMoney);
  // A payment that was confirmed although its schedule failed is put before a person.
  const isTold = view.attention.length > 0;
  return [
    ...(status === 'ATV' || status === 'INA' ? [wrong(`${view.state}, and the schedule is ${status}`)] : []),
    ...(kept.length > 0 && !isTold
      ? [wrong(`${view.state}, and ${String(kept.length)} charges kept money`)]
      : []),
  ];
}

/** What is executed after our end is followed by nobody. */
function chargedAfterwards({ life, playedUntilMs, view }: Case): Finding[] {
  return life.truth.ledger
    .filter(({ at }) => Date.parse(at) > playedUntilMs)
    .map(({ nit, at, repeated }) =>
      wrong(
        `${view.state} since ${view.stateSince.slice(0, 10)}, and ${shortId(nit)} was charged on ${at.slice(0, 10)}` +
          (repeated ? ', repeated by the gateway' : ''),
      ),
    );
}

/** The gateway has told of its end, and ours does not come. A person who was asked may take longer. */
function stillRunning(theCase: Case): Finding[] {
  const { view, playedUntilMs, evidence } = theCase;
  const isOver = ['FIN', 'DES', 'EXP'].includes(toldScheduleStatuses(theCase).at(-1) ?? '');
  const overSinceMs = evidence.find(({ schedule }) =>
    ['FIN', 'DES', 'EXP'].includes(schedule?.status ?? ''),
  )?.atMs;
  if (!isOver || overSinceMs === undefined || view.attention.length > 0) return [];
  return playedUntilMs - overSinceMs > END_WITHIN_MS
    ? [
        wrong(
          `${view.state}, and the schedule has been over since ${new Date(overSinceMs).toISOString().slice(0, 10)}`,
        ),
      ]
    : [];
}

const wrong = (what: string): Finding => ({ invariant: 'I4 ends agree with the gateway', what });
