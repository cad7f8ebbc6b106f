import { nitsThatAre } from '../../ledger/anomalies';
import type { Opening } from '../../opening/opening';
import type { SubscriptionOrder } from '../order';
import {
  RECORD_VERSION,
  termsOf,
  type AnsweredCommand,
  type ConfirmationDecision,
  type GatewayAccess,
  type SubscriptionRecord,
} from '../record';
import { actorOf, auditOf } from './audit';
import { callsOf, openCallOf } from './calls';
import { latestMs } from './latest';
import type { Record1 } from './record';

/** Reads a record of the first version. What it was about to do is what is planned, at the moment at which it would have done it. */
export function upgradeFrom1(old: Record1, order: SubscriptionOrder): SubscriptionRecord {
  const record: SubscriptionRecord = {
    version: RECORD_VERSION,
    opening: openingOf(old),
    terms: termsOf(order),
    ...(old.decision === undefined ? {} : { decision: decisionOf(old.decision, old) }),
    ...confirmationAskedAt(old),
    ...(old.paymentStatus === undefined ? {} : { paymentStatus: old.paymentStatus }),
    schedule: scheduleOf(old),
    ledger: old.ledger,
    calls: callsOf(old),
    access: accessOf(old),
    ...(old.lastError === undefined ? {} : { lastError: old.lastError }),
    ...(old.attention.includes('cancel_requested') ? { cancelRequestedAt: old.stateSince } : {}),
    acknowledged: acknowledgedOf(old),
    audit: old.audit.map(auditOf),
    answers: old.commands.flatMap(answerOf),
  };
  return record;
}

function openingOf(old: Record1): Opening {
  const sinceMs = Date.parse(old.stateSince);
  const { sid, nit, confirmBy } = old;
  if (sid === undefined) return { stage: 'creating', sinceMs };
  const createdAtMs = Date.parse(old.createdAt ?? old.stateSince);
  const ids = { sid, createdAtMs, ...(nit === undefined ? {} : { nit }) };
  const deadline = confirmBy === undefined ? {} : { confirmBy };
  const paid = nit === undefined ? undefined : { ...ids, nit };
  switch (openCallOf(old)) {
    case 'create':
      return { stage: 'creating', sinceMs };
    case 'pay':
      if (paid === undefined) break;
      return { stage: 'paying', sinceMs, ids: paid };
    case 'activate':
      return { stage: 'activating', sinceMs, ids };
    case 'confirm':
    case 'undo':
      if (paid === undefined) break;
      return { stage: 'awaiting_confirmation', sinceMs, ids: paid, ...deadline };
    case undefined:
      if (old.state !== 'pending_confirmation' || paid === undefined) break;
      return { stage: 'awaiting_confirmation', sinceMs, ids: paid, ...deadline };
  }
  return { stage: 'running', sinceMs, ids, ...deadline };
}

/** Decided and carried out, unless its call is still open. */
function decisionOf(decision: ConfirmationDecision, old: Record1): ConfirmationDecision {
  const named = { ...decision, by: actorOf(decision.by) };
  const isOpen = openCallOf(old) !== undefined;
  return isOpen ? named : { ...named, doneAt: old.stateSince };
}

/** A payment that awaits its confirmation was asked for once a day. */
const confirmationAskedAt = ({
  state,
  decision,
  askedAt,
  lastError,
}: Record1): { confirmationAskedAtMs?: number } =>
  state !== 'pending_confirmation' || decision !== undefined || askedAt === undefined
    ? {}
    : { confirmationAskedAtMs: latestMs(0, askedAt, lastError?.at) };

/** Flags about the access to the gateway were stored, and are derived now. */
function accessOf({ askedAt, attention, lastError, stateSince }: Record1): GatewayAccess {
  const sinceMs = Date.parse(lastError?.at ?? stateSince);
  return {
    ...(askedAt === undefined ? {} : { answeredAt: askedAt }),
    ...(attention.includes('credentials_refused') ? { credentialsRefusedSinceMs: sinceMs } : {}),
    // How many workers ask for the calls is counted at once.
    ...(attention.includes('no_worker') ? { notTaken: { sinceMs, lastAtMs: sinceMs } } : {}),
  };
}

/** States in which a confirm or undo was answered although it was still open. */
const NOT_THE_LAST_WORD = ['pending_confirmation', 'resolving', 'blocked'];

/**
 * The answers had no result. One that told of something open is not kept: a repetition of it is answered from what is known
 * then. What a person decided was carried out, wherever it led.
 */
function answerOf({ id, answer }: AnsweredCommand): AnsweredCommand[] {
  const { state } = answer as { state: string };
  const isOfConfirmation = id.startsWith('confirm/') || id.startsWith('undo/');
  if (isOfConfirmation && NOT_THE_LAST_WORD.includes(state)) return [];
  return [{ id, answer: { result: 'carried_out', ...(answer as object) } }];
}

function scheduleOf(old: Record1): SubscriptionRecord['schedule'] {
  const { schedule, scheduleStatus, inactiveUntil, counterAtStart, lookNow, askedAt, unsettledSince } = old;
  const askedAtMs = askedAt === undefined ? undefined : Date.parse(askedAt);
  const isRunning = old.state === 'active' || old.state === 'paused';
  const unansweredAt = old.lastError?.call === 'getSchedule' ? old.lastError.at : undefined;
  return {
    snapshot: { ...schedule, ...(scheduleStatus === undefined ? {} : { status: scheduleStatus }) },
    ...(isRunning ? { phaseSinceMs: Date.parse(old.stateSince) } : {}),
    ...(inactiveUntil === undefined ? {} : { inactiveUntil }),
    ...(counterAtStart === undefined ? {} : { counterAtStart }),
    ...(askedAtMs === undefined
      ? {}
      : { answeredAtMs: askedAtMs, polledAtMs: latestMs(askedAtMs, unansweredAt) }),
    ...(lookNow === undefined ? {} : { pollNow: lookNow }),
    openPolls: old.looks,
    // Whether its last reading was whole was not remembered: it is read once more before anything is concluded.
    ...(old.looks > 0 || old.unreadSince !== undefined ? { incomplete: true as const } : {}),
    ...(unsettledSince === undefined ? {} : { openSinceMs: Date.parse(unsettledSince) }),
    unreadSince: old.unreadSince ?? {},
  };
}

/** A cycle was named by its number, and is named by its date now. Of a reversed payment it was only known that somebody looked. */
function acknowledgedOf(old: Record1): string[] {
  const { acknowledged = [], ledger } = old;
  const keys = acknowledged.map((key) => {
    const [flag = '', number = '', charges = ''] = key.split('/');
    const cycle = ledger.cycles.find((candidate) => String(candidate.number) === number);
    const isOfCycle = flag === 'cycle_missed' || flag === 'cycle_paid_twice';
    return isOfCycle && cycle !== undefined ? `${flag}/${cycle.dueDate}/${charges}` : key;
  });
  return [...keys, ...acknowledgedReversals(old)];
}

function acknowledgedReversals({ attention, audit, ledger }: Record1): string[] {
  const isUp = attention.includes('payment_reversed');
  const wasAcknowledged = audit.some(({ what }) => /^acknowledged .*payment_reversed/.test(what));
  return isUp || !wasAcknowledged
    ? []
    : nitsThatAre(ledger, 'reversed').map((nit) => `payment_reversed/${nit}`);
}
