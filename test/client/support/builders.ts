import type { SubscriptionView } from '../../../client';
import { payNowOrder, startLaterOrder, type PayNow, type StartLater } from '../../../stories/orders';

const BASIS = {
  merchant: 'loja-a',
  orderId: 'A0001',
  card: { kind: 'carat_token', token: 'tok-1' },
  firstDate: '2026-12-10',
} as const;
const YEAR = { numberOfTimes: 12 };

/** A subscription whose first charge lies in the future. */
export const startLater = (changes: Partial<StartLater> = {}): StartLater => ({
  ...startLaterOrder(BASIS, YEAR),
  ...changes,
});

/** A subscription that pays at once. */
export const payNow = (changes: Partial<PayNow> = {}): PayNow => ({
  ...payNowOrder(BASIS, YEAR),
  ...changes,
});

export const NIT = 'a1'.repeat(32);
export const SID = 'b2'.repeat(32);

/** The view of an active subscription: one paid cycle, one to come. */
export const activeView = (changes: Partial<SubscriptionView> = {}): SubscriptionView => ({
  merchant: 'loja-a',
  orderId: 'A0001',
  entry: 'start_later',
  state: 'active',
  stateSince: '2026-12-01T12:00:00.000Z',
  sold: { amountCents: 4990, firstDate: '2026-12-10', intervalMonths: 1, numberOfTimes: 12 },
  gateway: {
    sid: SID,
    scheduleStatus: 'ATV',
    askedAt: '2026-12-10T07:40:00.000Z',
    nextDate: '2027-01-10',
    currentTimes: 1,
    numberOfTimes: 12,
    amountCents: 4990,
  },
  nextMoment: '2027-01-10T07:52:00.000Z',
  waitingFor: 'the charge due on 2027-01-10',
  commands: [],
  refunds: [],
  attention: [],
  attentionDetails: [],
  ledger: {
    immediate: [],
    cycles: [
      {
        number: 1,
        dueDate: '2026-12-10',
        outcome: 'paid',
        charges: [
          {
            nit: NIT,
            outcome: 'paid',
            gatewayStatus: 'CON',
            amountCents: 4990,
            at: '2026-12-10T06:31:00.000Z',
            knownBy: 'query',
            knownAt: '2026-12-10T07:40:00.000Z',
          },
        ],
      },
      { number: 2, dueDate: '2027-01-10', outcome: 'due', charges: [] },
    ],
    summary: {
      cycles: 2,
      paidCents: 4990,
      owedCents: 0,
      refundedCents: 0,
      reversedCents: 0,
      byOutcome: {
        due: 1,
        paid: 1,
        denied: 0,
        refunded: 0,
        reversed: 0,
        open: 0,
        missed: 0,
        skipped: 0,
        paid_twice: 0,
      },
      openCharges: 0,
    },
  },
  audit: [
    {
      at: '2026-12-01T12:00:00.000Z',
      by: 'billing system',
      event: 'requested',
      what: 'asked for the subscription',
    },
  ],
  ...changes,
});

/** A pause that ana asked for and that is under way. */
export const commandOf = (
  changes: Partial<SubscriptionView['commands'][number]>,
): SubscriptionView['commands'][number] => ({
  id: 'pause/ana-1',
  command: 'pause',
  what: 'pause',
  by: 'ana',
  reason: 'on holiday',
  at: '2027-01-05T13:00:00.000Z',
  state: 'under_way',
  ...changes,
});

/** A documented test card (docs/gateway.md §11); it must never appear anywhere. */
export const TEST_CARD = '4000000000000044';
