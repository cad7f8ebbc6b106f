import type { WireEntry } from '../../worker/wire';
import type { Case } from '../case';
import { decidedMsOf } from '../changes/sends';
import { shortId, type Finding } from '../finding';
import { isSentByUs, surelyGivenBackByUs } from './books';
import type { TakenRefund } from './taken';

/** Statuses of a refund that moved nothing and never will, and of one that never arrived. */
const MOVED_NOTHING: readonly string[] = ['NOV', 'EXP', 'INV', 'ERR', 'NEG'];

/**
 * I23: money goes back once for each refund that was accepted, as much as was asked for, of the charge that was named, and never more
 * than is left; a refund is sent again only after the gateway has told that nothing came of it, or a person.
 */
export const givenBackOnce = (theCase: Case): Finding[] => [
  ...theCase.refunds.flatMap((refund) => tooMuch(theCase, refund)),
  ...sends(theCase).flatMap((send) => [...unasked(theCase, send), ...again(theCase, send)]),
  ...begins(theCase),
  ...twice(theCase),
];

/** Of these, the statuses of one that is refused whenever it arrives. */
const DEAD: readonly string[] = ['EXP', 'INV'];

/** One PUT of a refund, with the refund that it is of. */
interface SentRefund {
  entry: WireEntry;
  decidedMs: number;
  owner: TakenRefund | undefined;
}

function sends(theCase: Case): SentRefund[] {
  const decidedMs = decidedMsOf(theCase.life);
  return theCase.life.wire
    .filter(({ route }) => route === 'refund')
    .map((entry) => {
      const ms = decidedMs(entry);
      return { entry, decidedMs: ms, owner: ownerOf(theCase, entry.subject, ms) };
    });
}

/** Of a charge one refund at a time is open. */
function ownerOf(theCase: Case, nit: string, decidedMs: number): TakenRefund | undefined {
  const { paymentNit } = theCase.life.truth.cancellations.find((one) => one.nit === nit) ?? {};
  return openAt(theCase, paymentNit, decidedMs);
}

const openAt = ({ refunds }: Case, charge: string | undefined, ms: number): TakenRefund | undefined =>
  refunds.find((refund) => refund.charge === charge && refund.atMs <= ms && refund.endedMs >= ms);

/** What the refund was written down with; it is never more than was left. */
function tooMuch(theCase: Case, { id, charge: nit, askedCents, atMs }: TakenRefund): Finding[] {
  const charge = theCase.executed.find((one) => one.nit === nit);
  if (charge === undefined) return [bad(`${id}: accepted for what was never charged`)];
  const left = charge.amountCents - surelyGivenBackByUs(theCase, charge, atMs);
  const cents = theCase.view.refunds.find((shown) => shown.id === id)?.amountCents ?? askedCents ?? left;
  if (askedCents !== undefined && cents !== askedCents)
    return [bad(`${id}: ${String(askedCents)} cents were asked for, and ${String(cents)} are written down`)];
  return cents > left ? [bad(`${id}: ${String(cents)} cents, and ${String(left)} were left`)] : [];
}

/** A NIT that the gateway never gave came from somebody else; the gateway refuses it. */
function unasked(theCase: Case, { entry, owner }: SentRefund): Finding[] {
  const { subject, at, sets = {} } = entry;
  const isGiven = theCase.life.truth.cancellations.some(({ nit }) => nit === subject);
  if (!isGiven) return [];
  if (owner === undefined) return [bad(`a refund was sent at ${at}, and nobody had asked for it`)];
  const wanted = theCase.view.refunds.find(({ id }) => id === owner.id)?.amountCents ?? owner.askedCents;
  return wanted === undefined || sets['amount'] === String(wanted)
    ? []
    : [bad(`${owner.id}: ${String(wanted)} cents were asked for, and ${sets['amount'] ?? 'all'} sent`)];
}

function again(theCase: Case, { entry, decidedMs, owner }: SentRefund): Finding[] {
  const before = sends(theCase).findLast(
    (other) =>
      owner !== undefined &&
      other.owner?.id === owner.id &&
      other.entry.sequence < entry.sequence &&
      other.entry.exchange?.kind !== 'not_sent',
  );
  if (owner === undefined || before === undefined) return [];
  const { subject, settledAt, request, faultKind } = before.entry;
  const isUnderWay =
    request !== undefined &&
    faultKind !== 'silence' &&
    faultKind !== 'hold' &&
    (settledAt === undefined || settledAt > entry.at);
  const about = `${owner.id}: sent again at ${entry.at}`;
  const isBetween = (ms: number): boolean => ms > before.decidedMs && ms <= decidedMs;
  const isToldOneOf = (statuses: readonly string[]): boolean =>
    theCase.evidence.some(
      ({ atMs, payments }) => isBetween(atMs) && statuses.includes(payments.get(subject) ?? ''),
    );
  if (isUnderWay && !isToldOneOf(DEAD)) return [bad(`${about}, while the gateway was still at it`)];
  const isTold = isToldOneOf(MOVED_NOTHING);
  const isDecided = theCase.life.decisions.some(({ at }) => isBetween(Date.parse(at)));
  return isTold || isDecided ? [] : [bad(`${about}, and nobody had asked what became of it`)];
}

/** A refund is begun by the number of the charge that was named. */
function begins(theCase: Case): Finding[] {
  const { life } = theCase;
  const decidedMs = decidedMsOf(life);
  return life.wire
    .filter(({ route }) => route === 'begin_refund')
    .flatMap((entry) => {
      const { nit } = life.truth.transactions.find(({ esitefUsn }) => esitefUsn === entry.subject) ?? {};
      return openAt(theCase, nit, decidedMs(entry)) === undefined
        ? [
            bad(
              `a refund of ${shortId(nit ?? 'nothing')} was begun at ${entry.at}, and nobody had asked for it`,
            ),
          ]
        : [];
    });
}

/** For one refund that was asked for, at most one was executed. */
function twice(theCase: Case): Finding[] {
  const owners = theCase.life.truth.ledger.flatMap((entry) => {
    if (entry.kind !== 'refund' || entry.state !== 'confirmed' || !isSentByUs(theCase, entry)) return [];
    const sent = sends(theCase).findLast(({ entry: { subject } }) => subject === entry.nit);
    return sent?.owner?.id ?? [];
  });
  const doubled = owners.filter((id, index) => owners.indexOf(id) !== index);
  return doubled.map((id) => bad(`${id}: the money went back twice`));
}

const bad = (what: string): Finding => ({ invariant: 'I23 money goes back once', what });
