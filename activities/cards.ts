import type { ActivateRequest, PayRequest } from '../carat/requests';
import type { CallOutcome } from '../domain/gateway/answers';
import type { CardVault } from '../vault/card-vault';
import type { CardReference } from './gateway-activities';

/** The reason of a call that was not sent because the vault no longer has the card. */
const CARD_GONE: CallOutcome = { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true };

/**
 * Runs a call with the card behind a reference. The card exists in this process for the length of the call only;
 * once the gateway has decided, the vault forgets it.
 */
export async function withCard(
  vault: CardVault,
  reference: CardReference,
  use: { withSecurityCode: boolean },
  call: (card: PayRequest['card'] & ActivateRequest['card']) => Promise<CallOutcome>,
): Promise<CallOutcome> {
  if (reference.kind === 'carat_token') return call({ token: reference.token });
  const stored = await vault.get(reference.reference);
  if (stored === undefined) return CARD_GONE;
  const { securityCode, ...card } = stored;
  const withCode = use.withSecurityCode && securityCode !== undefined;
  const outcome = await call(withCode ? { ...card, securityCode } : card);
  if (outcome.kind === 'done' || outcome.kind === 'denied') await vault.discard(reference.reference);
  return outcome;
}
