import { dateInSaoPaulo as dateAt, instantOf } from '../domain/calendar';
import type { SubscriptionInput } from './input';
import type { Problem } from './problems';

/** The calendar date in São Paulo at an instant in milliseconds since the epoch. */
export const dateInSaoPaulo = (epochMs: number): string => dateAt(instantOf(epochMs));

/**
 * The problem with a first date that had passed when the subscription was started: the gateway refuses it, and the order id is used
 * up. Today is allowed. The first date of a schedule that is adopted has passed, as a rule.
 *
 * @param startedAtMs - instant of the start, milliseconds since the epoch
 */
export function passedFirstDate(
  { entry, schedule }: SubscriptionInput,
  startedAtMs: number,
): Problem | undefined {
  if (entry === 'adopt') return undefined;
  const today = dateInSaoPaulo(startedAtMs);
  if (schedule.firstDate >= today) return undefined;
  return { field: 'schedule.firstDate', problem: `must not have passed: it is ${today} in São Paulo` };
}
