import type { LedgerEntry } from '../../../sandbox/state/ledger';
import { toldPayments, type Case, type KnownCharge } from '../case';
import { shortId, type Finding } from '../finding';
import { givenBack, isRefundUncertain, toldCapturedCents } from './books';

const DAY_MS = 86_400_000;
/** Undisturbed, a refund is carried out within this time; and what is tried in vain is tried again. */
const DONE_WITHIN_MS = 2 * DAY_MS;

/** I22: what our books say went back is what the gateway's books say: of each charge, by each refund, and in all. */
export const refundsAgree = (theCase: Case): Finding[] => [
  ...theCase.executed.flatMap((charge) => ofCharge(theCase, charge)),
  ...theCase.view.refunds.flatMap((refund) => ofRefund(theCase, refund)),
  ...inAll(theCase),
  ...leftOpen(theCase),
  ...forgotten(theCase),
];

function ofCharge(theCase: Case, charge: LedgerEntry): Finding[] {
  const ours = theCase.known.find(({ nit }) => nit === charge.nit);
  if (ours === undefined) return [];
  const about = `charge ${shortId(charge.nit)}`;
  const { byUs, elsewhere } = givenBack(theCase, charge);
  const { refundedCents = 0, reversedCents = 0, usn } = ours;
  const isOther = refundedCents !== byUs && !isRefundUncertain(theCase, charge.nit);
  const of = theCase.life.truth.transactions.find(({ nit }) => nit === charge.nit);
  return [
    ...(isOther
      ? [other(`${about}: ${String(byUs)} cents went back by us, and ${String(refundedCents)} to us`)]
      : []),
    ...(reversedCents > elsewhere && !isRefundUncertain(theCase, charge.nit)
      ? [
          other(
            `${about}: ${String(elsewhere)} cents went back elsewhere, and ${String(reversedCents)} to us`,
          ),
        ]
      : []),
    ...(usn !== undefined && usn !== of?.esitefUsn ? [other(`${about}: has the number ${usn}`)] : []),
    ...unseen(theCase, charge, ours),
  ];
}

/** A part that was given back elsewhere, and was told by an amount that is less. */
function unseen(theCase: Case, charge: LedgerEntry, { outcome, reversedCents = 0 }: KnownCharge): Finding[] {
  const { byUs } = givenBack(theCase, charge);
  if (outcome !== 'paid' || isRefundUncertain(theCase, charge.nit)) return [];
  const leastCents = Math.min(
    ...theCase.evidence.flatMap(({ payments, amounts, atMs }) =>
      payments.get(charge.nit) === 'CON' && theCase.playedUntilMs - atMs > DAY_MS
        ? [amounts.get(charge.nit) ?? Infinity]
        : [],
    ),
  );
  const missing = toldCapturedCents(theCase, charge.nit) - byUs - leastCents;
  return missing > reversedCents
    ? [other(`charge ${shortId(charge.nit)}: ${String(missing)} cents less were told, and not noticed`)]
    : [];
}

type Shown = Case['view']['refunds'][number];

/** "Done" is what the gateway did, by this very NIT, and told; "failed" is what it did not do. */
function ofRefund(theCase: Case, refund: Shown): Finding[] {
  const { life } = theCase;
  const { nit, state, id } = refund;
  const entry = life.truth.ledger.find((one) => one.kind === 'refund' && one.nit === nit);
  const isGiven = entry?.state === 'confirmed';
  const isByPerson = life.decisions.some((decision) => decision.call === 'refund' && decision.nit === nit);
  if (state === 'failed')
    return isGiven && !isByPerson ? [other(`${id}: failed to us, and the money went back`)] : [];
  if (state !== 'done' || isByPerson) return [];
  if (!isGiven) return [other(`${id}: done to us, and no money went back`)];
  return [
    ...(entry.amountCents === refund.refundedCents
      ? []
      : [other(`${id}: ${String(entry.amountCents)} cents, and ${String(refund.refundedCents)} to us`)]),
    ...(isTold(theCase, refund) ? [] : [guessed(`${id}: done to us, and nothing that was told says so`)]),
  ];
}

/** By its own NIT; or the charge shows it, where that answers no more. */
function isTold(theCase: Case, { nit = '', charge, endedAt = '', amountCents }: Shown): boolean {
  const untilMs = Date.parse(endedAt);
  const isOfItself = toldPayments(theCase, nit, untilMs).some(({ status }) => status === 'CON');
  const isOfCharge = theCase.evidence.some(
    ({ atMs, payments, amounts }) =>
      atMs <= untilMs &&
      (payments.get(charge) === 'EST' ||
        (payments.get(charge) === 'CON' &&
          (amounts.get(charge) ?? Infinity) <= capturedOf(theCase, charge) - amountCents)),
  );
  return isOfItself || isOfCharge;
}

const capturedOf = ({ executed }: Case, nit: string): number =>
  executed.find((charge) => charge.nit === nit)?.amountCents ?? 0;

function inAll({ known, view }: Case): Finding[] {
  const sum = known.reduce((cents, { refundedCents = 0 }) => cents + refundedCents, 0);
  const { refundedCents } = view.ledger.summary;
  return sum === refundedCents || view.ledger.earlier !== undefined
    ? []
    : [other(`${String(refundedCents)} cents went back in all, and ${String(sum)} by the charges`)];
}

/** What was accepted ends; or something is in its way, and then a person sees it. */
function leftOpen(theCase: Case): Finding[] {
  const { view, life, playedUntilMs } = theCase;
  const open = view.refunds.filter(({ state }) => state === 'planned' || state === 'under_way');
  if (life.ended) return open.map(({ id }) => other(`ended, and ${id} is open`));
  return open
    .filter(({ at }) => playedUntilMs - Date.parse(at) > DONE_WITHIN_MS && view.attention.length === 0)
    .map(({ id }) => other(`${id}: still open, and nobody is told`));
}

/** Refunds that the view keeps (domain/limits.ts). */
const KEPT = 50;

function forgotten({ refunds, view }: Case): Finding[] {
  return refunds
    .slice(-KEPT)
    .filter(({ id }) => !view.refunds.some((shown) => shown.id === id))
    .map(({ id }) => other(`${id}: accepted, and not in the view`));
}

const other = (what: string): Finding => ({ invariant: 'I22 refunds agree with the gateway', what });
const guessed = (what: string): Finding => ({ invariant: 'I6 no outcome is guessed', what });
