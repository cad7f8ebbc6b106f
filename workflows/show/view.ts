import type { SubscriptionView } from '../../contract/view';
import { instantOf } from '../../domain/calendar';
import { cycleOutcome } from '../../domain/ledger/ledger';
import { summarise } from '../../domain/ledger/summary';
import { confirmByOf, idsOf } from '../../domain/opening/opening';
import { attentionOf } from '../../domain/subscription/attention';
import { questionForPerson } from '../../domain/subscription/person';
import { plan } from '../../domain/subscription/plan';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';
import type { Subscription } from '../entity';

/** The whole view of a subscription: the answer of the Query `status` and the result of the workflow. */
export function viewOf({ input, record, context }: Subscription): SubscriptionView {
  const { state, sinceMs } = shownState(record);
  const [next] = plan(record, context);
  const occurrences = attentionOf(record, context);
  return {
    merchant: input.merchant,
    orderId: input.orderId,
    entry: input.entry,
    state,
    stateSince: instantOf(sinceMs),
    gateway: gatewayView(record),
    ...(next === undefined ? {} : { nextMoment: instantOf(next.atMs), waitingFor: next.waitingFor }),
    ...given('confirmBy', confirmByOf(record.opening)),
    ...given('decision', record.decision),
    ...given('doubt', doubtView(record)),
    ...given('blocked', questionForPerson(record)),
    attention: [...new Set(occurrences.map(({ flag }) => flag))],
    attentionDetails: occurrences.map(({ flag, what }) => ({ flag, what })),
    ...given('lastError', record.lastError),
    ledger: ledgerView(record),
    audit: record.audit,
  };
}

function gatewayView({
  opening,
  schedule,
  paymentStatus,
  access,
}: SubscriptionRecord): SubscriptionView['gateway'] {
  const ids = idsOf(opening);
  const { status, nextDate, currentTimes, numberOfTimes, amountCents } = schedule.snapshot;
  return {
    ...given('nit', ids?.nit),
    ...given('sid', ids?.sid),
    ...given('paymentStatus', paymentStatus),
    ...given('scheduleStatus', status),
    ...given('askedAt', access.answeredAt),
    ...given('nextDate', nextDate),
    ...given('currentTimes', currentTimes),
    ...given('numberOfTimes', numberOfTimes),
    ...given('amountCents', amountCents),
  };
}

function doubtView({ calls }: SubscriptionRecord): SubscriptionView['doubt'] {
  const call = calls.find(({ doubt }) => doubt !== undefined);
  if (call?.doubt === undefined || call.kind === 'create') return undefined;
  const { reason, sinceMs, asked } = call.doubt;
  return { call: call.kind, reason, since: instantOf(sinceMs), asked };
}

function ledgerView({ ledger }: SubscriptionRecord): SubscriptionView['ledger'] {
  return {
    immediate: ledger.immediate,
    cycles: ledger.cycles.map((cycle) => ({
      number: cycle.number,
      dueDate: cycle.dueDate,
      outcome: cycleOutcome(cycle),
      charges: cycle.charges,
    })),
    summary: summarise(ledger),
  };
}

/** A field that is there only when it has a value: JSON has no `undefined`. */
function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
