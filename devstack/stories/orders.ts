import { DateTime } from 'luxon';
import type { SubscriptionStart } from '../../contract/input';
import type { Stage } from './stage';

type PayNow = Extract<SubscriptionStart, { entry: 'pay_now' }>;
type StartLater = Extract<SubscriptionStart, { entry: 'start_later' }>;
type Common = Omit<StartLater, 'entry'>;

/** Terms of the schedule that a story changes; the rest is the same in all of them. */
export type ScheduleTerms = Partial<Common['schedule']>;

/** R$ 49,90. */
const MONTHLY_CENTS = 4_990;
/** The documented Mastercard test card (carat-api.md §11). */
export const TEST_CARD = { number: '5000000000000001', expiryDate: '1230' } as const;
/** Days from the start to the first scheduled charge. */
export const FIRST_CHARGE_DAYS = 10;

/** Pays at once, then monthly from ten days on, once unless the terms say otherwise. */
export async function payNow(
  stage: Stage,
  orderId: string,
  terms: ScheduleTerms = {},
  changes: Partial<Omit<PayNow, 'entry' | 'schedule'>> = {},
): Promise<PayNow> {
  const common = await commonOf(stage, orderId, terms);
  return { entry: 'pay_now', ...common, payment: { amountCents: MONTHLY_CENTS }, ...changes };
}

/** Pays nothing at once, then monthly from ten days on, once unless the terms say otherwise. */
export async function startLater(
  stage: Stage,
  orderId: string,
  terms: ScheduleTerms = {},
  changes: Partial<Omit<StartLater, 'entry' | 'schedule'>> = {},
): Promise<StartLater> {
  return { entry: 'start_later', ...(await commonOf(stage, orderId, terms)), ...changes };
}

/** A calendar date in São Paulo some days after the sandbox's now, `YYYY-MM-DD`. */
export async function inDays(stage: Stage, days: number): Promise<string> {
  const now = DateTime.fromJSDate(await stage.clock.now(), { zone: 'America/Sao_Paulo' });
  return now.plus({ days }).toFormat('yyyy-MM-dd');
}

/** The Carat token of the documented Mastercard test card. */
export async function cardToken(stage: Stage): Promise<string> {
  const cards = await stage.sandbox.control.cards();
  const card = cards.find(({ brand }) => brand === 'mastercard');
  if (card === undefined) throw new Error('the sandbox has no test card of the brand mastercard');
  return card.token;
}

async function commonOf(stage: Stage, orderId: string, terms: ScheduleTerms): Promise<Common> {
  return {
    merchant: stage.merchant,
    orderId,
    authorizerId: '2',
    payer: { storeIdentification: 'buyer1' },
    card: { kind: 'carat_token', token: await cardToken(stage) },
    schedule: {
      amountCents: MONTHLY_CENTS,
      firstDate: await inDays(stage, FIRST_CHARGE_DAYS),
      numberOfTimes: 1,
      ...terms,
    },
    requestedBy: 'billing system',
  };
}
