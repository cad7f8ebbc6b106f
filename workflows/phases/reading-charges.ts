import type { PaymentFacts, ScheduleFacts } from '../../domain/gateway/answers';
import { dateInSaoPaulo } from '../../domain/calendar';
import { recordScheduled } from '../../domain/filing';
import { asNit, type Nit } from '../../domain/ids';
import { currentCycle, nitsToAsk, type Charge, type KnownBy } from '../../domain/ledger';
import { LIMITS } from '../../domain/limits';
import type { Life } from '../life';
import { chargeFrom } from './charges';
import { findByDate, listPassedCycle } from './searching-charges';

/**
 * Brings every execution that the gateway lists into the ledger. Returns false when one could not be read this
 * time, so that nothing is concluded from what is missing; one that cannot be read does not hide the others.
 */
export async function readCharges(life: Life, schedule: ScheduleFacts): Promise<boolean> {
  const nits = nitsToAsk(life.record.ledger, schedule.nits.map(asNit));
  let complete = nits.length <= LIMITS.chargesPerRound;
  for (const nit of nits.slice(0, LIMITS.chargesPerRound)) {
    if (!(await readCharge(life, nit, schedule))) complete = false;
  }
  return complete && isPassedOver(life) ? readPassedCycle(life) : complete;
}

async function readPassedCycle(life: Life): Promise<boolean> {
  const charges = await listPassedCycle(life);
  for (const payment of charges ?? []) recordTold(life, payment, 'list');
  return charges !== undefined;
}

async function readCharge(life: Life, nit: Nit, { nits }: ScheduleFacts): Promise<boolean> {
  const answer = await life.gateway.ask('getTransaction', `charge ${shortNit(nit)}`, { nit });
  const told = answer.kind === 'done' ? answer.facts.payment : undefined;
  if (told !== undefined) return read(life, { ...told, nit }, 'query');
  const unreadMs = unreadForMs(life, nit);
  const isGone = answer.kind === 'refused' && NO_SUCH_NIT.has(answer.code);
  const isGivenUp = unreadMs >= LIMITS.unreadableAfterMs;
  if (!isGone && !isGivenUp) return false;
  // A NIT answers for 15 days only (carat-api.md §5.1); the list by date still knows it.
  const found = await findByDate(life, nit);
  if (typeof found === 'object') return read(life, { ...found, nit }, 'list');
  // A list may be behind the schedule by some hours.
  const hasTheLastWord = found === 'not_listed' && unreadMs >= LIMITS.unlistedAfterMs;
  if (!hasTheLastWord && !isGivenUp) return false;
  return giveUp(life, nit, nits.map(asNit));
}

/** Codes of "no such transaction": the NIT is too old. Any other refusal may pass, and is asked again. */
const NO_SUCH_NIT: ReadonlySet<string> = new Set(['3', '82', 'http_404']);

function read(life: Life, payment: PaymentFacts, knownBy: KnownBy): true {
  recordTold(life, payment, knownBy);
  forget(life, asNit(payment.nit));
  return true;
}

/** The gateway tells no more of this charge: it is in the ledger as unknown, and a person can settle it. */
function giveUp(life: Life, nit: Nit, listed: readonly Nit[]): true {
  file(life, { nit, outcome: 'unknown', knownBy: 'query', knownAt: life.now }, listed);
  forget(life, nit);
  return true;
}

/** For how long a charge could not be read, milliseconds. */
function unreadForMs(life: Life, nit: Nit): number {
  const since = (life.record.unreadSince ??= {})[nit] ?? life.now;
  life.record.unreadSince[nit] = since;
  return life.nowMs - Date.parse(since);
}

function forget(life: Life, nit: Nit): void {
  const { [nit]: _read, ...unread } = life.record.unreadSince ?? {};
  if (Object.keys(unread).length > 0) life.record.unreadSince = unread;
  else delete life.record.unreadSince;
}

/** Records what the gateway told of a charge of the schedule. */
function recordTold(life: Life, payment: PaymentFacts, knownBy: KnownBy): void {
  const charge = chargeFrom(life, payment, knownBy);
  file(life, charge);
  if (charge.outcome === 'denied')
    life.tell('gateway', `a charge was denied: ${charge.code ?? '?'}`, charge.message);
}

function file(life: Life, charge: Charge, listed?: readonly Nit[]): void {
  const { schedule, inactiveUntil } = life.record;
  const { intervalMonths } = life.input.schedule;
  const seen = { intervalMonths, nextDate: schedule.nextDate, inactiveUntil, listed };
  life.record.ledger = recordScheduled(life.record.ledger, charge, seen);
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
