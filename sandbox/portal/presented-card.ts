import { SandboxError } from '../sandbox-error';
import type { PresentedCard } from '../state/cards';
import type { World } from '../world';

/** A documented test card as the portal takes it, by number or token. */
export function presentedCard(world: World, numberOrToken: string): PresentedCard {
  const card = world.cards.fromToken(numberOrToken) ?? world.cards.fromNumber(numberOrToken);
  if (!world.cards.isKnown(card.token)) {
    throw new SandboxError(
      'sandbox_card_unknown',
      'card: not a documented test card; see cards() for those there are',
    );
  }
  return card;
}
