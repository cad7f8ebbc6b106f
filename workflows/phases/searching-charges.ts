import type { PaymentFacts } from '../../domain/gateway/answers';
import { dateInSaoPaulo, likelyChargeDays } from '../../domain/calendar';
import { isSameId, type Nit } from '../../domain/ids';
import { allCharges, currentCycle } from '../../domain/ledger';
import { LIMITS } from '../../domain/limits';
import type { Life } from '../life';

/** Looks for a charge in the gateway's list, day by day, the likeliest first. `no_answer`: one day could not be read. */
export async function findByDate(life: Life, nit: Nit): Promise<PaymentFacts | 'not_listed' | 'no_answer'> {
  let unread = 0;
  for (const day of likelyDays(life)) {
    const listed = await listDay(life, day, nit);
    if (listed === undefined) unread += 1;
    if (unread >= LIMITS.unreadListDays) break;
    const payment = listed?.find((candidate) => isSameId(candidate.nit, nit));
    if (payment !== undefined) return payment;
  }
  return unread === 0 ? 'not_listed' : 'no_answer';
}

function likelyDays({ record, input, now }: Life): string[] {
  const { cycles } = record.ledger;
  const first = cycles.at(-2)?.dueDate ?? cycles.at(-1)?.dueDate ?? input.schedule.firstDate;
  const { intervalMonths } = input.schedule;
  return likelyChargeDays(
    first,
    dateInSaoPaulo(now),
    intervalMonths,
    LIMITS.listDays,
    record.schedule.nextDate,
  );
}

/**
 * The schedule moved on although no execution is listed for the cycle: the list by date has the last word. Returns the
 * charges that it knows and we do not; undefined when it could not be read, until that has lasted too long.
 */
export async function listPassedCycle(life: Life): Promise<PaymentFacts[] | undefined> {
  const dueDate = currentCycle(life.record.ledger)?.dueDate;
  if (dueDate === undefined) return [];
  const listed = await listDay(life, dueDate);
  if (listed === undefined) return life.isLongUnsettled() ? [] : undefined;
  const known = allCharges(life.record.ledger).map(({ nit }) => nit);
  return listed.filter(({ nit }) => !known.some((other) => isSameId(other, nit)));
}

async function listDay(life: Life, date: string, nit?: Nit): Promise<PaymentFacts[] | undefined> {
  const request = { date, orderId: life.input.orderId, ...(nit === undefined ? {} : { nit }) };
  const answer = await life.gateway.ask('listTransactions', `charges of ${date}`, request);
  return answer.kind === 'done' ? (answer.facts.payments ?? []) : undefined;
}
