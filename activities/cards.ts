import type { ActivateRequest, PayRequest } from '../carat/requests';
import type { CallOutcome } from '../domain/gateway/answers';
import type { BoundedVault } from './bounded-vault';
import type { CardReference } from './gateway-activities';

/** The vault no longer has the card: the same call can never be made. */
const CARD_GONE: CallOutcome = { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true };
/** The vault did not answer: the same call can be made later. */
const VAULT_UNAVAILABLE: CallOutcome = { kind: 'not_sent', reason: 'vault_unavailable' };

/**
 * Runs a call with the card behind a reference. The card exists in this process for the length of the call only;
 * once the gateway has decided, the vault forgets it. What the vault does changes no outcome: before the call nothing
 * was sent, after it the outcome stands.
 */
export async function withCard(
  vault: BoundedVault,
  reference: CardReference,
  use: { withSecurityCode: boolean },
  call: (card: PayRequest['card'] & ActivateRequest['card']) => Promise<CallOutcome>,
): Promise<CallOutcome> {
  if (reference.kind === 'carat_token') return call({ token: reference.token });
  const answer = await vault.get(reference.reference);
  if (answer.kind === 'gone') return CARD_GONE;
  if (answer.kind === 'unavailable') return VAULT_UNAVAILABLE;
  const { securityCode, ...card } = answer.card;
  const withCode = use.withSecurityCode && securityCode !== undefined;
  const outcome = await call(withCode ? { ...card, securityCode } : card);
  if (outcome.kind === 'done' || outcome.kind === 'denied') vault.forget(reference.reference);
  return outcome;
}
