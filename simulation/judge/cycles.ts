import type { LedgerEntry } from '../../sandbox/state/ledger';
import { dateOf } from '../../sandbox/time/calendar';
import type { Case, KnownCycle } from './case';
import { shortId, type Finding } from './finding';
import { isCaughtUp, isPassedOver } from './same-date';

/** I2, cycles: what the gateway executed for one date is in one cycle of ours, in its order, on its date. */
export function rightCycles(theCase: Case): Finding[] {
  const filed = theCase.executed.flatMap((charge) => filedIn(theCase, charge) ?? []);
  return [...together(theCase, filed), ...inOrder(filed), ...onTheirDates(theCase, filed)];
}

/** A charge with the gateway's number of its execution date, and our cycle. */
interface Filed {
  charge: LedgerEntry;
  execution: number;
  cycle: KnownCycle;
}

/** Only charges that the gateway told with their moment: where a person filled in, nobody knows the date. */
function filedIn({ view }: Case, charge: LedgerEntry): Filed | undefined {
  if (charge.kind !== 'scheduled' || charge.cycle === undefined) return undefined;
  const cycle = view.ledger.cycles.find(({ charges }) =>
    charges.some(({ nit, at }) => nit === charge.nit && at !== undefined),
  );
  return cycle === undefined ? undefined : { charge, execution: charge.cycle, cycle };
}

function together(theCase: Case, filed: readonly Filed[]): Finding[] {
  if (isCaughtUp(theCase)) return [];
  return filed.flatMap(({ charge, execution, cycle }, index) => {
    const other = filed
      .slice(0, index)
      .find(
        (before) =>
          (before.execution === execution) !== (before.cycle === cycle) &&
          !isPassedOver(theCase, before.charge, charge),
      );
    if (other === undefined) return [];
    const how = other.execution === execution ? 'for the same date as' : 'for another date than';
    return [
      wrong(`${nameOf(charge)}: executed ${how} ${nameOf(other.charge)}, and filed under ${cycle.dueDate}`),
    ];
  });
}

function inOrder(filed: readonly Filed[]): Finding[] {
  const sorted = [...filed].sort((one, other) => one.execution - other.execution);
  return sorted.flatMap(({ charge, cycle }, index) => {
    const before = sorted[index - 1];
    const isBehind = before !== undefined && before.cycle.number > cycle.number;
    return isBehind
      ? [wrong(`${nameOf(charge)}: filed under ${cycle.dueDate}, before an earlier execution`)]
      : [];
  });
}

/**
 * While nobody touches the dates, the first execution of a date happens on it. A schedule that only began to run after its first
 * date is out of step, and says nothing.
 */
function onTheirDates({ life, schedule, taken }: Case, filed: readonly Filed[]): Finding[] {
  const firstExecution = life.truth.ledger.find(({ kind }) => kind === 'scheduled');
  const isTouched = taken.length > 0 || life.acts.some(({ act, done }) => act.kind === 'portal_edit' && done);
  const isInStep = firstExecution !== undefined && dateOf(firstExecution.at) === schedule?.initialDate;
  if (isTouched || !isInStep) return [];
  return filed.flatMap(({ charge, execution, cycle }) => {
    const first = life.truth.ledger.find((entry) => entry.sid === charge.sid && entry.cycle === execution);
    const dueDate = first === undefined ? undefined : dateOf(first.at);
    return dueDate === undefined || dueDate === cycle.dueDate
      ? []
      : [wrong(`${nameOf(charge)}: for ${dueDate}, and filed under ${cycle.dueDate}`)];
  });
}

const nameOf = ({ nit, at }: LedgerEntry): string => `charge ${shortId(nit)} of ${dateOf(at)}`;

const wrong = (what: string): Finding => ({ invariant: 'I2 every executed charge is known', what });
