import type { ChangeCardCommand } from '../../contract/commands';
import { UsageError } from './usage-error';

/** The two ways to name a card. */
export interface CardFlags {
  cardToken?: string;
  vaultRef?: string;
}

/** @throws UsageError where both ways to name a card are used */
export function refuseTwoCards({ cardToken, vaultRef }: CardFlags): void {
  if (cardToken !== undefined && vaultRef !== undefined)
    throw new UsageError('--card-token and --vault-ref exclude each other', 'Give one of them.');
}

/**
 * The reference to a card that flags name.
 *
 * @throws UsageError where they name none, or two
 */
export function cardIn(flags: CardFlags): ChangeCardCommand['card'] {
  refuseTwoCards(flags);
  const { cardToken, vaultRef } = flags;
  if (cardToken !== undefined) return { kind: 'carat_token', token: cardToken };
  if (vaultRef !== undefined) return { kind: 'vault', reference: vaultRef };
  throw new UsageError('--card-token or --vault-ref is missing', 'Give one of them.');
}
