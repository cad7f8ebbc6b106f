import { instantOf } from '../calendar';
import { changeInWords } from '../edits/change';
import { takingBack } from '../edits/command';
import { openFailures } from '../edits/kept-commands';
import { phaseOf } from '../gateway/status';
import { nitsThatAre } from '../ledger/anomalies';
import { LIMITS } from '../limits';
import { withAmount } from '../schedule/sold-amount';
import { failedRefunds, refundsNotShown } from '../refunds/open-refunds';
import { refundInWords } from '../refunds/refund';
import { MONEY_MATTERS, moneyMatters } from './money-matters';
import { occurrence, type Occurrence } from './occurrence';
import { ofStatus } from './odd-status';
import type { RuleContext } from './order';
import { isOverdue, overdueMs } from './overdue';
import { questionForPerson } from './person';
import type { SubscriptionRecord } from './record';

/**
 * Flags about what cannot be undone. They stay up until a named person acknowledges them; a new occurrence raises
 * them again.
 */
export const ACKNOWLEDGEABLE = [
  ...MONEY_MATTERS,
  'cancel_requested',
  'command_failed',
  'events_undelivered',
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
  'adoption_open',
  'command_stuck',
  'active_after_cancellation',
] as const;

/** Why a subscription is put in front of a person while its life goes on. */
export const ATTENTION = [...ACKNOWLEDGEABLE, ...PASSING] as const;
export type Attention = (typeof ATTENTION)[number];

/** Flags of a gateway, or of workers, that cannot be reached, or understood: an error before them still holds. */
export const ACCESS_FLAGS: readonly Attention[] = [
  'credentials_refused',
  'gateway_untrusted',
  'no_worker',
  'gateway_queue_full',
  'answer_unreadable',
];

/** One cause of a flag. */
export type AttentionCause = Occurrence<Attention>;

/** Everything that a person should look at now. Derived from the record, shown, and never obeyed. */
export function attentionOf(record: SubscriptionRecord, context: RuleContext): AttentionCause[] {
  const known = new Set(record.acknowledged);
  return occurrencesOf(record, context).filter(({ key }) => !known.has(key));
}

/** The flags that are up, each once. */
export const flagsOf = (record: SubscriptionRecord, context: RuleContext): Attention[] => [
  ...new Set(attentionOf(record, context).map(({ flag }) => flag)),
];

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
  return flags.includes('terms_differ') ? withAcceptedTerms(accepted, context.nowMs) : accepted;
}

/** Whoever looked after other terms at the gateway has accepted them: later charges are held against these. */
function withAcceptedTerms(record: SubscriptionRecord, nowMs: number): SubscriptionRecord {
  const { amountCents, numberOfTimes } = record.schedule.snapshot;
  const { terms } = record;
  // What was charged before at either amount is right: since when the gateway has had the other one is not known.
  const accepted =
    amountCents === undefined ? terms : withAmount(terms, amountCents, { acceptedMs: 0, shownMs: nowMs });
  return { ...record, terms: { ...accepted, ...(numberOfTimes === undefined ? {} : { numberOfTimes }) } };
}

function occurrencesOf(record: SubscriptionRecord, context: RuleContext): AttentionCause[] {
  return [
    ...moneyMatters(record),
    ...ofCancellation(record),
    ...ofCommands(record, context),
    ...ofAnswers(record, context),
    ...ofAccess(record),
    ...ofEvents(record),
    ...ofOddRefunds(record),
  ];
}

const ofOddRefunds = (record: SubscriptionRecord): AttentionCause[] =>
  (record.opening.stage === 'ended' ? [] : refundsNotShown(record)).map(({ id, charge: nit }) => {
    const what = `the charge with NIT ${nit} was given back whole, and the gateway still reports it as paid`;
    return occurrence('unexpected_gateway_status', id, what, { nit });
  });

/** What the receiver of the merchant did not take within the schedule of attempts. */
const ofEvents = ({ events }: SubscriptionRecord): AttentionCause[] =>
  (events?.push?.undelivered ?? []).map(({ from, to, at, problem }) =>
    occurrence(
      'events_undelivered',
      `${String(from)}-${String(to)}`,
      `${from === to ? `event ${String(from)} was` : `events ${String(from)} to ${String(to)} were`} not delivered until ${at}: ${problem}`,
      { from, to, at, receiverSaid: problem },
    ),
  );

function ofCancellation({ cancelRequestedAt }: SubscriptionRecord): AttentionCause[] {
  if (cancelRequestedAt === undefined) return [];
  const what = 'somebody asked Temporal to cancel; the gateway would go on charging';
  return [occurrence('cancel_requested', cancelRequestedAt, what, { at: cancelRequestedAt })];
}

function ofAnswers(record: SubscriptionRecord, { nowMs }: RuleContext): AttentionCause[] {
  const { schedule, opening } = record;
  const { snapshot } = schedule;
  if (opening.stage === 'ended') return [];
  if (isOverdue(overdueMs.adoption(record), nowMs))
    return [occurrence('adoption_open', '', 'what the schedule is that is to be adopted is not known yet')];
  const found: AttentionCause[] = nitsThatAre(record.ledger, 'unknown').map((nit) =>
    occurrence('charge_unreadable', nit, `what became of the charge with NIT ${nit} cannot be read`, { nit }),
  );
  const question = questionForPerson(record);
  if (question !== undefined) found.push(occurrence('blocked', question.since, question.findOut));
  if (isOverdue(overdueMs.cycle(record), nowMs))
    found.push(
      occurrence(
        'cycle_open',
        String(schedule.openSinceMs),
        `no answer has explained everything since ${instantOf(schedule.openSinceMs ?? nowMs)}`,
        { at: instantOf(schedule.openSinceMs ?? nowMs) },
      ),
    );
  if (snapshot.nextDateUnreadable === true)
    found.push(
      occurrence('answer_unreadable', 'nextDate', 'the gateway tells no next date that can be read', {
        field: 'nextDate',
      }),
    );
  if (snapshot.amountUnreadable === true)
    found.push(
      occurrence('answer_unreadable', 'amount', 'the gateway tells no amount that can be read', {
        field: 'amountCents',
      }),
    );
  return [...found, ...ofStatus(record)];
}

/** A command that came to nothing and was not asked for again with success; one that does not come on; a cancellation that was undone elsewhere. */
function ofCommands(record: SubscriptionRecord, { nowMs }: RuleContext): AttentionCause[] {
  const { commands = [], edit, cancellation, schedule, opening } = record;
  if (opening.stage === 'ended') return [];
  const found: AttentionCause[] = ofRefunds(record, nowMs);
  const failed: AttentionCause[] = openFailures(commands).map(({ id, change, by, problem }) =>
    occurrence(
      'command_failed',
      id,
      `${by} asked to ${changeInWords(change)}, and it failed: ${problem?.message ?? ''}`,
      { command: id, by },
    ),
  );
  found.push(...failed);
  const slow = commands.find(({ id }) => id === edit?.command);
  if (edit !== undefined && slow !== undefined && isOverdue(overdueMs.edit(record), nowMs))
    found.push(
      occurrence(
        'command_stuck',
        edit.command,
        `${changeInWords(slow.change)}: waits for ${edit.waitingFor}`,
        { command: edit.command, by: slow.by },
      ),
    );
  if (slow?.change.kind !== 'cancel') found.push(...ofSlowCancellation(record, nowMs));
  // One that is being taken back is to stop nothing any more, however long that takes.
  const stands = cancellation?.inactiveAt !== undefined && takingBack(commands) === undefined;
  if (stands && phaseOf(schedule.snapshot.status) === 'active')
    found.push(
      occurrence(
        'active_after_cancellation',
        cancellation.at,
        `${cancellation.by} cancelled it, and the schedule is active at the gateway`,
        { by: cancellation.by },
      ),
    );
  return found;
}

function ofSlowCancellation(record: SubscriptionRecord, nowMs: number): AttentionCause[] {
  const { cancellation } = record;
  if (cancellation === undefined || !isOverdue(overdueMs.cancellation(record), nowMs)) return [];
  const { by, at } = cancellation;
  const what = 'the cancellation: the gateway does not say so yet';
  return [occurrence('command_stuck', 'cancel', what, { by, at })];
}

/** The same of refunds. One that waits for a person is told as such. */
function ofRefunds(record: SubscriptionRecord, nowMs: number): AttentionCause[] {
  const { refunds = [] } = record;
  const failed = new Set(failedRefunds(record));
  return refunds.flatMap((refund): AttentionCause[] => {
    const { id, by, at, problem } = refund;
    const words = refundInWords(refund);
    if (failed.has(refund))
      return [
        occurrence(
          'command_failed',
          id,
          `${by} asked to ${words}, and it failed: ${problem?.message ?? ''}`,
          {
            command: id,
            by,
          },
        ),
      ];
    return isOverdue(overdueMs.refund(refund), nowMs)
      ? [occurrence('command_stuck', id, `${words}: asked for by ${by} at ${at}`, { command: id, by })]
      : [];
  });
}

function ofAccess({ access, opening }: SubscriptionRecord): AttentionCause[] {
  if (opening.stage === 'ended') return [];
  const { credentialsRefusedSinceMs, untrustedSinceMs, notTaken } = access;
  const found: AttentionCause[] = [];
  if (credentialsRefusedSinceMs !== undefined)
    found.push(
      occurrence('credentials_refused', '', 'the gateway does not accept the credentials of the store'),
    );
  if (untrustedSinceMs !== undefined)
    found.push(occurrence('gateway_untrusted', '', "the gateway's certificate is not trusted"));
  if (notTaken === undefined) return found;
  const { sinceMs, lastAtMs, pollers } = notTaken;
  // Between two calls nobody has failed to take anything.
  const isLong = lastAtMs - sinceMs >= LIMITS.notTakenMs;
  if (pollers === 0 || (pollers === undefined && isLong))
    found.push(occurrence('no_worker', '', 'no worker asks for the gateway calls of this merchant'));
  else if (isLong)
    found.push(
      occurrence(
        'gateway_queue_full',
        '',
        'workers ask for the gateway calls of this merchant, and none took ours for a day',
      ),
    );
  return found;
}
