import { instantOf } from '../calendar';
import { phaseOf } from '../gateway/status';
import { cyclesThatAre, nitsThatAre } from '../ledger/anomalies';
import { chargesThatDiffer, termsThatDiffer, type Difference } from '../ledger/differences';
import { allCharges } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { isLongOpen } from '../schedule/next-poll';
import { uncountedKeys } from '../schedule/counter';
import type { RuleContext } from './order';
import { questionForPerson } from './person';
import type { SubscriptionRecord } from './record';

/**
 * Flags about what cannot be undone. They stay up until a named person acknowledges them; a new occurrence raises
 * them again.
 */
export const ACKNOWLEDGEABLE = [
  'cycle_missed',
  'cycle_paid_twice',
  'counter_unexplained',
  'payment_reversed',
  'terms_differ',
  'charge_differs',
  'paid_without_schedule',
  'cancel_requested',
] as const;
export type Acknowledgeable = (typeof ACKNOWLEDGEABLE)[number];

/** Flags that go by themselves when what they say no longer holds. */
export const PASSING = [
  'blocked',
  'cycle_open',
  'charge_unreadable',
  'answer_unreadable',
  'unexpected_gateway_status',
  'credentials_refused',
  'gateway_untrusted',
  'no_worker',
  'gateway_queue_full',
] as const;

/** Why a subscription is put in front of a person while its life goes on. */
export const ATTENTION = [...ACKNOWLEDGEABLE, ...PASSING] as const;
export type Attention = (typeof ATTENTION)[number];

/** One cause of a flag. Its key tells an occurrence that was acknowledged from a new one. */
export interface Occurrence {
  flag: Attention;
  key: string;
  /** What it is, in words, with both values where something differs. */
  what: string;
}

/** Everything that a person should look at now. Derived from the record, shown, and never obeyed. */
export function attentionOf(record: SubscriptionRecord, context: RuleContext): Occurrence[] {
  const known = new Set(record.acknowledged);
  return occurrencesOf(record, context).filter(({ key }) => !known.has(key));
}

/** The flags that are up, each once. */
export const flagsOf = (record: SubscriptionRecord, context: RuleContext): Attention[] => [
  ...new Set(attentionOf(record, context).map(({ flag }) => flag)),
];

/** The books are not closed while a flag about money is up that nobody has looked after. */
export const holdsTheEnd = (record: SubscriptionRecord, context: RuleContext): boolean =>
  attentionOf(record, context).some(({ flag }) => flag !== 'cancel_requested' && isAcknowledgeable(flag));

/** Takes flags off on the word of a person, until something raises them that was not there when he looked. */
export function acknowledge(
  record: SubscriptionRecord,
  flags: readonly Acknowledgeable[],
  context: RuleContext,
): SubscriptionRecord {
  const current = occurrencesOf(record, context);
  const looked = current.filter(
    ({ flag, key }) => (flags as readonly string[]).includes(flag) || record.acknowledged.includes(key),
  );
  const acknowledged = [...new Set(looked.map(({ key }) => key))].slice(-LIMITS.acknowledged);
  const accepted = { ...record, acknowledged };
  return flags.includes('terms_differ') ? withAcceptedTerms(accepted) : accepted;
}

/** Whoever looked after other terms at the gateway has accepted them: later charges are held against these. */
function withAcceptedTerms(record: SubscriptionRecord): SubscriptionRecord {
  const { amountCents, numberOfTimes } = record.schedule.snapshot;
  const terms = {
    ...record.terms,
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(numberOfTimes === undefined ? {} : { numberOfTimes }),
  };
  return { ...record, terms };
}

const isAcknowledgeable = (flag: Attention): boolean => (ACKNOWLEDGEABLE as readonly string[]).includes(flag);

function occurrencesOf(record: SubscriptionRecord, context: RuleContext): Occurrence[] {
  return [
    ...ofMoney(record),
    ...ofTerms(record),
    ...ofTheEnd(record),
    ...ofAnswers(record, context),
    ...ofAccess(record, context),
  ];
}

function ofMoney(record: SubscriptionRecord): Occurrence[] {
  const { ledger } = record;
  return [
    ...cyclesThatAre(ledger, 'missed').map((which) =>
      occurrence('cycle_missed', which, `the cycle of ${dateIn(which)} was never charged`),
    ),
    ...cyclesThatAre(ledger, 'paid_twice').map((which) =>
      occurrence('cycle_paid_twice', which, `the cycle of ${dateIn(which)} was paid more than once`),
    ),
    ...uncountedKeys(record).map((which) =>
      occurrence('counter_unexplained', which, 'the gateway counts an execution that it does not list'),
    ),
    ...nitsThatAre(ledger, 'reversed').map((nit) =>
      occurrence('payment_reversed', nit, `the charge with NIT ${nit} was reversed`),
    ),
    ...nitsThatAre(ledger, 'unknown').map((nit) =>
      occurrence('charge_unreadable', nit, `what became of the charge with NIT ${nit} cannot be read`),
    ),
  ];
}

function ofTerms({ terms, schedule, ledger }: SubscriptionRecord): Occurrence[] {
  const { snapshot } = schedule;
  const kept = { ...snapshot, phase: phaseOf(snapshot.status) };
  return [
    ...termsThatDiffer(terms, kept, ledger).map(differing('terms_differ')),
    ...chargesThatDiffer(ledger).map(differing('charge_differs')),
  ];
}

function ofTheEnd({ schedule, ledger, opening, cancelRequestedAt }: SubscriptionRecord): Occurrence[] {
  const found: Occurrence[] = [];
  const { status } = schedule.snapshot;
  const hasFailed = ['undone', 'expired', 'failed'].includes(phaseOf(status));
  const hasReceived = allCharges(ledger).some(({ outcome }) => outcome === 'paid');
  if (opening.stage !== 'creating' && hasFailed && hasReceived)
    found.push(
      occurrence(
        'paid_without_schedule',
        String(status),
        `money was received, and the gateway reports the schedule as ${String(status)}`,
      ),
    );
  if (cancelRequestedAt !== undefined)
    found.push(
      occurrence(
        'cancel_requested',
        cancelRequestedAt,
        'somebody asked Temporal to cancel; the gateway would go on charging',
      ),
    );
  return found;
}

function ofAnswers(record: SubscriptionRecord, { nowMs }: RuleContext): Occurrence[] {
  const { schedule, opening } = record;
  const { snapshot } = schedule;
  if (opening.stage === 'ended') return [];
  const found: Occurrence[] = [];
  const question = questionForPerson(record);
  if (question !== undefined) found.push(occurrence('blocked', question.since, question.findOut));
  if (opening.stage === 'running' && isLongOpen(record, nowMs))
    found.push(
      occurrence(
        'cycle_open',
        String(schedule.openSinceMs),
        `open since ${instantOf(schedule.openSinceMs ?? nowMs)}`,
      ),
    );
  if (snapshot.nextDateUnreadable === true)
    found.push(
      occurrence('answer_unreadable', 'nextDate', 'the gateway tells no next date that can be read'),
    );
  if (snapshot.amountUnreadable === true)
    found.push(occurrence('answer_unreadable', 'amount', 'the gateway tells no amount that can be read'));
  return [...found, ...ofStatus(record)];
}

/** A status that does not belong where it was read. */
function ofStatus({ opening, schedule, ledger }: SubscriptionRecord): Occurrence[] {
  const { snapshot, polledAtMs, pollNow } = schedule;
  const status = String(snapshot.status);
  const found: Occurrence[] = [];
  if (opening.stage === 'awaiting_confirmation' && opening.confirmBy === undefined)
    found.push(
      occurrence(
        'unexpected_gateway_status',
        'authorised',
        'the payment awaits a confirmation that nobody asked for',
      ),
    );
  if (opening.stage !== 'running') return found;
  const phase = phaseOf(snapshot.status);
  const isOdd = ['awaiting_payment', 'not_started', 'unclear'].includes(phase);
  if (isOdd && polledAtMs !== undefined && pollNow !== true && snapshot.status !== undefined)
    found.push(
      occurrence(
        'unexpected_gateway_status',
        status,
        `the gateway reports the running schedule as ${status}`,
      ),
    );
  const notPaid = ledger.immediate.find(({ outcome }) =>
    ['denied', 'failed', 'undone', 'expired'].includes(outcome),
  );
  if (notPaid !== undefined && ['active', 'inactive'].includes(phase))
    found.push(
      occurrence(
        'unexpected_gateway_status',
        notPaid.outcome,
        `the schedule runs although its first payment is ${notPaid.outcome}`,
      ),
    );
  return found;
}

function ofAccess({ access, opening }: SubscriptionRecord, { nowMs }: RuleContext): Occurrence[] {
  if (opening.stage === 'ended') return [];
  const { credentialsRefusedSinceMs, untrustedSinceMs, notTaken } = access;
  const found: Occurrence[] = [];
  if (credentialsRefusedSinceMs !== undefined)
    found.push(
      occurrence('credentials_refused', '', 'the gateway does not accept the credentials of the store'),
    );
  if (untrustedSinceMs !== undefined)
    found.push(occurrence('gateway_untrusted', '', "the gateway's certificate is not trusted"));
  if (notTaken === undefined) return found;
  const isLong = nowMs - notTaken.sinceMs >= LIMITS.notTakenMs;
  const { pollers } = notTaken;
  if (pollers === 0 || (pollers === undefined && isLong))
    found.push(occurrence('no_worker', '', 'no worker asks for the gateway calls of this merchant'));
  else if (pollers !== undefined && isLong)
    found.push(
      occurrence(
        'gateway_queue_full',
        '',
        'workers ask for the gateway calls of this merchant, and none took ours for a day',
      ),
    );
  return found;
}

const occurrence = (flag: Attention, which: string, what: string): Occurrence => ({
  flag,
  key: `${flag}/${which}`,
  what,
});

const differing =
  (flag: Attention) =>
  ({ key, what }: Difference): Occurrence =>
    occurrence(flag, key, what);

const dateIn = (which: string): string => which.slice(0, 'YYYY-MM-DD'.length);
