import type { PaymentFacts, ScheduleFacts } from '../../contract/gateway-answers';
import { dateInSaoPaulo, likelyChargeDays } from '../../domain/calendar';
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
  const payment = answer.kind === 'done' ? answer.facts.payment : undefined;
  if (payment !== undefined) {
    record(life, { ...payment, nit }, 'query');
    return true;
  }
  // A NIT answers for 15 days only (carat-api.md §5.1); the list by date still knows it.
  return answer.kind === 'refused' && NO_SUCH_NIT.has(answer.code) ? searchByDate(life, nit) : false;
}

/** Codes of "no such transaction": the NIT is too old. Any other refusal may pass, and is asked again. */
const NO_SUCH_NIT: ReadonlySet<string> = new Set(['3', '82', 'http_404']);

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
  const { schedule } = life.input;
  const first =
    life.record.ledger.cycles.at(-2)?.dueDate ??
    currentCycle(life.record.ledger)?.dueDate ??
    schedule.firstDate;
  const days = likelyChargeDays(first, dateInSaoPaulo(life.now), schedule.intervalMonths, LIMITS.listDays);
  for (const day of days) {
    const found = await listDay(life, day);
    if (found === undefined) return false;
    const payment = found.find((candidate) => candidate.nit.toLowerCase() === nit.toLowerCase());
    if (payment === undefined) continue;
    record(life, { ...payment, nit }, 'list');
    return true;
  }
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

/** Whether the current cycle has no charge although the gateway went on to the next date, or made all executions. */
function isPassedOver(life: Life): boolean {
  const cycle = currentCycle(life.record.ledger);
  if (cycle === undefined || cycle.charges.length > 0 || cycle.dueDate > dateInSaoPaulo(life.now))
    return false;
  const { nextDate } = life.record.schedule;
  return life.record.scheduleStatus === 'FIN' || (nextDate !== undefined && nextDate > cycle.dueDate);
}

const shortNit = (nit: Nit): string => `${nit.slice(0, 6)}…${nit.slice(-4)}`;
