import { refundLines, type RefundLine } from '../../contract/refund-lines';
import type { SubscriptionView } from '../../contract/view';
import { formatReais } from '../../contract/vocabulary';
import type { TemporalAccess } from '../access';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { readView } from './read-view';
import { meantBy, type Meant } from './asked';
import { eachRunInput } from './run-inputs';

type Cycle = SubscriptionView['ledger']['cycles'][number];
type Charge = Cycle['charges'][number];
type AuditEntry = SubscriptionView['audit'][number];

/** One thing that happened. */
export interface TimelineEntry extends Meant {
  /** ISO 8601, UTC. */
  at: string;
  /** `gateway`, `system` for our own clock, or who sent a command. */
  by: string;
  /** A code of the audit trail, or `charge`, `refund`, `reversal`, `no_charge` and `earlier_attempt`. */
  event: AuditEntry['event'] | 'charge' | 'refund' | 'reversal' | 'no_charge' | 'earlier_attempt';
  /** In words. */
  what: string;
  /** Why, as the person or the gateway gave it. */
  reason?: string | undefined;
  /** Of a charge: what it took or would have taken, of a refund or a reversal: what went back, integer cents. */
  amountCents?: number;
  /** Of a charge: what became of it, the gateway's status, the issuer's code. */
  outcome?: Charge['outcome'];
  gatewayStatus?: string;
  code?: string;
  /** Of the charge or of the refund. */
  nit?: string;
  /** Of a charge or of `no_charge`: the cycle, and its date; none of the payment at the start. Of a refund: the cycle of its charge. */
  cycle?: number;
  dueDate?: string;
  /** Of `no_charge`: why there is none. */
  none?: 'missed' | 'skipped';
  /** Of a refund: the NIT of the charge. */
  charge?: string;
  /** Of `earlier_attempt`: which one, and how it ended. */
  attempt?: number;
  ended?: string;
}

/** What happened in a life, oldest first. */
export interface Timeline {
  entries: TimelineEntry[];
  /** The namespace has let earlier runs go: what happened before the first entries may be missing. */
  earlierNotKept?: true;
}

/**
 * Tells what happened in the life of a subscription, in order: what persons asked for and why, what the gateway did, and every charge.
 *
 * @throws as `get`
 */
export async function readTimeline(access: TemporalAccess, ref: SubscriptionRef): Promise<Timeline> {
  const view = await readView(access, ref);
  const audits = [view.audit];
  const cycles = new Map(view.ledger.cycles.map((cycle) => [cycle.number, cycle]));
  const refunds = new Map(refundLines(view.refunds).map((refund) => [refund.id, refund]));
  let earliest: string | undefined;
  for await (const run of eachRunInput(access, workflowIdFor(ref))) {
    audits.unshift(run.audit);
    for (const cycle of run.cycles) if (!cycles.has(cycle.number)) cycles.set(cycle.number, cycle);
    for (const refund of run.refunds) refunds.set(refund.id, refund);
    earliest = run.previousRunId;
  }
  // The oldest run first: what has the same moment stays in the order in which it was written.
  const audit = new Map(audits.flat().map((entry) => [keyOf(entry), entry]));
  const entries = timelineOf(
    [...audit.values()],
    view.ledger.immediate,
    [...cycles.values()],
    [...refunds.values()],
  );
  const all = [...earlierAttempts(view), ...entries].map((entry) => ({
    ...entry,
    ...meantBy(entry, view),
  }));
  return { entries: all, ...(earliest === undefined ? {} : { earlierNotKept: true }) };
}

/** Puts decisions, charges and refunds in order. */
export function timelineOf(
  audit: readonly AuditEntry[],
  immediate: readonly Charge[],
  cycles: readonly Cycle[],
  refunds: readonly RefundLine[] = [],
): TimelineEntry[] {
  const isToldByRefund = ({ at, event, what }: AuditEntry): boolean =>
    event === 'command_done' && refunds.some((refund) => refund.at === at && what.includes(refund.charge));
  const knownAt = new Map(
    [...immediate, ...cycles.flatMap(({ charges }) => charges)].map((charge) => [charge.nit, charge.knownAt]),
  );
  const entries: TimelineEntry[] = [
    // A charge comes before what follows from it at the same moment.
    ...immediate.flatMap((charge) => chargeEntries(charge, 'the payment at the start')),
    ...cycles.flatMap(cycleEntries),
    // The charge itself says more than the line that it was denied, a refund more than the line that it is done.
    ...audit.filter((entry) => entry.event !== 'charge_denied' && !isToldByRefund(entry)),
    ...refunds.map((refund) => refundEntry(refund, cycles)),
  ];
  const moment = ({ event, at, nit = '' }: TimelineEntry): number =>
    event === 'charge' ? momentOfCharge(at, knownAt.get(nit) ?? at) : Date.parse(at);
  return entries.toSorted((one, other) => moment(one) - moment(other));
}

/**
 * Where a charge belongs among what our own clock tells. The gateway tells the minute of a charge and no seconds, so it lies anywhere in
 * that minute, and not after we knew of it.
 */
function momentOfCharge(at: string, knownAt: string): number {
  const toldMs = Date.parse(at);
  if (toldMs % MINUTE_MS !== 0) return toldMs;
  return Math.max(toldMs, Math.min(Date.parse(knownAt), toldMs + MINUTE_MS - 1));
}

const MINUTE_MS = 60_000;

/** How the attempts at the order before this one ended. */
const earlierAttempts = ({ earlierAttempts: earlier = [] }: SubscriptionView): TimelineEntry[] =>
  earlier.map(({ endedAt, what, reason, nit }, index) => ({
    ...{ at: endedAt, by: 'gateway', event: 'earlier_attempt' },
    what: `attempt ${String(index + 1)} was rejected: ${what}`,
    reason,
    ...{ attempt: index + 1, ended: what },
    ...(nit === undefined ? {} : { nit }),
  }));

const keyOf = ({ at, by, event, what }: AuditEntry): string => JSON.stringify([at, by, event, what]);

function cycleEntries({ number, dueDate, outcome, charges }: Cycle): TimelineEntry[] {
  const which = `cycle ${number}, due on ${dueDate}`;
  if (charges.length > 0)
    return charges
      .flatMap((charge) => chargeEntries(charge, which))
      .map((entry) => ({ ...entry, cycle: number, dueDate }));
  if (outcome !== 'missed' && outcome !== 'skipped') return [];
  const why = outcome === 'missed' ? 'the gateway went on without a charge' : 'the schedule was inactive';
  // The gateway's job of that date; the first moment at which it can have been passed over.
  return [
    {
      at: `${dueDate}T06:30:00.000Z`,
      by: 'gateway',
      event: 'no_charge',
      what: `${which}: ${outcome}, ${why}`,
      ...{ cycle: number, dueDate, none: outcome },
    },
  ];
}

function refundEntry(
  { charge, nit, refundedCents, at, by, reason }: RefundLine,
  cycles: readonly Cycle[],
): TimelineEntry {
  const cycle = cycles.find(({ charges }) => charges.some((one) => one.nit === charge));
  const of = cycle === undefined ? `the charge with NIT ${charge}` : `cycle ${cycle.number}`;
  return {
    ...{ at, by, event: 'refund', what: `${formatReais(refundedCents)} of ${of} went back`, reason },
    amountCents: refundedCents,
    charge,
    ...(cycle === undefined ? {} : { cycle: cycle.number }),
    ...(nit === undefined ? {} : { nit }),
  };
}

/** A charge when it was made, and when it became known that its money went back behind our back. */
function chargeEntries(charge: Charge, which: string): TimelineEntry[] {
  const { outcome, amountCents, reversedCents = outcome === 'reversed' ? amountCents : undefined } = charge;
  const made = chargeEntry(charge, which);
  if (reversedCents === undefined) return [made];
  const { knownAt, nit, gatewayStatus } = charge;
  const status = gatewayStatus === undefined ? '' : ` (${gatewayStatus})`;
  const reversal: TimelineEntry = {
    ...{ at: knownAt, by: 'gateway', event: 'reversal' },
    what: `${which}: ${formatReais(reversedCents)} went back, and not by us${status}`,
    ...{ amountCents: reversedCents, nit },
    ...(gatewayStatus === undefined ? {} : { gatewayStatus }),
  };
  return [made, reversal];
}

/** What went back was paid before. */
const WENT_BACK: readonly Charge['outcome'][] = ['refunded', 'reversed'];

function chargeEntry(charge: Charge, which: string): TimelineEntry {
  const { at, knownAt, knownBy, outcome, gatewayStatus, amountCents, code, message, nit } = charge;
  const amount = amountCents === undefined ? 'an unknown amount' : formatReais(amountCents);
  const status = gatewayStatus === undefined ? '' : ` (${gatewayStatus})`;
  return {
    at: at ?? knownAt,
    by: knownBy === 'person' ? 'a person' : 'gateway',
    event: 'charge',
    what: `${which}: ${amount} ${WENT_BACK.includes(outcome) ? `paid, ${outcome} since` : outcome}${status}`,
    ...(code === undefined && message === undefined
      ? {}
      : { reason: [code, message].filter((part) => part !== undefined).join(' ') }),
    outcome,
    nit,
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(gatewayStatus === undefined ? {} : { gatewayStatus }),
    ...(code === undefined ? {} : { code }),
  };
}
