import {
  adoptedInMidYear,
  amountChanged,
  cancelledAtPeriodEnd,
  cardChanged,
  confirmedLate,
  createReplyLost,
  editLostTwice,
  executedFourTimes,
  firstPaymentDenied,
  floodedWithPosts,
  monthDenied,
  neverConfirmed,
  pausedForTwoMonths,
  paymentReplyLost,
  paysAtOnce,
  refundedInPart,
  startsLater,
  unreachableOnSecondCharge,
} from '../stories/lives';
import type { SubscriptionView } from '../contract/view';
import type { Evidence } from './evidence';
import type { Scenario } from './scenario';

/** Days from the start to the first scheduled charge of most of them, and of the others. */
const MOST_DAYS = 10;
const OTHER_DAYS = 17;
const YEAR = { firstCharge: { inDays: MOST_DAYS }, months: 12 } as const;
const ALL_CHARGED = { paymentStatus: 'CON', scheduleStatus: 'FIN', charged: true } as const;
const NOTHING_CHARGED = { charged: false } as const;
const STORED_CARD = { card: 'carat_token' } as const;

/** Posts of the flood, and the most of them that may cost the subscription anything. */
const FLOOD_POSTS = 300;
const MOST_SIGNALS = 5;
/** What is given back of a month. */
const PART_CENTS = 1_290;

/** The subscription that is also played alone, to see how long a year takes and what it costs. */
export const plainYear: Scenario = {
  orderId: 'A101',
  life: paysAtOnce,
  terms: { ...YEAR, amountCents: 4_990 },
  brand: 'mastercard',
  ...STORED_CARD,
  ending: ALL_CHARGED,
};

/**
 * All of them, in the order of their start. Subscriptions that are due on the same day ask spread over an hour, at a minute
 * that their order id picks (domain/calendar.ts); these ids pick the same one, so that the clock moves them side by side.
 */
export const scenarios: readonly Scenario[] = [
  plainYear,
  {
    orderId: 'B149',
    life: startsLater,
    terms: { firstCharge: { inDays: OTHER_DAYS, thenMonths: 2 }, months: 10, amountCents: 2_990 },
    brand: 'mastercard',
    card: 'vault',
    ending: { scheduleStatus: 'FIN', charged: true },
  },
  {
    orderId: 'C139',
    life: confirmedLate,
    terms: { ...YEAR, amountCents: 7_990 },
    brand: 'elo',
    ...STORED_CARD,
    ending: ALL_CHARGED,
    missing: (_evidence, { decision }) =>
      decision?.kind === 'confirm' ? undefined : 'the billing system did not confirm it',
  },
  {
    orderId: 'D129',
    life: neverConfirmed,
    terms: { ...YEAR, amountCents: 9_990 },
    brand: 'visa',
    ...STORED_CARD,
    ending: { ...NOTHING_CHARGED, paymentStatus: 'PPN', scheduleStatus: 'DES' },
    missing: (_evidence, { decision }) =>
      decision?.kind === 'undo' && decision.by === 'system' ? undefined : 'it was not undone by its deadline',
  },
  {
    orderId: 'E119',
    life: paymentReplyLost,
    terms: { ...YEAR, amountCents: 5_990 },
    brand: 'visa',
    ...STORED_CARD,
    ending: ALL_CHARGED,
    missing: (evidence, { orderId }) => {
      if (!replyWasLost(evidence, 'pay', orderId)) return 'no reply to its payment was lost';
      const ofOrder = evidence.requests.filter((request) => request.orderId === orderId);
      const next = ofOrder[ofOrder.findIndex(({ route }) => route === 'pay') + 1];
      return next?.route === 'get_transaction' ? undefined : 'its payment was not asked for by query';
    },
  },
  {
    orderId: 'F109',
    life: firstPaymentDenied,
    terms: { ...YEAR, amountCents: 6_990 },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: { ...NOTHING_CHARGED, paymentStatus: 'NEG', scheduleStatus: 'EXP' },
  },
  {
    orderId: 'G117',
    life: monthDenied(3),
    terms: { ...YEAR, amountCents: 3_990 },
    brand: 'elo',
    ...STORED_CARD,
    ending: { ...ALL_CHARGED, deniedCycles: [3] },
  },
  {
    orderId: 'H107',
    life: createReplyLost,
    terms: { ...YEAR, amountCents: 1_990 },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: ALL_CHARGED,
    missing: (evidence, { orderId }) => {
      if (!replyWasLost(evidence, 'create', orderId)) return 'no reply to its create was lost';
      const orphans = evidence.transactions.filter(
        (transaction) => transaction.orderId === orderId && transaction.status === 'EXP',
      );
      return orphans.length === 1 ? undefined : 'its orphan did not expire';
    },
  },
  {
    orderId: 'I115',
    life: unreachableOnSecondCharge,
    terms: { firstCharge: { inDays: OTHER_DAYS }, months: 12, amountCents: 8_900 },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: ALL_CHARGED,
    missing: (evidence, view) =>
      evidence.lastErrors.some(({ orderId, call }) => orderId === view.orderId && call === 'getSchedule')
        ? undefined
        : 'no question of it met the unreachable gateway',
  },
  {
    orderId: 'J105',
    life: pausedForTwoMonths,
    terms: { ...YEAR, amountCents: 4_490, changes: { pausedMonths: [2, 3] } },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: { ...ALL_CHARGED, cycles: ['paid skipped skipped', ...Array<string>(11).fill('paid')].join(' ') },
  },
  {
    orderId: 'K113',
    life: amountChanged(6_490),
    terms: { ...YEAR, amountCents: 5_490, changes: { amount: { fromCharge: 2, amountCents: 6_490 } } },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: ALL_CHARGED,
  },
  {
    orderId: 'L103',
    life: cardChanged,
    terms: { ...YEAR, amountCents: 3_490 },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: ALL_CHARGED,
  },
  {
    orderId: 'M111',
    life: cancelledAtPeriodEnd,
    terms: { ...YEAR, amountCents: 7_490, changes: { cancelledAfter: 1 } },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: { paymentStatus: 'CON', scheduleStatus: 'INA', charged: true, cycles: 'paid skipped' },
  },
  {
    orderId: 'N101',
    life: editLostTwice(8_490),
    terms: { ...YEAR, amountCents: 2_490, changes: { amount: { fromCharge: 2, amountCents: 8_490 } } },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: ALL_CHARGED,
    missing: (evidence, { orderId }) => {
      const sent = evidence.requests.filter(
        (request) => request.route === 'edit' && request.orderId === orderId,
      );
      return sent.length === 3 ? undefined : `its edit was sent ${String(sent.length)} times, not 3`;
    },
  },
  {
    orderId: 'O1189',
    life: floodedWithPosts(FLOOD_POSTS),
    terms: { ...YEAR, amountCents: 1_490 },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: ALL_CHARGED,
    missing: ({ histories }, { orderId }) => {
      const signals =
        histories.find(({ workflowId }) => workflowId.endsWith(`/${orderId}`))?.cost.signals ?? 0;
      if (signals === 0) return 'no post came to it';
      return signals > MOST_SIGNALS ? `${String(signals)} posts came into its history` : undefined;
    },
  },
  {
    orderId: 'P1000',
    life: refundedInPart(PART_CENTS),
    terms: { ...YEAR, amountCents: 3_290 },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: ALL_CHARGED,
    missing: (evidence, view) => missingRefunds(evidence, view, [PART_CENTS]),
  },
  {
    orderId: 'Q1039',
    life: executedFourTimes,
    terms: { ...YEAR, amountCents: 2_790, changes: { repeated: 3 } },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: { ...ALL_CHARGED, cycles: Array<string>(9).fill('paid').join(' ') },
    missing: (evidence, view) => missingRefunds(evidence, view, [2_790, 2_790, 2_790]),
  },
  {
    orderId: 'R1789',
    life: adoptedInMidYear,
    terms: { ...YEAR, amountCents: 4_190 },
    brand: 'mastercard',
    ...STORED_CARD,
    ending: { scheduleStatus: 'FIN', charged: true, cycles: Array<string>(6).fill('paid').join(' ') },
    missing: (_evidence, { adoption, ledger }) =>
      adoption?.before?.executions === 6 && ledger.summary.cycles === 6
        ? undefined
        : 'what was charged before is not told apart from what is ours',
  },
];

/** What the gateway gave back, by its own ledger, and what we know of it. */
function missingRefunds(
  { ledger }: Evidence,
  { orderId, refunds }: SubscriptionView,
  cents: readonly number[],
): string | undefined {
  const given = ledger
    .filter((entry) => entry.orderId === orderId && entry.kind === 'refund' && entry.state === 'confirmed')
    .map(({ amountCents }) => amountCents);
  const known = refunds.map(({ refundedCents }) => refundedCents);
  return [given, known].every((one) => one.join() === cents.join())
    ? undefined
    : `the gateway gave back ${given.join(', ')}, and we know of ${known.join(', ')}`;
}

const replyWasLost = ({ requests }: Evidence, route: 'pay' | 'create', orderId: string): boolean =>
  requests.some(
    (request) =>
      request.route === route &&
      request.orderId === orderId &&
      request.fault === 'execute_then_drop' &&
      request.executed &&
      request.status === 'dropped',
  );
