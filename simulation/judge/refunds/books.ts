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
const refundsOf = ({ life }: Case, nit: string, untilMs: number): LedgerEntry[] =>
  life.truth.ledger.filter(
    ({ kind, refundOf, state, at }) =>
      kind === 'refund' && refundOf === nit && state === 'confirmed' && Date.parse(at) <= untilMs,
  );

/** Whether a refund was sent by us: its NIT was on our wire. */
export const isSentByUs = ({ life }: Case, { nit }: LedgerEntry): boolean =>
  life.wire.some(({ route, subject }) => route === 'refund' && subject === nit);

/** What went back of a charge until a moment, milliseconds since the epoch. */
export function givenBack(theCase: Case, charge: LedgerEntry, untilMs = Infinity): GivenBack {
  const sumOf = (entries: readonly LedgerEntry[]): number =>
    entries.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const all = refundsOf(theCase, charge.nit, untilMs);
  const ours = all.filter((entry) => isSentByUs(theCase, entry));
  const byUs = sumOf(ours);
  // A reversal leaves no entry of its own.
  const isReversed = charge.reversed && untilMs === Infinity;
  return { byUs, elsewhere: isReversed ? charge.amountCents - byUs : sumOf(all) - byUs };
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
