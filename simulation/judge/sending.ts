import type { WireEntry } from '../worker/wire';
import type { Case } from './case';
import { shortId, type Finding } from './finding';

/** What the gateway tells of a call of which nothing has come. A create is made again without being asked about (R5). */
const NOTHING_CAME_OF: Readonly<Record<string, string>> = {
  pay: 'NOV',
  activate: 'NOV',
  confirm: 'PPC',
  undo: 'PPC',
};

/**
 * I14: a call that may have reached the gateway is sent again only after the gateway has told that nothing came of it, or a person;
 * and never while the one before may still be executed.
 */
export function sentAgainWithReason(theCase: Case): Finding[] {
  const sends = theCase.life.wire.filter(({ route }) => route in NOTHING_CAME_OF);
  return sends.flatMap((send) => {
    const before = sends.findLast(
      (other) => isSame(other, send) && other.sequence < send.sequence && mayHaveArrived(other),
    );
    if (before === undefined) return [];
    const about = `${send.route} of ${shortId(send.subject)} was sent again at ${send.at}`;
    if (isUnderWay(before, send.at)) return [again(`${about}, while the gateway was still at it`)];
    return isCleared(theCase, before, send)
      ? []
      : [again(`${about}, and nobody had asked what became of it`)];
  });
}

const isSame = (one: WireEntry, other: WireEntry): boolean =>
  one.route === other.route && one.subject === other.subject;

const mayHaveArrived = ({ exchange }: WireEntry): boolean => exchange?.kind !== 'not_sent';

/** What vanished on its way is noted at the gateway, and nobody is at it. */
const isUnderWay = ({ request, settledAt, faultKind }: WireEntry, at: string): boolean =>
  request !== undefined && faultKind !== 'silence' && (settledAt === undefined || settledAt > at);

function isCleared({ evidence, life }: Case, before: WireEntry, { at, route, subject }: WireEntry): boolean {
  const fromMs = Date.parse(before.at);
  const untilMs = Date.parse(at);
  const isBetween = (ms: number): boolean => ms > fromMs && ms <= untilMs;
  const nothing = NOTHING_CAME_OF[route];
  const isTold = evidence.some(({ atMs, payments, schedule, subject: askedFor, route: question }) => {
    if (!isBetween(atMs) || !question.startsWith('get_')) return false;
    const ofSchedule = schedule?.sid === subject ? schedule.status : undefined;
    return askedFor === subject && nothing === (payments.get(subject) ?? ofSchedule);
  });
  return isTold || life.decisions.some((decision) => isBetween(Date.parse(decision.at)));
}

const again = (what: string): Finding => ({ invariant: 'I14 nothing is sent again unasked', what });
