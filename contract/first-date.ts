import { dateInSaoPaulo as dateAt, instantOf, shifted } from '../domain/calendar';
import { LIMITS } from '../domain/limits';
import { chargedTwiceAtOnce as twiceAtOnce } from '../domain/opening/first-charges';
import type { SubscriptionInput } from './input';
import type { Problem } from './problems';

/** The calendar date in São Paulo at an instant in milliseconds since the epoch. */
const dateInSaoPaulo = (epochMs: number): string => dateAt(instantOf(epochMs));

/**
 * The problem with a first date that had passed when the subscription was started, since the gateway refuses it and the order id is used
 * up; or that lies so far ahead that its year is a slip. Today is allowed. The first date of a schedule that is adopted has passed, as a
 * rule.
 *
 * @param startedAtMs - instant of the start, milliseconds since the epoch
 */
export function problemOfFirstDate(
  { entry, schedule }: SubscriptionInput,
  startedAtMs: number,
): Problem | undefined {
  if (entry === 'adopt') return undefined;
  const today = dateInSaoPaulo(startedAtMs);
  const field = 'schedule.firstDate';
  if (schedule.firstDate < today)
    return { field, problem: `must not have passed: it is ${today} in São Paulo` };
  const last = shifted(today, LIMITS.firstDateMonths, 0);
  if (schedule.firstDate <= last) return undefined;
  return { field, problem: `must be within ${String(LIMITS.firstDateMonths)} months, by ${last}` };
}

/** What it costs that the first payment and the first scheduled charge fall together, in words; see domain/opening/first-charges.ts. */
export const chargedTwiceAtOnce = (input: SubscriptionInput, startedAtMs: number): string | undefined =>
  input.entry === 'pay_now' ? twiceAtOnce(input, startedAtMs) : undefined;
