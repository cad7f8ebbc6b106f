import type { PaymentFacts, ScheduleFacts } from '../../contract/gateway-answers';
import { dateInSaoPaulo, datesBetween } from '../../domain/calendar';
import { asNit, type Nit } from '../../domain/ids';
import {
  allCharges,
  currentCycle,
  nitsToAsk,
  recordScheduled,
  type Charge,
  type KnownBy,
} from '../../domain/ledger';
import { LIMITS } from '../../domain/limits';
import type { Life } from '../life';
import { chargeFrom } from './charges';

/**
 * Brings every execution that the gateway lists into the ledger. Returns false when one could not be read this
 * time, so that nothing is concluded from what is missing.
 */
export async function readCharges(life: Life, schedule: ScheduleFacts): Promise<boolean> {
  const nits = nitsToAsk(life.record.ledger, schedule.nits.map(asNit));
  for (const nit of nits.slice(0, LIMITS.chargesPerRound)) {
    if (!(await readCharge(life, nit))) return false;
  }
  if (nits.length > LIMITS.chargesPerRound) return false;
  return isPassedOver(life) ? searchPassedCycle(life) : true;
}

async function readCharge(life: Life, nit: Nit): Promise<boolean> {
  const answer = await life.gateway.ask('getTransaction', `charge ${shortNit(nit)}`, { nit });
  if (answer.kind === 'no_answer') return false;
  const payment = answer.kind === 'done' ? answer.facts.payment : undefined;
  if (payment !== undefined) {
    record(life, payment, 'query');
    return true;
  }
  // A NIT answers for 15 days only (carat-api.md §5.1); the list by date, from the last cycle on, still knows it.
  return searchByDate(life, nit);
}

/** The schedule moved on although no execution is listed for the cycle: the list by date has the last word. */
async function searchPassedCycle(life: Life): Promise<boolean> {
  const dueDate = currentCycle(life.record.ledger)?.dueDate;
  if (dueDate === undefined) return true;
  const found = await listDay(life, dueDate);
  if (found === undefined) return false;
  const known = new Set(allCharges(life.record.ledger).map((charge) => charge.nit));
  for (const payment of found) {
    if (!known.has(asNit(payment.nit))) record(life, payment, 'list');
  }
  return true;
}

async function searchByDate(life: Life, nit: Nit): Promise<boolean> {
  const today = dateInSaoPaulo(life.now);
  const first = life.record.ledger.cycles.at(-2)?.dueDate ?? life.input.schedule.firstDate;
  for (const day of datesBetween(first, today, LIMITS.listDays)) {
    const found = await listDay(life, day);
    if (found === undefined) return false;
    const payment = found.find((candidate) => candidate.nit === nit);
    if (payment === undefined) continue;
    record(life, payment, 'list');
    return true;
  }
  life.flag('charge_unreadable');
  const unread: Charge = { nit, outcome: 'unknown', knownBy: 'query', knownAt: life.now };
  life.record.ledger = recordScheduled(life.record.ledger, unread, life.input.schedule.intervalMonths);
  return true;
}

async function listDay(life: Life, date: string): Promise<PaymentFacts[] | undefined> {
  const request = { date, orderId: life.input.orderId };
  const answer = await life.gateway.ask('listTransactions', `charges of ${date}`, request);
  return answer.kind === 'done' ? (answer.facts.payments ?? []) : undefined;
}

function record(life: Life, payment: PaymentFacts, knownBy: KnownBy): void {
  const charge = chargeFrom(life, payment, knownBy);
  life.record.ledger = recordScheduled(life.record.ledger, charge, life.input.schedule.intervalMonths);
  if (charge.outcome === 'denied')
    life.tell('gateway', `a charge was denied: ${charge.code ?? '?'}`, charge.message);
}

function isPassedOver(life: Life): boolean {
  const cycle = currentCycle(life.record.ledger);
  const { nextDate } = life.record.schedule;
  if (cycle === undefined || nextDate === undefined || cycle.charges.length > 0) return false;
  return nextDate > cycle.dueDate && cycle.dueDate <= dateInSaoPaulo(life.now);
}

const shortNit = (nit: Nit): string => `${nit.slice(0, 6)}…${nit.slice(-4)}`;
