import type { LedgerEntry } from '../../../sandbox/state/ledger';
import type { SubscriptionView } from '../../../contract/view';
import type { Case } from '../case';

/** What went back of a charge, by the gateway's books, integer cents. */
export interface GivenBack {
  /** By refunds that we sent. */
  byUs: number;
  /** In the portal, or by the bank. */
  elsewhere: number;
}

/** The gateway's entries of money that went back, up to a moment. */
const refundsOf = ({ life }: Case, nit: string, untilMs = Infinity): LedgerEntry[] =>
  life.truth.ledger.filter(
    ({ kind, refundOf, state, at }) =>
      kind === 'refund' && refundOf === nit && state === 'confirmed' && Date.parse(at) <= untilMs,
  );

/** Whether a refund was sent by us: its NIT was on our wire. */
export const isSentByUs = ({ life }: Case, { nit }: LedgerEntry): boolean =>
  life.wire.some(({ route, subject }) => route === 'refund' && subject === nit);

/** What went back of a charge. */
export function givenBack(theCase: Case, charge: LedgerEntry): GivenBack {
  const sumOf = (entries: readonly LedgerEntry[]): number =>
    entries.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const all = refundsOf(theCase, charge.nit);
  const ours = all.filter((entry) => isSentByUs(theCase, entry));
  const byUs = sumOf(ours);
  // A reversal leaves no entry of its own.
  return { byUs, elsewhere: charge.reversed ? charge.amountCents - byUs : sumOf(all) - byUs };
}

/** What went back by us until a moment, milliseconds since the epoch, without refunds that a person had to decide: one that had not happened by then may have happened later. */
export function surelyGivenBackByUs(theCase: Case, { nit }: LedgerEntry, untilMs: number): number {
  const decided = theCase.life.decisions.filter(({ call }) => call === 'refund').map((one) => one.nit);
  return refundsOf(theCase, nit, untilMs)
    .filter((entry) => isSentByUs(theCase, entry) && !decided.includes(entry.nit))
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
}

type ShownRefund = SubscriptionView['refunds'][number];

/** The refunds of a charge, as the view shows them. */
const shownRefunds = ({ view }: Case, nit: string): ShownRefund[] =>
  view.refunds.filter(({ charge }) => charge === nit);

/** Nobody knows yet what became of a refund of a charge, or a person had to say it. */
export const isRefundUncertain = (theCase: Case, nit: string): boolean =>
  shownRefunds(theCase, nit).some(
    ({ state, nit: ofRefund }) =>
      state === 'under_way' ||
      state === 'planned' ||
      theCase.life.decisions.some(({ call, nit: decided }) => call === 'refund' && decided === ofRefund),
  );

/** The most that was told of what a charge captured: a part that went back may have been taken off before it was first asked about. */
export function toldCapturedCents({ evidence }: Case, nit: string): number {
  const told = evidence.flatMap(({ payments, amounts }) =>
    payments.get(nit) === 'CON' ? [amounts.get(nit) ?? 0] : [],
  );
  return Math.max(0, ...told);
}
