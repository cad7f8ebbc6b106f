import { formatReais } from '../contract/vocabulary';
import type { Problem } from '../contract/problems';

/** Most that one charge may come to, integer cents: of every merchant, or of each by its alias. */
export type Ceiling = number | Readonly<Record<string, number>>;

/** The amounts of a message that are above the ceiling of its merchant. The worker has the last word, by a setting of its own. */
export function amountsAbove(
  ceiling: Ceiling | undefined,
  merchant: string,
  amounts: Readonly<Record<string, number | undefined>>,
): Problem[] {
  const most = typeof ceiling === 'number' ? ceiling : ceiling?.[merchant];
  if (most === undefined) return [];
  const problem = `must be at most ${String(most)} cents (${formatReais(most)}), the ceiling of the client for ${merchant}`;
  return Object.entries(amounts).flatMap(([field, cents]) =>
    cents !== undefined && cents > most ? [{ field, problem }] : [],
  );
}
