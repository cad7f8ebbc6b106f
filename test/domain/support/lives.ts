import { applyClaim } from '../../../domain/adoption/adopt';
import fc from 'fast-check';
import type { CallOutcome, GatewayFacts, QueryOutcome } from '../../../domain/gateway/answers';
import { KNOWN_STATUSES } from '../../../domain/gateway/status';
import { notePollers } from '../../../domain/subscription/access';
import { applyAnswer, applyEdited, applyOwnStep, applySent } from '../../../domain/subscription/apply-step';
import {
  refusalOfConfirmation,
  refusalOfResolution,
  takeConfirmation,
  takeResolution,
} from '../../../domain/subscription/commands';
import { unreadableCharge } from '../../../domain/ledger/ledger';
import { questionForPerson } from '../../../domain/subscription/person';
import type { SubscriptionOrder } from '../../../domain/subscription/order';
import { plan, type Step } from '../../../domain/subscription/plan';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { NIT, orderOf, SID, START_MS } from './record';

const DAY = 86_400_000;
const status = (kind: 'payment' | 'schedule'): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...KNOWN_STATUSES[kind],
    ...(kind === 'payment' ? ['CON', 'CON'] : ['ATV', 'ATV', 'ATV']),
    'XYZ',
  );
const day = fc
  .integer({ min: 0, max: 200 })
  .map((days) => new Date(START_MS + days * DAY).toISOString().slice(0, 10));

/** Any answer that the gateway may give, right or wrong. */
const facts: fc.Arbitrary<GatewayFacts> = fc.record(
  {
    payment: fc.record(
      {
        nit: fc.constantFrom(NIT, NIT, NIT, 'another'),
        status: status('payment'),
        amountCents: fc.constantFrom(990, 4_990, 499_000),
        at: day.map((date) => `${date}T06:30:00.000Z`),
      },
      { requiredKeys: ['nit', 'status'] },
    ),
    schedule: fc.record(
      {
        sid: fc.constantFrom(SID, SID, SID, 'another'),
        status: status('schedule'),
        nits: fc.uniqueArray(fc.constantFrom(NIT, 'a', 'b', 'c', 'd'), { maxLength: 4 }),
        nextDate: day,
        currentTimes: fc.nat(4),
        amountCents: fc.constantFrom(4_990, 5_990),
      },
      { requiredKeys: ['sid', 'status', 'nits'] },
    ),
    payments: fc.array(fc.record({ nit: fc.constantFrom('a', 'b', 'e'), status: status('payment') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
);
const refused = fc.record({
  kind: fc.constant('refused' as const),
  facts: fc.constant<GatewayFacts>({}),
  code: fc.constantFrom('5', '82', '102', '31'),
  message: fc.constant('no'),
  refusedBy: fc.constantFrom('gateway' as const, 'client' as const),
});
/** The NIT is too old, or never existed. */
const gone = refused.map((refusal) => ({ ...refusal, code: '82', noSuchTransaction: true as const }));
const outcome: fc.Arbitrary<CallOutcome> = fc.oneof(
  { weight: 5, arbitrary: facts.map((known) => ({ kind: 'done' as const, facts: known })) },
  refused,
  facts.map((known) => ({ kind: 'denied' as const, facts: known, code: '51', message: 'no' })),
  fc.constantFrom<CallOutcome>(
    { kind: 'not_sent', reason: 'dns' },
    { kind: 'not_sent', reason: 'not_taken' },
    { kind: 'not_sent', reason: 'tls' },
    { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true },
    { kind: 'unknown', reason: 'answer_timeout' },
    { kind: 'unknown', reason: 'denial_without_payment', mayHaveBeenDenied: true },
  ),
);
const answer: fc.Arbitrary<QueryOutcome> = fc.oneof(
  { weight: 5, arbitrary: facts.map((known) => ({ kind: 'done' as const, facts: known })) },
  refused,
  gone,
  fc.constantFrom<QueryOutcome>(
    { kind: 'no_answer', reason: 'gateway_silent' },
    { kind: 'no_answer', reason: 'not_taken' },
    { kind: 'no_answer', reason: 'told_to_wait', retryAfterMs: 600_000 },
  ),
);

interface Chance {
  outcome: CallOutcome;
  answer: QueryOutcome;
  pollers: number | undefined;
  /** What a person does before the step, if the rules take it. */
  person: 'nothing' | 'confirm' | 'undo' | 'happened' | 'did_not_happen' | 'ask_again';
}
const chance: fc.Arbitrary<Chance> = fc.record({
  outcome,
  answer,
  pollers: fc.constantFrom(undefined, 0, 2),
  person: fc.constantFrom(
    'nothing',
    'nothing',
    'nothing',
    'confirm',
    'undo',
    'happened',
    'did_not_happen',
    'ask_again',
  ),
});

const orders: SubscriptionOrder[] = [
  orderOf(),
  orderOf({ lateConfirmation: { confirmWithinMinutes: 2_880 } }),
  orderOf({ entry: 'start_later', payment: undefined }),
  orderOf({ schedule: { amountCents: 4_990, firstDate: '2027-01-10', numberOfTimes: 2, intervalMonths: 1 } }),
];

const sender = { by: 'ana', reason: 'looked it up' };

function personActs(
  record: SubscriptionRecord,
  { person }: Chance,
  context: { order: SubscriptionOrder; nowMs: number },
): SubscriptionRecord {
  if (person === 'nothing') return record;
  if (person === 'confirm' || person === 'undo')
    return refusalOfConfirmation(record, person, context) === undefined
      ? takeConfirmation(record, person, sender, context)
      : record;
  const about = questionForPerson(record)?.about ?? unreadableCharge(record.ledger)?.nit;
  return refusalOfResolution(record, person, about) === undefined
    ? takeResolution(record, { id: 'x', decision: person, about, ...sender }, context)
    : record;
}

function apply(
  record: SubscriptionRecord,
  step: Step,
  now: Chance,
  context: { order: SubscriptionOrder; nowMs: number },
): SubscriptionRecord {
  switch (step.kind) {
    case 'carry_out':
    case 'undo_at_deadline':
    case 'begin_again':
    case 'end_hold':
    case 'end':
      return applyOwnStep(record, step, context);
    case 'send':
      return applySent(record, step, now.outcome, context);
    case 'begin_edit':
    case 'send_edit':
      return applyEdited(record, step, now.outcome, context);
    case 'claim':
      return applyClaim(record, { kind: 'ours' }, context);
    case 'count_pollers':
      return notePollers(record, now.pollers, context.nowMs);
    default:
      return applyAnswer(record, step, now.answer, context);
  }
}

/** After how long a call comes back that nobody took. */
const NOT_TAKEN_AFTER_MS = 15 * 60_000;

const isTaken = ({ kind }: Step, { outcome, answer }: Chance): boolean => {
  const ended = SENT.includes(kind) ? outcome : answer;
  return !('reason' in ended && ended.reason === 'not_taken') || OWN.includes(kind);
};
const SENT: readonly Step['kind'][] = ['send', 'begin_edit', 'send_edit'];
const OWN: readonly Step['kind'][] = [
  ...(['carry_out', 'undo_at_deadline', 'begin_again', 'end_hold', 'end', 'claim', 'count_pollers'] as const),
];

export interface Played {
  before: SubscriptionRecord;
  step: Step;
  chance: Chance;
  after: SubscriptionRecord;
  nowMs: number;
}

/** Plays a life of arbitrary answers, the earliest step each time, as the loop does. */
function play(order: SubscriptionOrder, chances: readonly Chance[]): Played[] {
  let record = newRecord(order, START_MS);
  let nowMs = START_MS;
  const played: Played[] = [];
  for (const now of chances) {
    const before = personActs(record, now, { order, nowMs });
    const [next] = plan(before, { order, nowMs });
    if (next === undefined) break;
    nowMs = Math.max(nowMs, next.atMs) + (isTaken(next.step, now) ? 0 : NOT_TAKEN_AFTER_MS);
    const after = apply(before, next.step, now, { order, nowMs });
    played.push({ before, step: next.step, chance: now, after, nowMs });
    record = after;
  }
  return played;
}

export const lives = (check: (played: Played[], order: SubscriptionOrder) => void): void => {
  fc.assert(
    fc.property(fc.constantFrom(...orders), fc.array(chance, { maxLength: 40 }), (order, chances) => {
      check(play(order, chances), order);
    }),
    { numRuns: 600 },
  );
};
