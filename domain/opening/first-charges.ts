import { chargeMomentMs, dateInSaoPaulo, instantOf, shifted, type IsoDate } from '../calendar';
import { formatReais } from '../money';
import type { SubscriptionOrder } from '../subscription/order';

/**
 * When the first scheduled charge is made, milliseconds since the epoch: by the gateway's job of the first date, or by the next one
 * where that has run already, or is about to (docs/gateway.md §6).
 */
export function firstJobMs(firstDate: IsoDate, nowMs: number): number {
  const ofTheDate = chargeMomentMs(firstDate);
  return ofTheDate > nowMs ? ofTheDate : chargeMomentMs(nextDay(dateInSaoPaulo(instantOf(nowMs))));
}

/**
 * What a payment now costs whose schedule begins today or tomorrow, in words: two charges within a day or so. It may be wanted, so it is
 * said and not refused. Undefined where the two lie apart.
 *
 * Example: `R$ 49,90 now, and R$ 49,90 again tomorrow at 03:30`
 */
export function chargedTwiceAtOnce(
  { entry, schedule, payment }: Pick<SubscriptionOrder, 'entry' | 'schedule' | 'payment'>,
  nowMs: number,
): string | undefined {
  if (entry !== 'pay_now' || payment === undefined) return undefined;
  const today = dateInSaoPaulo(instantOf(nowMs));
  const jobMs = firstJobMs(schedule.firstDate, nowMs);
  const day = dateInSaoPaulo(instantOf(jobMs));
  if (day > nextDay(today)) return undefined;
  const when = day === today ? 'today' : 'tomorrow';
  return `${formatReais(payment.amountCents)} now, and ${formatReais(schedule.amountCents)} again ${when} at 03:30`;
}

const nextDay = (date: IsoDate): IsoDate => shifted(date, 0, 1);
