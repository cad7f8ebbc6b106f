import type { SubscriptionView } from '../../contract/view';
import type { Look } from './look';

/** The question that holds a subscription up, in the language of the reader; undefined where none does. */
export function questionOf({ blocked, ledger }: SubscriptionView, { words }: Look): string | undefined {
  if (blocked === undefined) return undefined;
  const charges = [...ledger.immediate, ...ledger.cycles.flatMap((cycle) => cycle.charges)];
  return words.question({ ...blocked, nit: charges.find(({ outcome }) => outcome === 'unknown')?.nit });
}
