import type { SubscriptionView } from '../contract/view';
import { instantOf } from '../domain/calendar';
import { cycleOutcome } from '../domain/ledger';
import { summarise } from '../domain/ledger-summary';
import type { Life } from './life';

/** The whole view of a subscription: the answer of the Query `status` and the result of the workflow. */
export function viewOf({ input, record }: Life): SubscriptionView {
  const { doubt, ledger } = record;
  return {
    merchant: input.merchant,
    orderId: input.orderId,
    entry: input.entry,
    state: record.state,
    stateSince: record.stateSince,
    gateway: {
      ...given('nit', record.nit),
      ...given('sid', record.sid),
      ...given('paymentStatus', record.paymentStatus),
      ...given('scheduleStatus', record.scheduleStatus),
      ...given('askedAt', record.askedAt),
      ...record.schedule,
    },
    ...given('nextMoment', record.nextMoment),
    ...given('waitingFor', record.waitingFor),
    ...given('confirmBy', record.confirmBy),
    ...given('decision', record.decision),
    ...(doubt === undefined
      ? {}
      : {
          doubt: {
            call: doubt.call,
            reason: doubt.reason,
            since: instantOf(doubt.sinceMs),
            asked: doubt.asked,
          },
        }),
    ...given('blocked', record.blocked),
    attention: [...record.attention],
    ...given('lastError', record.lastError),
    ledger: {
      immediate: ledger.immediate,
      cycles: ledger.cycles.map((cycle) => ({
        number: cycle.number,
        dueDate: cycle.dueDate,
        outcome: cycleOutcome(cycle),
        charges: cycle.charges,
      })),
      summary: summarise(ledger),
    },
    audit: record.audit,
  };
}

/** A field that is there only when it has a value: JSON has no `undefined`. */
function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
