import type { LedgerEntry } from '../../../sandbox/state/ledger';
import type { ShownState } from '../shown-states';
import type { Evidence, ToldSchedule } from '../evidence';
import type { LifeRecord } from '../../playing/life-record';

/** How a schedule came to be followed that existed before. */
export interface Adopted {
  /** When it was shown to be followed, milliseconds since the epoch. */
  atMs: number;
  /** What was executed by then is history: the gateway had told of it by the answer on which it was adopted. */
  historyUntilMs: number;
  /** That answer. */
  told: ToldSchedule;
}

/** What was sold, as far as the gateway tells it. */
export interface SoldTerms {
  amountCents: number;
  numberOfTimes?: number;
}

/** States of what is not followed, or not yet. */
const NOT_FOLLOWED: readonly string[] = ['adopting', 'rejected', 'retired'];

/** Undefined where nothing is to be adopted, or was not. */
export function adoptedIn(
  { script }: LifeRecord,
  states: readonly ShownState[],
  evidence: readonly Evidence[],
): Adopted | undefined {
  if (script.past === undefined) return undefined;
  const shown = states.find(({ state }) => !NOT_FOLLOWED.includes(state));
  if (shown === undefined) return undefined;
  const answer = evidence.findLast(
    ({ route, schedule, atMs }) => route === 'get_schedule' && schedule !== undefined && atMs <= shown.atMs,
  );
  if (answer?.schedule === undefined) return undefined;
  return { atMs: shown.atMs, historyUntilMs: answer.settledMs, told: answer.schedule };
}

/** Charges that are ours to know: of a schedule that is adopted, those since the adoption. */
export function oursOf(
  { script, truth }: LifeRecord,
  adopted: Adopted | undefined,
): { ours: LedgerEntry[]; history: LedgerEntry[] } {
  const charges = truth.ledger.filter(({ kind }) => kind !== 'refund');
  if (script.past === undefined) return { ours: charges, history: [] };
  const untilMs = adopted?.historyUntilMs ?? Infinity;
  // What was denied by then may be tried again, under its own NIT.
  const listed = new Set(charges.filter(({ at }) => Date.parse(at) <= untilMs).map(({ nit }) => nit));
  const isHistory = ({ nit }: LedgerEntry): boolean => listed.has(nit);
  return { ours: charges.filter((charge) => !isHistory(charge)), history: charges.filter(isHistory) };
}

/** The terms that hold: those that were sold, or those that the gateway kept when it was adopted. */
export function soldIn({ script }: LifeRecord, adopted: Adopted | undefined): SoldTerms {
  const { amountCents, numberOfTimes } = script.input.schedule;
  const gatewayHolds = script.input.entry === 'adopt' && script.input.ifTermsDiffer === 'gateway_holds';
  const kept = gatewayHolds ? adopted?.told : undefined;
  const times = kept?.numberOfTimes ?? numberOfTimes;
  return {
    amountCents: kept?.amountCents ?? amountCents,
    ...(times === undefined ? {} : { numberOfTimes: times }),
  };
}
