import type { LedgerEntry } from '../../sandbox/state/ledger';
import type { Act } from '../lives/script';
import type { Case } from './case';

/**
 * Whether two executions of one number were made for two dates. An execution without a decision is tried on: unless somebody sets a
 * date after it, or makes the schedule active in the portal, for the cycle that comes then. What an incident repeats belongs to the date of the execution that it repeats.
 */
export function isPassedOver(theCase: Case, before: LedgerEntry, { at }: LedgerEntry): boolean {
  const { at: firstAt, outcome } = repeatedBy(theCase, before);
  const isBetween = (ms: number): boolean => ms > Date.parse(firstAt) && ms < Date.parse(at);
  const isSet = theCase.edits.some(
    ({ isExecuted, sets, decidedMs }) =>
      isExecuted && sets['next_date'] !== undefined && isBetween(decidedMs),
  );
  const isReactivated = theCase.life.acts.some(
    (performed) => performed.done && reactivates(performed.act) && isBetween(Date.parse(performed.at)),
  );
  return outcome === 'error' && (isSet || isReactivated);
}

/** In the portal: the gateway may set a date that has passed anew (docs/gateway.md §7). */
export const reactivates = (act: Act): boolean => act.kind === 'portal_edit' && act.edit.status === 'ATV';

/**
 * Somebody in the portal made the schedule active, and the gateway charges each date that had passed, one a day: nobody can tell by the
 * day which of them it was.
 */
export const isCaughtUp = ({ life }: Case): boolean =>
  life.script.settings.missedDates === 'charge_each_day' &&
  life.script.settings.reactivationRule === 'keep_date' &&
  life.acts.some(({ act, done }) => done && reactivates(act));

/** Two executions of the schedule were made for one date. */
export function isSameDate(theCase: Case, one: LedgerEntry, other: LedgerEntry): boolean {
  const isOfOneNumber =
    other.nit !== one.nit && other.kind === 'scheduled' && other.sid === one.sid && other.cycle === one.cycle;
  const [before, after] = one.at <= other.at ? [one, other] : [other, one];
  return isOfOneNumber && !isPassedOver(theCase, before, after);
}

/** The execution that an incident has repeated; any other is its own. */
function repeatedBy({ life }: Case, execution: LedgerEntry): LedgerEntry {
  if (!execution.repeated) return execution;
  const { sid, cycle, at } = execution;
  return (
    life.truth.ledger.findLast(
      (entry) => entry.sid === sid && entry.cycle === cycle && !entry.repeated && entry.at < at,
    ) ?? execution
  );
}
