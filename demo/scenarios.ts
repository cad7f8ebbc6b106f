import type { Evidence } from './evidence';
import type { Scenario } from './scenario';
import type { Stage } from './stage';

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
/** Days from the start to the first scheduled charge of most of them, and of the others. */
const MOST_DAYS = 10;
const OTHER_DAYS = 17;
const COMPLETED = { state: 'completed', paymentStatus: 'CON', scheduleStatus: 'FIN', charged: true } as const;

/** The subscription that is also played alone, against the clock on the wall. */
export const plainYear: Scenario = {
  orderId: 'A101',
  shows: 'paid at once, then 12 monthly charges',
  terms: { firstCharge: { inDays: MOST_DAYS }, months: 12, amountCents: 4_990, payNow: {} },
  brand: 'mastercard',
  card: 'carat_token',
  ending: COMPLETED,
};

/** The order whose second charge falls into the hours in which the gateway cannot be reached. */
export const unreachableOnSecondCharge: Scenario = {
  orderId: 'I115',
  shows: 'gateway unreachable on the day of the second charge',
  terms: { firstCharge: { inDays: OTHER_DAYS }, months: 12, amountCents: 8_900, payNow: {} },
  brand: 'mastercard',
  card: 'carat_token',
  ending: COMPLETED,
  missed: (evidence) =>
    evidence.lastErrors.some(({ orderId, call }) => orderId === 'I115' && call === 'getSchedule')
      ? undefined
      : 'no question of it met the unreachable gateway',
};

/** The order whose payment the billing system confirms. */
export const confirmedLate: Scenario = {
  orderId: 'C139',
  shows: 'late confirmation, confirmed by the billing system',
  terms: {
    firstCharge: { inDays: MOST_DAYS },
    months: 12,
    amountCents: 7_990,
    payNow: { confirmWithinMinutes: 3 * DAY_MINUTES },
  },
  brand: 'elo',
  card: 'carat_token',
  ending: COMPLETED,
  missed: (_evidence, { decision }) =>
    decision?.kind === 'confirm' ? undefined : 'the billing system did not confirm it',
};

/**
 * The whole cast, in the order of their start. Subscriptions that are due on the same day ask spread over an hour, at a minute
 * that their order id picks (domain/calendar.ts); these ids pick the same one, so that the clock moves them side by side.
 */
export const scenarios: readonly Scenario[] = [
  plainYear,
  {
    orderId: 'B149',
    shows: 'nothing now, first charge in the future; card from the vault',
    terms: { firstCharge: { inDays: OTHER_DAYS, thenMonths: 2 }, months: 10, amountCents: 2_990 },
    brand: 'mastercard',
    card: 'vault',
    ending: { state: 'completed', scheduleStatus: 'FIN', charged: true },
  },
  confirmedLate,
  {
    orderId: 'D129',
    shows: 'late confirmation, never confirmed',
    terms: {
      firstCharge: { inDays: MOST_DAYS },
      months: 12,
      amountCents: 9_990,
      payNow: { confirmWithinMinutes: 2 * DAY_MINUTES },
    },
    brand: 'visa',
    card: 'carat_token',
    ending: { state: 'undone', paymentStatus: 'PPN', scheduleStatus: 'DES', charged: false },
    missed: (_evidence, { decision }) =>
      decision?.kind === 'undo' && decision.by === 'system' ? undefined : 'it was not undone by its deadline',
  },
  {
    orderId: 'E119',
    shows: 'reply to the first payment lost after it was executed',
    terms: { firstCharge: { inDays: MOST_DAYS }, months: 12, amountCents: 5_990, payNow: {} },
    brand: 'visa',
    card: 'carat_token',
    ending: COMPLETED,
    prepare: (stage, { orderId }) => loseReply(stage, 'pay', orderId),
    missed: (evidence, view) => {
      if (!replyWasLost(evidence, 'pay', 'E119')) return 'no reply to its payment was lost';
      const ofOrder = evidence.requests.filter(({ orderId }) => orderId === view.orderId);
      const next = ofOrder[ofOrder.findIndex(({ route }) => route === 'pay') + 1];
      return next?.route === 'get_transaction' ? undefined : 'its payment was not asked for by query';
    },
  },
  {
    orderId: 'F109',
    shows: 'first payment denied by the issuer',
    terms: { firstCharge: { inDays: MOST_DAYS }, months: 12, amountCents: 6_990, payNow: {} },
    brand: 'mastercard',
    card: 'carat_token',
    ending: { state: 'rejected', paymentStatus: 'NEG', scheduleStatus: 'EXP', charged: false },
    prepare: async ({ stack, cardToken }, { orderId }) => {
      const payment = { kind: 'deny', authorizerCode: '51' } as const;
      await stack.sandbox.control.scriptCard(cardToken('mastercard'), { orderId, payment });
    },
  },
  {
    orderId: 'G117',
    shows: "third month's charge denied, schedule goes on",
    terms: { firstCharge: { inDays: MOST_DAYS }, months: 12, amountCents: 3_990, payNow: {} },
    brand: 'elo',
    card: 'carat_token',
    ending: { ...COMPLETED, deniedCycles: [3] },
    prepare: async ({ stack, cardToken }, { orderId }) => {
      const onExecution = { 3: { kind: 'deny', authorizerCode: '51' } } as const;
      await stack.sandbox.control.scriptCard(cardToken('elo'), { orderId, onExecution });
    },
  },
  {
    orderId: 'H107',
    shows: 'reply to the create lost; created again, the orphan expires',
    terms: { firstCharge: { inDays: MOST_DAYS }, months: 12, amountCents: 1_990, payNow: {} },
    brand: 'mastercard',
    card: 'carat_token',
    ending: COMPLETED,
    prepare: (stage, { orderId }) => loseReply(stage, 'create', orderId),
    missed: (evidence) => {
      if (!replyWasLost(evidence, 'create', 'H107')) return 'no reply to its create was lost';
      const orphans = evidence.transactions.filter(
        ({ orderId, status }) => orderId === 'H107' && status === 'EXP',
      );
      return orphans.length === 1 ? undefined : 'its orphan did not expire';
    },
  },
  unreachableOnSecondCharge,
];

type Lossy = 'pay' | 'create';

async function loseReply({ stack }: Stage, route: Lossy, orderId: string): Promise<void> {
  await stack.sandbox.control.addFault({ route, kind: 'execute_then_drop', orderId });
}

const replyWasLost = ({ requests }: Evidence, route: Lossy, orderId: string): boolean =>
  requests.some(
    (request) =>
      request.route === route &&
      request.orderId === orderId &&
      request.fault === 'execute_then_drop' &&
      request.executed &&
      request.status === 'dropped',
  );
