import { asNit } from '../../../domain/ids';
import type { RuleContext } from '../../../domain/subscription/order';
import type { ScheduleReading, ScheduleWatch, SubscriptionRecord } from '../../../domain/subscription/record';
import { cycle, ledger } from '../ledger/support';
import { at, orderOf, running } from '../support/record';

export const DAY_MS = 86_400_000;
const order = orderOf({ entry: 'start_later', payment: undefined });
export const on = (day: string): RuleContext => at(`${day}T12:00:00.000Z`, order);
export const a = asNit('a');
export const JANUARY = ledger(cycle(1, '2027-01-10'));

export const withSchedule = (changes: Partial<ScheduleWatch>, of = JANUARY): SubscriptionRecord => {
  const record = running(order, { amountCents: 4_990 });
  return { ...record, ledger: of, schedule: { ...record.schedule, ...changes } };
};
export const reading = (changes: Partial<ScheduleReading> = {}): ScheduleReading => ({
  ...{ listed: [a], queue: [a], sinceMs: 0, scheduledCents: 4_990, complete: true, ...changes },
});
