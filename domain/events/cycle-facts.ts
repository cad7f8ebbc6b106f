import { cycleOutcome, type Cycle, type Ledger } from '../ledger/ledger';
import type { EventType, Fact } from './event';

/** What became of each cycle, as far as money or its absence is concerned. */
export const cycleFacts = ({ cycles }: Ledger): Fact[] => cycles.flatMap(factsOf);

function factsOf(cycle: Cycle): Fact[] {
  const outcome = cycleOutcome(cycle);
  // Dates move and numbers shift; the first charge of a cycle stays its own.
  const which = cycle.charges[0]?.nit.toLowerCase() ?? cycle.dueDate;
  const paid = cycle.charges.filter((charge) => charge.outcome === 'paid').length;
  const found: Fact[] = [];
  if (paid > 0) found.push(fact(wasDenied(cycle) ? 'cycle.recovered' : 'cycle.paid', `paid/${which}`, cycle));
  if (paid > 1) found.push(fact('cycle.paid_twice', `paid_twice/${which}/${String(paid)}`, cycle));
  if (paid === 1 && cycle.executedBefore === true)
    found.push(fact('cycle.paid_twice', `paid_twice/${which}/before`, cycle));
  if (outcome === 'missed') found.push(fact('cycle.missed', `missed/${cycle.dueDate}`, cycle));
  return found;
}

const wasDenied = ({ charges }: Cycle): boolean => charges.some(({ outcome }) => outcome === 'denied');

function fact(type: EventType, key: string, cycle: Cycle): Fact {
  const { number, dueDate, charges } = cycle;
  const data = { number, dueDate, outcome: cycleOutcome(cycle), charges: charges.map(({ nit }) => nit) };
  return { type, key: `cycle/${key}`, subject: `cycle/${dueDate}`, data };
}
