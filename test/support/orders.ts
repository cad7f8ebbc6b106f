import { DateTime } from 'luxon';
import type { SubscriptionStart } from '../../contract/input';
import type { World } from './world';

type PayNow = Extract<SubscriptionStart, { entry: 'pay_now' }>;
type StartLater = Extract<SubscriptionStart, { entry: 'start_later' }>;

export const MONTHLY_CENTS = 4_990;
let orders = 0;

/** An order id that no other test uses. */
export const newOrderId = (): string => `T${String(process.pid)}x${String((orders += 1))}`;

/** A calendar date some days after the sandbox's now, `YYYY-MM-DD`. */
export async function inDays(world: World, days: number): Promise<string> {
  const now = DateTime.fromJSDate(await world.clock.now(), { zone: 'America/Sao_Paulo' });
  return now.plus({ days }).toFormat('yyyy-MM-dd');
}

/** The Carat token of a documented test card. */
export async function cardToken(world: World, brand = 'mastercard'): Promise<string> {
  const card = (await world.sandbox.control.cards()).find((info) => info.brand === brand);
  if (card === undefined) throw new Error(`no test card of ${brand}`);
  return card.token;
}

/** Pays R$ 49,90 now, then monthly from ten days on, twelve times. */
export async function payNow(world: World, changes: Partial<PayNow> = {}): Promise<PayNow> {
  return {
    entry: 'pay_now',
    ...(await common(world)),
    payment: { amountCents: MONTHLY_CENTS },
    ...changes,
  };
}

/** Charges R$ 49,90 monthly from ten days on, twelve times; nothing now. */
export async function startLater(world: World, changes: Partial<StartLater> = {}): Promise<StartLater> {
  return { entry: 'start_later', ...(await common(world)), ...changes };
}

async function common(world: World): Promise<Omit<StartLater, 'entry'>> {
  return {
    merchant: world.merchant,
    orderId: newOrderId(),
    authorizerId: '2',
    payer: { storeIdentification: 'buyer1' },
    card: { kind: 'carat_token', token: await cardToken(world) },
    schedule: { amountCents: MONTHLY_CENTS, firstDate: await inDays(world, 10), numberOfTimes: 12 },
    requestedBy: 'billing test',
  };
}
