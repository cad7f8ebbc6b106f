import type { NewStart } from '../contract/input';
import { testCards } from '../sandbox/state/test-cards';
import type { World } from './world';

/** Brands of the documented test cards that stories use, with the gateway's number of each (docs/gateway.md §10). */
const AUTHORIZERS = { visa: '1', mastercard: '2', elo: '41' } as const;
export type Brand = keyof typeof AUTHORIZERS;

export const authorizerOf = (brand: Brand): string => AUTHORIZERS[brand];

/** Cards in the vault outlive every story: the gateway denies an expired card (docs/gateway.md §6). */
const CARD_YEARS = 5;

/** The Carat token of a documented test card, which the sandbox stores. */
export async function cardToken(world: Pick<World, 'sandbox'>, brand = 'mastercard'): Promise<string> {
  const card = (await world.sandbox.control.cards()).find((known) => known.brand === brand);
  if (card === undefined) throw new Error(`the sandbox has no test card of the brand ${brand}`);
  return card.token;
}

/** Puts a documented test card into the vault. */
export async function cardInVault(
  world: Pick<World, 'vault' | 'clock'>,
  brand: Brand = 'mastercard',
  securityCode?: string,
): Promise<Extract<NewStart['card'], { kind: 'vault' }>> {
  const card = testCards.find((known) => known.brand === brand);
  if (card === undefined) throw new Error(`there is no documented test card of ${brand}`);
  const year = (await world.clock.now()).getUTCFullYear() + CARD_YEARS;
  const reference = await world.vault.put({
    number: card.number,
    expiryDate: `12${String(year % 100)}`,
    ...(securityCode === undefined ? {} : { securityCode }),
  });
  return { kind: 'vault', reference };
}
