import type { NewStart } from '../contract/input';
import type { EndState } from '../domain/subscription/states';
import { authorizerOf, cardInVault, cardToken, type Brand } from './cards';
import { FIRST_CHARGE_DAYS, inDays, payNowOrder, startLaterOrder } from './orders';
import type { Story } from './story';
import { DAY_MS } from './times';
import type { World } from './world';

/** Something that is done from outside while a subscription lives. */
export interface Intervention {
  at: Date;
  /** As a phrase about whom it is done by. */
  what: string;
  by: 'billing system' | 'gateway';
  act(world: World, order: NewStart): Promise<unknown>;
}

/**
 * A life that is told in more than one place: the recordings play it alone and as short as it can be, the demo plays it for a
 * year beside the others.
 */
export interface Life {
  /** What it shows, as one phrase. */
  readonly title: string;
  readonly entry: NewStart['entry'];
  /** With late confirmation: how long the billing system has to decide. */
  readonly confirmWithinMinutes?: number;
  readonly endsAs: EndState;
  /** Arranges what goes wrong, before the start. */
  readonly prepare?: (world: World, order: NewStart) => Promise<unknown>;
  /** What is done from outside, in order. */
  readonly interventions?: (order: NewStart, startedAt: Date) => readonly Intervention[];
}

/** A life that begins with the adoption of a schedule which somebody else made, and in which nothing is done from outside. */
export interface AdoptedLife {
  readonly title: string;
  readonly entry: 'adopt';
  readonly endsAs: EndState;
  /** What had come of each execution by then, oldest first. */
  readonly executedBefore: readonly ('approved' | 'denied')[];
}

/** What is sold in a life, and for which card. */
export interface LifeTerms {
  orderId: string;
  numberOfTimes: number;
  /** @default R$ 49,90 */
  amountCents?: number;
  /** @default ten days from now */
  firstDate?: string;
  /** @default mastercard */
  brand?: Brand;
  /** `vault`: the card number goes into the vault, and the order carries a reference. @default carat_token */
  card?: NewStart['card']['kind'];
}

/** The order of a life, as a billing system would send it. */
export async function orderOf(life: Life, world: World, terms: LifeTerms): Promise<NewStart> {
  const { orderId, numberOfTimes, amountCents, brand = 'mastercard' } = terms;
  const basis = {
    merchant: world.merchant,
    orderId,
    card: await cardOf(world, brand, terms.card ?? 'carat_token'),
    firstDate: terms.firstDate ?? (await inDays(world, FIRST_CHARGE_DAYS)),
  };
  const schedule = { numberOfTimes, ...(amountCents === undefined ? {} : { amountCents }) };
  const payer = { storeIdentification: `buyer${orderId}` };
  const changes = { authorizerId: authorizerOf(brand), payer };
  if (life.entry === 'start_later') return startLaterOrder(basis, schedule, changes);
  const { confirmWithinMinutes } = life;
  return payNowOrder(basis, schedule, {
    ...changes,
    ...(confirmWithinMinutes === undefined ? {} : { lateConfirmation: { confirmWithinMinutes } }),
  });
}

/** A life as a story that is played alone. */
export const storyOf = (
  path: string,
  life: Life,
  { livesForDays, ...terms }: Omit<LifeTerms, 'orderId'> & { livesForDays: number },
): Story => ({
  path,
  description: life.title,
  endsAs: life.endsAs,
  async play(world, orderId) {
    const order = await orderOf(life, world, { orderId, ...terms });
    await life.prepare?.(world, order);
    const startedAt = await world.clock.now();
    await world.begin(order);
    for (const intervention of life.interventions?.(order, startedAt) ?? []) {
      await world.clock.advanceTo(intervention.at);
      await intervention.act(world, order);
      await world.clock.untilIdle();
    }
    await world.clock.advanceTo(new Date(startedAt.getTime() + livesForDays * DAY_MS));
  },
});

const cardOf = async (
  world: World,
  brand: Brand,
  kind: NewStart['card']['kind'],
): Promise<NewStart['card']> =>
  kind === 'vault'
    ? cardInVault(world, brand, '123')
    : { kind: 'carat_token', token: await cardToken(world, brand) };
