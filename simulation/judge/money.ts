import type { LedgerEntry } from '../../sandbox/state/ledger';
import { firstToldMs, type Case, type KnownCharge } from './case';
import { shortId, type Finding } from './finding';
import { givenBack, isRefundUncertain, toldCapturedCents } from './refunds/books';

const DAY_MS = 86_400_000;
/** By then an execution must have been asked for, whatever the pace: questions come weekly at the slowest. */
const ASKED_WITHIN_MS = 9 * DAY_MS;
/** An execution that no date announces is met by the next look, which comes with the next due date or the slow query. */
const MET_WITHIN_MS = 45 * DAY_MS;
/** What was told this long ago must be on our books. */
const KNOWN_WITHIN_MS = 2 * DAY_MS;

/** I1: for each thing that was to be charged, at most one charge was executed. */
export function executedOnce({ life }: Case): Finding[] {
  const { ledger, schedules } = life.truth;
  const payments = ledger.filter(({ kind }) => kind === 'payment');
  const running = schedules.filter(({ status }) => ['ATV', 'INA', 'FIN'].includes(status));
  return [
    ...(payments.length > 1
      ? [double(`the first payment was put to the issuer ${String(payments.length)} times`)]
      : []),
    ...(running.length > 1 ? [double(`${String(running.length)} schedules run for one order`)] : []),
    ...doubleCycles(ledger),
  ];
}

/** What an incident of the gateway repeats is its own doing; no cycle may have two other charges that were approved. */
function doubleCycles(ledger: readonly LedgerEntry[]): Finding[] {
  const seen = new Set<string>();
  return ledger.flatMap(({ kind, outcome, repeated, sid = '', cycle = 0 }) => {
    if (kind !== 'scheduled' || outcome !== 'approved' || repeated) return [];
    const thing = `${sid} ${String(cycle)}`;
    if (seen.has(thing)) return [double(`execution ${String(cycle)} of the schedule was approved twice`)];
    seen.add(thing);
    return [];
  });
}

/** I2: what the gateway executed is on our books, with its outcome and its amount. */
export function everythingKnown(theCase: Case): Finding[] {
  return theCase.executed.flatMap((charge) => {
    const ours = theCase.known.find(({ nit }) => nit === charge.nit);
    return ours === undefined ? missing(theCase, charge) : differing(theCase, charge, ours);
  });
}

function missing(theCase: Case, charge: LedgerEntry): Finding[] {
  const { life, playedUntilMs } = theCase;
  const executedMs = Date.parse(charge.at);
  if (life.ended && executedMs > playedUntilMs) return [];
  const toldMs = firstToldMs(theCase, charge.nit);
  const what = `${charge.kind} ${shortId(charge.nit)} of ${charge.at.slice(0, 10)}: ${outcomeOf(charge)}, and not known`;
  // An execution that ended ERR moved no money, and not every gateway has it among the executions of the schedule: then nobody can
  // know of it, even where the list of a day that was asked for another charge happens to show it.
  const isUnlisted = charge.outcome === 'error' && life.script.settings.listedErroredNits === false;
  if (isUnlisted && !wasToldAsExecution(theCase, charge.nit)) return [];
  if (toldMs !== undefined) return playedUntilMs - toldMs > KNOWN_WITHIN_MS ? [lost(what)] : [];
  const withinMs = charge.repeated ? MET_WITHIN_MS : ASKED_WITHIN_MS;
  return playedUntilMs - executedMs > withinMs ? [lost(`${what}; it was never asked for`)] : [];
}

/** The gateway told of a NIT otherwise than in the list of a day. */
const wasToldAsExecution = ({ evidence }: Case, nit: string): boolean =>
  evidence.some(
    ({ route, payments, schedule }) =>
      schedule?.nits?.includes(nit) === true || (route !== 'list_transactions' && payments.has(nit)),
  );

function differing(theCase: Case, charge: LedgerEntry, ours: KnownCharge): Finding[] {
  const wanted = outcomesOf(theCase, charge);
  const about = `${charge.kind} ${shortId(charge.nit)} of ${charge.at.slice(0, 10)}`;
  if (!wanted.includes(ours.outcome) && !isExcused(theCase, charge, ours))
    return [lost(`${about}: ${wanted.join(' or ')} at the gateway, and ${ours.outcome} to us`)];
  const isPaid = ours.outcome === 'paid' && ours.knownBy !== 'person';
  return isPaid && ours.amountCents !== charge.amountCents && !isToldLess(theCase, charge, ours)
    ? [
        lost(
          `${about}: ${String(charge.amountCents)} cents at the gateway, ${String(ours.amountCents)} to us`,
        ),
      ]
    : [];
}

/** A part went back before the charge was first told, and what was told is the rest. */
const isToldLess = (theCase: Case, charge: LedgerEntry, { amountCents }: KnownCharge): boolean =>
  givenBack(theCase, charge).elsewhere > 0 && toldCapturedCents(theCase, charge.nit) === amountCents;

/** What a charge of the gateway has to be called on our side. */
function outcomeOf({ outcome, state, reversed }: LedgerEntry): string {
  if (outcome !== 'approved') return outcome === 'denied' ? 'denied' : 'failed';
  if (reversed) return 'reversed';
  return state === 'confirmed' ? 'paid' : state;
}

/** A charge of which all went back is reversed, but for one that we gave back; where some of it was ours and some not, it may be either. */
function outcomesOf(theCase: Case, charge: LedgerEntry): string[] {
  const outcome = outcomeOf(charge);
  if (outcome !== 'reversed') return [outcome];
  const { byUs, elsewhere } = givenBack(theCase, charge);
  if (byUs === 0) return ['reversed'];
  return elsewhere === 0 ? ['refunded'] : ['reversed', 'refunded'];
}

/** Differences that nobody can help: what changed after the gateway was last asked, and words of a person. */
function isExcused(theCase: Case, charge: LedgerEntry, ours: KnownCharge): boolean {
  const { life, playedUntilMs, evidence } = theCase;
  const lastToldMs = evidence.findLast(({ payments }) => payments.has(charge.nit))?.atMs ?? 0;
  if (charge.reversed && ['paid', 'reversed'].includes(ours.outcome))
    return reversedAfter(theCase, lastToldMs) || isRefundUncertain(theCase, charge.nit);
  const isTriedAgain = life.script.store.offlineRetries !== undefined && ours.outcome === 'pending';
  if (isTriedAgain) return playedUntilMs - lastToldMs < ASKED_WITHIN_MS;
  // A person says whether it was paid; why not is nothing to a person.
  if (ours.knownBy === 'person') return ours.outcome === 'failed' && outcomeOf(charge) !== 'paid';
  // The gateway no longer tells, and a person has been asked.
  return ours.outcome === 'unknown' && theCase.view.attention.length > 0;
}

const reversedAfter = ({ life }: Case, ms: number): boolean =>
  life.acts.some(({ act, done, at }) => REVERSALS.includes(act.kind) && done && Date.parse(at) > ms);

const REVERSALS: readonly string[] = ['portal_reversal', 'portal_refund', 'refund_decision'];

/** I3: what is on our books was executed by the gateway, each once. */
export function nothingInvented({ known, executed, life }: Case): Finding[] {
  const seen = new Set<string>();
  return known.flatMap((charge) => {
    const about = `charge ${shortId(charge.nit)}, ${charge.outcome} to us`;
    if (seen.has(charge.nit)) return [invented(`${about}: twice on our books`)];
    seen.add(charge.nit);
    const truth = executed.find(({ nit }) => nit === charge.nit);
    const isClaimed = ['paid', 'denied', 'reversed', 'refunded', 'undone'].includes(charge.outcome);
    if (truth === undefined && isClaimed) return [invented(`${about}: never executed`)];
    if (charge.outcome === 'paid' && truth?.outcome !== 'approved')
      return [invented(`${about}: ${truth?.outcome ?? 'never executed'} at the gateway`)];
    if (truth === undefined && !life.truth.transactions.some(({ nit }) => nit === charge.nit))
      return [invented(`${about}: no such transaction at the gateway`)];
    return [];
  });
}

const double = (what: string): Finding => ({ invariant: 'I1 executed at most once', what });
const lost = (what: string): Finding => ({ invariant: 'I2 every executed charge is known', what });
const invented = (what: string): Finding => ({ invariant: 'I3 nothing is invented', what });
