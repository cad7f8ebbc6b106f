import type { AuditEntry, AuditEvent } from '../audit';
import type { IsoDate, IsoInstant } from '../calendar';
import { newCall, type CallKind, type Doubt, type OpenCall, type Resolution } from '../calls/call';
import { deadlineOf } from '../calls/protocol';
import { askPauseMs } from '../calls/cadence';
import { CALL_RULES } from '../calls/rules';
import type { Nit, Sid } from '../ids';
import type { Ledger } from '../ledger/ledger';
import { nitsThatAre } from '../ledger/anomalies';
import type { Opening } from '../opening/opening';
import type { SubscriptionOrder } from './order';
import {
  RECORD_VERSION,
  termsOf,
  type AnsweredCommand,
  type ConfirmationDecision,
  type LastError,
  type SubscriptionRecord,
} from './record';

type State1 =
  | 'creating'
  | 'paying'
  | 'activating'
  | 'pending_confirmation'
  | 'resolving'
  | 'blocked'
  | 'active'
  | 'paused';

type RiskyCall1 = Exclude<CallKind, 'create'>;

/** The record of the first version: one concern at a time, and the state was the program counter. */
export interface Record1 {
  state: State1;
  stateSince: IsoInstant;
  nit?: Nit;
  sid?: Sid;
  createdAt?: IsoInstant;
  paymentStatus?: string;
  scheduleStatus?: string;
  askedAt?: IsoInstant;
  sends: Partial<Record<CallKind, number>>;
  unsent: number;
  doubt?: { call: RiskyCall1; reason: string; sentAtMs: number; sinceMs: number; asked: number };
  blocked?: {
    call: CallKind | 'charge';
    since: IsoInstant;
    reason: string;
    findOut: string;
    decisions: Resolution[];
  };
  confirmBy?: IsoInstant;
  decision?: ConfirmationDecision;
  schedule: { nextDate?: IsoDate; currentTimes?: number; numberOfTimes?: number; amountCents?: number };
  inactiveUntil?: IsoDate;
  counterAtStart?: number;
  ledger: Ledger;
  lookNow?: true;
  unreadSince?: Record<string, IsoInstant>;
  looks: number;
  unsettledSince?: IsoInstant;
  lastError?: LastError;
  attention: string[];
  acknowledged?: string[];
  audit: Omit<AuditEntry, 'event'>[];
  commands: AnsweredCommand[];
}

/** It had no version. Each of these was always there. */
export const isRecord1 = (carried: unknown): carried is Record1 =>
  typeof carried === 'object' &&
  carried !== null &&
  !('version' in carried) &&
  ['state', 'sends', 'ledger', 'audit', 'commands'].every((field) => field in carried);

export function upgradeFrom1(old: Record1, order: SubscriptionOrder): SubscriptionRecord {
  const record: SubscriptionRecord = {
    version: RECORD_VERSION,
    opening: openingOf(old),
    terms: termsOf(order),
    ...(old.decision === undefined ? {} : { decision: decisionOf(old.decision, old.state) }),
    ...(old.paymentStatus === undefined ? {} : { paymentStatus: old.paymentStatus }),
    schedule: scheduleOf(old),
    ledger: old.ledger,
    calls: callsOf(old),
    access: old.askedAt === undefined ? {} : { answeredAt: old.askedAt },
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

/** The call that the old state was about. */
function openCallOf(old: Record1): CallKind | undefined {
  switch (old.state) {
    case 'creating':
      return 'create';
    case 'paying':
      return 'pay';
    case 'activating':
      return 'activate';
    case 'pending_confirmation':
      return old.decision?.kind;
    case 'resolving':
      return old.doubt?.call;
    case 'blocked':
      return old.blocked?.call === 'charge' ? undefined : (old.blocked?.call ?? old.doubt?.call);
    case 'active':
    case 'paused':
      return undefined;
  }
}

function callsOf(old: Record1): OpenCall[] {
  const kind = openCallOf(old);
  if (kind === undefined) return [];
  const sinceMs = Date.parse(old.stateSince);
  const { sid, nit } = old;
  const createdAtMs = Date.parse(old.createdAt ?? old.stateSince);
  const call = {
    ...newCall({ kind, sid, nit, createdAtMs }, sinceMs),
    possiblyDelivered: old.sends[kind] ?? 0,
    notDelivered: old.unsent,
    mayBeSentAgain: (old.sends[kind] ?? 0) < CALL_RULES[kind].maxPossiblyDelivered,
  };
  const doubted = old.doubt === undefined ? call : { ...call, doubt: doubtOf(old.doubt, call) };
  if (old.blocked === undefined) return [doubted];
  const { call: _call, ...person } = old.blocked;
  return [{ ...doubted, mayBeSentAgain: kind === 'create', person }];
}

function doubtOf(old: NonNullable<Record1['doubt']>, call: OpenCall): Doubt {
  const { reason, sentAtMs, sinceMs, asked } = old;
  const nextAskAtMs = Math.max(sentAtMs, sinceMs) + askPauseMs(asked);
  return { reason, sentAtMs, sinceMs, asked, nextAskAtMs, deadlineMs: deadlineOf(call, sinceMs) };
}

const decisionOf = (decision: ConfirmationDecision, state: State1): ConfirmationDecision =>
  state === 'active' || state === 'paused' ? { ...decision, doneAt: decision.at } : decision;

function scheduleOf(old: Record1): SubscriptionRecord['schedule'] {
  const { schedule, scheduleStatus, inactiveUntil, counterAtStart, lookNow, askedAt, unsettledSince } = old;
  const askedAtMs = askedAt === undefined ? undefined : Date.parse(askedAt);
  const isRunning = old.state === 'active' || old.state === 'paused';
  return {
    snapshot: { ...schedule, ...(scheduleStatus === undefined ? {} : { status: scheduleStatus }) },
    ...(isRunning ? { phaseSinceMs: Date.parse(old.stateSince) } : {}),
    ...(inactiveUntil === undefined ? {} : { inactiveUntil }),
    ...(counterAtStart === undefined ? {} : { counterAtStart }),
    ...(askedAtMs === undefined ? {} : { answeredAtMs: askedAtMs, polledAtMs: askedAtMs }),
    ...(lookNow === undefined ? {} : { pollNow: lookNow }),
    openPolls: old.looks,
    // Whether its last reading was whole was not remembered: it is read once more before anything is concluded.
    ...(old.looks > 0 || Object.keys(old.unreadSince ?? {}).length > 0 ? { incomplete: true as const } : {}),
    ...(unsettledSince === undefined ? {} : { openSinceMs: Date.parse(unsettledSince) }),
    unreadSince: old.unreadSince ?? {},
  };
}

/** An answer said nothing of its result. One that said `resolving` was not the last word, and is given anew. */
function answerOf({ id, answer }: AnsweredCommand): AnsweredCommand[] {
  const { state } = answer as { state?: string };
  return state === 'resolving' ? [] : [{ id, answer: { result: 'carried_out', ...(answer as object) } }];
}

/** A cycle was named by its number, and is named by its date now. A reversal without a flag was looked after. */
function acknowledgedOf({ acknowledged = [], ledger, attention }: Record1): string[] {
  const reversed = attention.includes('payment_reversed') ? [] : nitsThatAre(ledger, 'reversed');
  const renamed = acknowledged.map((key) => {
    const [flag = '', number = '', charges = ''] = key.split('/');
    const cycle = ledger.cycles.find((candidate) => String(candidate.number) === number);
    const isOfCycle = flag === 'cycle_missed' || flag === 'cycle_paid_twice';
    return isOfCycle && cycle !== undefined ? `${flag}/${cycle.dueDate}/${charges}` : key;
  });
  return [...renamed, ...reversed.map((nit) => `payment_reversed/${nit}`)];
}

/** The sentences of the first version, by what they begin with. */
const EVENTS: readonly (readonly [string, AuditEvent])[] = [
  ['asked for the subscription', 'requested'],
  ['created at the gateway', 'created'],
  ['what became of', 'call_in_doubt'],
  ['a person must decide', 'person_needed'],
  ['decided: ', 'person_decided'],
  ['decided to confirm', 'confirm_decided'],
  ['decided to undo', 'undo_decided'],
  ['the payment is authorised', 'payment_authorised'],
  ['the schedule runs', 'schedule_active'],
  ['the schedule is active', 'schedule_active'],
  ['the schedule is inactive', 'schedule_inactive'],
  ['a charge was denied', 'charge_denied'],
  ['settled the charge', 'charge_decided'],
  ['acknowledged', 'acknowledged'],
  ['a cancellation was requested', 'cancel_requested'],
];

function auditOf(entry: Omit<AuditEntry, 'event'>): AuditEntry {
  const event = EVENTS.find(([beginning]) => entry.what.startsWith(beginning))?.[1] ?? 'unnamed';
  const by = entry.by === 'schedule' || entry.by === 'this system' ? 'system' : entry.by;
  return { ...entry, by, event };
}
