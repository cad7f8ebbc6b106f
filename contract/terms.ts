import { formatReais } from '../domain/money';
import type { SubscriptionInput } from './input';

/** Amount, rhythm and number of charges in words, e.g. `R$ 49,90 monthly ×12`. */
export function termsInWords({
  amountCents,
  intervalMonths,
  numberOfTimes,
}: SubscriptionInput['schedule']): string {
  const times = numberOfTimes === undefined ? ', open-ended' : ` ×${String(numberOfTimes)}`;
  return `${formatReais(amountCents)} ${rhythmOf(intervalMonths)}${times}`;
}

function rhythmOf(intervalMonths: number): string {
  if (intervalMonths === 1) return 'monthly';
  return intervalMonths === 12 ? 'yearly' : `every ${String(intervalMonths)} months`;
}
