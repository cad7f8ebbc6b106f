import { ACKNOWLEDGEABLE, isEndState } from '../../contract/vocabulary';
import { toldScheduleStatuses, type Case } from './case';
import type { SentCommand } from '../playing/life-record';
import type { Finding } from './finding';
import { shortId } from './finding';
import { keepsMoney } from './case';

/** Flags that only a person takes off. A cancellation of the workflow is none about money. */
const MONEY_MATTERS = ACKNOWLEDGEABLE.filter((flag) => flag !== 'cancel_requested');
const DAY_MS = 86_400_000;
/** How long after the gateway's end ours may take, when nothing is open any more. */
const END_WITHIN_MS = 25 * DAY_MS;

/** I4: a subscription ends as the gateway's books say, and only when nothing more is charged. */
export function rightEnd(theCase: Case): Finding[] {
  const { view, life } = theCase;
  if (!life.ended || !isEndState(view.state)) return stillRunning(theCase);
  return [...contradictions(theCase), ...chargedAfterwards(theCase), ...leftOpen(theCase)];
}

function contradictions({ view, schedule, executed, life, adopted }: Case): Finding[] {
  // What was not adopted is followed by somebody else, or by nobody.
  if (life.script.past !== undefined && adopted === undefined) return [];
  const status = schedule?.status ?? 'none';
  if (view.state === 'completed')
    return status === 'FIN' ? [] : [wrong(`completed, and the schedule is ${status}`)];
  // Somebody else follows it from then on.
  if (view.state === 'retired') return [];
  if (view.state === 'cancelled' && life.commands.some(isCancellation))
    return status === 'ATV' ? [wrong('cancelled, and the schedule is ATV')] : [];
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

const isCancellation = ({ name, outcome }: SentCommand): boolean =>
  name === 'cancel' && outcome !== undefined && outcome.kind !== 'rejected';

/** What happened to money and cannot be undone is looked after by a named person before the books are closed. */
function leftOpen({ view }: Case): Finding[] {
  if (view.state === 'retired') return [];
  const open = view.attention.filter((flag) => (MONEY_MATTERS as readonly string[]).includes(flag));
  return open.length === 0 ? [] : [wrong(`${view.state}, and nobody has looked after ${open.join(', ')}`)];
}

/** What is executed after our end is followed by nobody. */
function chargedAfterwards({ life, playedUntilMs, view, adopted }: Case): Finding[] {
  if (view.state === 'retired' || (life.script.past !== undefined && adopted === undefined)) return [];
  return life.truth.ledger
    .filter(({ at, kind }) => kind !== 'refund' && Date.parse(at) > playedUntilMs)
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
