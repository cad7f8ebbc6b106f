import type { CallOutcome, PaymentFacts, Refusal } from '../../../domain/gateway/answers';
import { done, NIT, START_MS } from './record';

/** What happens to one call of a refund on its way. */
export type RefundMishap =
  | 'none'
  /** It never left. */
  | 'not_sent'
  /** Lost on the way: the gateway did nothing. */
  | 'lost_before'
  /** The gateway did it, and its reply was lost. */
  | 'lost_after'
  /** Of a begin: answered with success, and no post comes. */
  | 'silent'
  /** The client gave up, and the gateway does it half a minute later. The post of a begin comes then. */
  | 'late'
  /** Of a begin: our doors did not take the post. Of a refund: the issuer says no. */
  | 'denied'
  | 'refused'
  /** The issuer has not decided; he says yes an hour later. */
  | 'pending'
  /** ERR: the acquirer could not be reached, nothing moved. */
  | 'error';

interface Cancellation {
  nit: string;
  sale: string;
  status: 'NOV' | 'CON' | 'NEG' | 'PEN' | 'ERR' | 'INV' | 'EXP';
  amountCents: number;
  bornMs: number;
}

const HOUR_MS = 3_600_000;
const LIFE_OF_A_NIT_MS = 24 * HOUR_MS;

/** Two charges of one subscription: the immediate payment, and the first cycle. */
export const SALES = { [NIT]: 990, 'sale-1': 4_990 } as const;

/** A gateway that gives money back: what it keeps of each charge, and of each cancellation. */
export class RefundGateway {
  nowMs = START_MS;
  /** What it keeps of each charge. */
  readonly sales = new Map<string, { amountCents: number; goneCents: number }>();
  readonly cancellations: Cancellation[] = [];
  /** The amount of a charge falls with a part that was given back, or stays. */
  amountFalls = true;
  #later: { atMs: number; act: () => void }[] = [];

  constructor() {
    for (const [nit, amountCents] of Object.entries(SALES))
      this.sales.set(nit, { amountCents, goneCents: 0 });
  }

  /** Somebody gives money back in the portal. */
  portal(sale: string, cents: number): void {
    const kept = this.kept(sale);
    kept.goneCents = Math.min(kept.amountCents, kept.goneCents + cents);
  }

  /** A new cancellation; where nothing is left there is none. */
  protected newCancellation(sale: string): Cancellation | undefined {
    const { amountCents, goneCents } = this.kept(sale);
    if (goneCents >= amountCents) return undefined;
    const nit = `refund-${String(this.cancellations.length + 1)}`;
    const created: Cancellation = { nit, sale, status: 'NOV', amountCents: 0, bornMs: this.nowMs };
    this.cancellations.push(created);
    return created;
  }

  protected execute(nit: string, amountCents: number, mishap: RefundMishap): CallOutcome {
    const cancellation = this.cancellation(nit);
    if (cancellation === undefined) return { ...refused('82'), noSuchTransaction: true };
    // In progress or finalized: that says nothing of what became of it.
    if (cancellation.status !== 'NOV') return { kind: 'unknown', reason: 'ambiguous_code', code: '102' };
    const kept = this.kept(cancellation.sale);
    if (kept.amountCents - kept.goneCents < amountCents) return refused('33');
    cancellation.amountCents = amountCents;
    if (mishap === 'error') {
      cancellation.status = 'ERR';
      return { kind: 'unknown', reason: 'ambiguous_code', code: '131' };
    }
    cancellation.status = mishap === 'denied' ? 'NEG' : mishap === 'pending' ? 'PEN' : 'CON';
    const { status } = cancellation;
    const facts = { refund: { nit, status, amountCents } };
    if (mishap === 'denied') return { kind: 'denied', facts, code: '257', message: 'reversal denied' };
    kept.goneCents += amountCents;
    if (mishap === 'pending')
      this.after(HOUR_MS, () => {
        cancellation.status = 'CON';
      });
    return done(facts);
  }

  protected sale(nit: string): PaymentFacts {
    const { amountCents, goneCents } = this.kept(nit);
    const isWhole = goneCents >= amountCents;
    const shown = this.amountFalls && !isWhole ? amountCents - goneCents : amountCents;
    const at = '2027-01-10T06:30:00.000Z';
    return { nit, status: isWhole ? 'EST' : 'CON', amountCents: shown, usn: `usn-${nit}`, at };
  }

  protected kept(nit: string): { amountCents: number; goneCents: number } {
    const kept = this.sales.get(nit);
    if (kept === undefined) throw new Error(`no charge ${nit}`);
    return kept;
  }

  protected cancellation(nit: string): Cancellation | undefined {
    const found = this.cancellations.find((one) => one.nit === nit);
    if (found?.status === 'NOV' && this.nowMs - found.bornMs > LIFE_OF_A_NIT_MS) found.status = 'EXP';
    return found;
  }

  protected after(pauseMs: number, act: () => void): void {
    this.#later.push({ atMs: this.nowMs + pauseMs, act });
  }

  /** Lets time pass, and what comes by itself. */
  protected pass(untilMs: number): void {
    for (;;) {
      const [next] = this.#later.toSorted((one, other) => one.atMs - other.atMs);
      if (next === undefined || next.atMs > untilMs) break;
      this.#later = this.#later.filter((one) => one !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.act();
    }
    this.nowMs = untilMs;
  }
}

export const refused = (code: string): Refusal => ({
  kind: 'refused',
  facts: {},
  code,
  message: 'not allowed',
  refusedBy: 'gateway',
});
