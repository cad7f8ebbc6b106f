import { DateTime } from 'luxon';
import type { SubscriptionStart } from '../contract/input';
import { GATEWAY_ZONE, type IsoDate } from '../domain/calendar';
import { authorizerOf, cardToken } from './cards';
import type { World } from './world';

export type PayNow = Extract<SubscriptionStart, { entry: 'pay_now' }>;
export type StartLater = Extract<SubscriptionStart, { entry: 'start_later' }>;
type Common = Omit<StartLater, 'entry'>;

/** R$ 49,90. */
export const MONTHLY_CENTS = 4_990;
/** Days from the start to the first scheduled charge. */
export const FIRST_CHARGE_DAYS = 10;

/** What differs from one order to the next, whatever is sold. */
export type OrderBasis = Pick<Common, 'merchant' | 'orderId' | 'card'> & { firstDate: IsoDate };
/** Terms of the schedule that an order changes. */
export type TermChanges = Partial<Common['schedule']>;
export type PayNowChanges = Partial<Omit<PayNow, 'entry' | 'schedule'>>;
export type StartLaterChanges = Partial<Omit<StartLater, 'entry' | 'schedule'>>;

/** Pays the amount of a month at once, then monthly from the first date on; once, unless the terms say otherwise. */
export function payNowOrder(basis: OrderBasis, terms: TermChanges = {}, changes: PayNowChanges = {}): PayNow {
  const common = commonOf(basis, terms);
  return {
    entry: 'pay_now',
    ...common,
    payment: { amountCents: common.schedule.amountCents },
    ...changes,
  };
}

/** Pays nothing at once, then monthly from the first date on; once, unless the terms say otherwise. */
export const startLaterOrder = (
  basis: OrderBasis,
  terms: TermChanges = {},
  changes: StartLaterChanges = {},
): StartLater => ({ entry: 'start_later', ...commonOf(basis, terms), ...changes });

/** The order of `payNowOrder` in a world: with a stored Mastercard, from ten days on. */
export const payNow = async (
  world: World,
  orderId: string,
  terms: TermChanges = {},
  changes: PayNowChanges = {},
): Promise<PayNow> => payNowOrder(await basisOf(world, orderId), terms, changes);

/** The order of `startLaterOrder` in a world: with a stored Mastercard, from ten days on. */
export const startLater = async (
  world: World,
  orderId: string,
  terms: TermChanges = {},
  changes: StartLaterChanges = {},
): Promise<StartLater> => startLaterOrder(await basisOf(world, orderId), terms, changes);

/** A calendar date in São Paulo some days after the sandbox's now, `YYYY-MM-DD`. */
export async function inDays(world: Pick<World, 'clock'>, days: number): Promise<IsoDate> {
  const now = DateTime.fromJSDate(await world.clock.now(), { zone: GATEWAY_ZONE });
  return now.plus({ days }).toFormat('yyyy-MM-dd');
}

async function basisOf(world: World, orderId: string): Promise<OrderBasis> {
  return {
    merchant: world.merchant,
    orderId,
    card: { kind: 'carat_token', token: await cardToken(world) },
    firstDate: await inDays(world, FIRST_CHARGE_DAYS),
  };
}

const commonOf = ({ firstDate, ...basis }: OrderBasis, terms: TermChanges): Common => ({
  ...basis,
  authorizerId: authorizerOf('mastercard'),
  payer: { storeIdentification: 'buyer1' },
  schedule: { amountCents: MONTHLY_CENTS, firstDate, numberOfTimes: 1, ...terms },
  requestedBy: 'billing system',
});
