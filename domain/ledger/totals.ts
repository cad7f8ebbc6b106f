import type { IsoDate } from '../calendar';
import type { CycleOutcome } from './outcomes';

/** A ledger in numbers: what the finance person reads first. */
export interface LedgerSummary {
  cycles: number;
  /** Money that was received and is kept: what was given back, by whomever, does not count. */
  paidCents: number;
  /** Given back by us. */
  refundedCents: number;
  /** Given back behind our back: in the portal, or by the customer's bank. */
  reversedCents: number;
  /** What denied cycles were to bring, and did not. */
  owedCents: number;
  byOutcome: Record<CycleOutcome, number>;
  /** Charges whose outcome is still open, the immediate payment included. */
  openCharges: number;
}

/** What else the rules count in cycles. */
export interface Executions {
  /** Executions that the issuer decided. */
  decided: number;
  /** Executions that the gateway may count. */
  countable: number;
  /** Cycles that were charged or denied, once or more often. */
  executedCycles: number;
}

/** Cycles that lie far back: their numbers are kept, their detail is in the input of an earlier run. */
export interface EarlierCycles {
  summary: LedgerSummary;
  executions: Executions;
  /** Due date of the last of them. */
  until: IsoDate;
  /** Day of the last charge among them. */
  lastChargeDay?: IsoDate;
  /** The NITs of their charges, which the gateway goes on listing (docs/gateway.md §5.3); see nit-memory.ts. */
  nits: string;
}

/** Adds two sets of numbers up, field by field. */
export function added<Numbers extends object>(one: Numbers, other: Numbers): Numbers {
  const sums = Object.entries(one).map(([field, value]: [string, unknown]) => {
    const more: unknown = (other as Record<string, unknown>)[field];
    return [field, isNumbers(value) ? added(value, more as object) : Number(value) + Number(more ?? 0)];
  });
  return Object.fromEntries(sums) as Numbers;
}

const isNumbers = (value: unknown): value is object => typeof value === 'object' && value !== null;
