import { cyclesInView } from '../../contract/carried';
import type { SubscriptionView } from '../../contract/view';
import { isOpeningCall } from '../../domain/calls/call';
import { instantOf } from '../../domain/calendar';
import { definedOnly } from '../../domain/defined-only';
import { accessUntil } from '../../domain/edits/cancellation';
import { changeInWords, detailsOf } from '../../domain/edits/change';
import type { EarlierCycles } from '../../domain/ledger/totals';
import { summarise } from '../../domain/ledger/summary';
import { attemptOf } from '../../domain/opening/earlier-attempts';
import { confirmByOf, idsOf } from '../../domain/opening/opening';
import { attentionOf } from '../../domain/subscription/attention';
import { callOfRefund } from '../../domain/refunds/open-refunds';
import { refundInWords, type Refund } from '../../domain/refunds/refund';
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
    ...attemptView(input),
    state,
    stateSince: instantOf(sinceMs),
    sold: soldView(record),
    gateway: gatewayView(record),
    ...(next === undefined ? {} : { nextMoment: instantOf(next.atMs), waitingFor: next.waitingFor }),
    ...definedOnly({
      confirmBy: confirmByOf(record.opening),
      decision: record.decision,
      doubt: doubtView(record),
      blocked: questionForPerson(record),
    }),
    ...definedOnly({ adoption: adoptionView(record) }),
    commands: commandsView(record),
    refunds: (record.refunds ?? []).map((refund) => refundView(record, refund)),
    ...definedOnly({ cancellation: cancellationView(record) }),
    attention: [...new Set(occurrences.map(({ flag }) => flag))],
    attentionDetails: occurrences.map(({ flag, what, about }) => ({ flag, what, ...about })),
    ...definedOnly({ lastError: record.lastError }),
    ledger: ledgerView(record),
    audit: record.audit,
  };
}

/** Nothing of a first attempt, which most are. */
function attemptView(input: Subscription['input']): Pick<SubscriptionView, 'attempt' | 'earlierAttempts'> {
  if (input.entry === 'adopt' || input.earlierAttempts === undefined) return {};
  const { earlierAttempts } = input;
  return { attempt: attemptOf(input), earlierAttempts };
}

function gatewayView({
  opening,
  schedule,
  paymentStatus,
  access,
}: SubscriptionRecord): SubscriptionView['gateway'] {
  const ids = idsOf(opening);
  const { status, nextDate, currentTimes, numberOfTimes, amountCents } = schedule.snapshot;
  return definedOnly({
    nit: ids?.nit,
    sid: ids?.sid,
    paymentStatus,
    scheduleStatus: status,
    askedAt: access.answeredAt,
    nextDate,
    currentTimes,
    numberOfTimes,
    amountCents,
  });
}

function doubtView({ calls }: SubscriptionRecord): SubscriptionView['doubt'] {
  const call = calls.filter(isOpeningCall).find(({ doubt }) => doubt !== undefined);
  if (call?.doubt === undefined || call.kind === 'create') return undefined;
  const { reason, sinceMs, asked } = call.doubt;
  return { call: call.kind, reason, since: instantOf(sinceMs), asked };
}

const commandsView = ({ commands = [], edit }: SubscriptionRecord): SubscriptionView['commands'] =>
  commands.map(({ change, ...command }) => ({
    ...command,
    command: change.kind,
    ...definedOnly(detailsOf(change)),
    what: changeInWords(change),
    ...(edit?.command === command.id
      ? { waitingFor: edit.waitingFor, ...definedOnly({ doubt: edit.doubt }) }
      : {}),
  }));

/** The NITs from before stay out: there may be hundreds, and none is ours. */
function adoptionView({ adoption }: SubscriptionRecord): SubscriptionView['adoption'] {
  if (adoption === undefined) return undefined;
  const { before, misfits, refused } = adoption;
  const { nits = [], ...known } = before ?? {};
  return definedOnly({
    before:
      before === undefined ? undefined : { ...known, executions: before.executions, listed: nits.length },
    misfits,
    refused,
  });
}

function refundView(record: SubscriptionRecord, refund: Refund): SubscriptionView['refunds'][number] {
  const { id, charge, nit, amountCents, refundedCents, by, reason, at, state, endedAt, problem } = refund;
  const call = callOfRefund(record, refund);
  return {
    ...{ id, charge, amountCents, what: refundInWords(refund), by, reason, at, state },
    ...definedOnly({
      nit,
      refundedCents,
      waitingFor: call?.waitingFor,
      doubt: call?.doubt?.reason,
      endedAt,
      problem,
    }),
  };
}

function cancellationView(record: SubscriptionRecord): SubscriptionView['cancellation'] {
  if (record.cancellation === undefined) return undefined;
  const { nextDate, ...cancellation } = record.cancellation;
  return { ...cancellation, ...definedOnly({ accessUntil: accessUntil(record) }) };
}

function ledgerView({ ledger }: SubscriptionRecord): SubscriptionView['ledger'] {
  return {
    immediate: ledger.immediate,
    cycles: cyclesInView(ledger),
    summary: summarise(ledger),
    ...(ledger.earlier === undefined ? {} : { earlier: earlierView(ledger.earlier) }),
  };
}

const earlierView = ({ summary, until }: EarlierCycles): SubscriptionView['ledger']['earlier'] => ({
  cycles: summary.cycles,
  until,
});

const soldView = ({ terms }: SubscriptionRecord): SubscriptionView['sold'] => {
  const { amountCents, firstDate, intervalMonths, numberOfTimes } = terms;
  return { amountCents, firstDate, intervalMonths, ...definedOnly({ numberOfTimes }) };
};
