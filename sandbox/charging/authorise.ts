import type { CardBehaviour, DenialCode, PresentedCard } from '../state/cards';
import { paymentsPutToIssuer, type Authorization } from '../state/transactions';
import { isExpired } from '../time/calendar';
import type { World } from '../world';
import { acquirerOf } from './acquirers';

/** The amount that homologation always denies (docs/gateway.md §11). */
const deniedAmountCents = 2_200_000;

/** One charge as it is put to the authoriser. */
export interface ChargeRequest {
  card: PresentedCard;
  merchantId: string;
  orderId: string;
  amountCents: number;
  /** Ordinal of the execution of the schedule, from 1; absent for a payment of the API. */
  execution?: number;
}

function scripted(world: World, { card, execution, ...of }: ChargeRequest): CardBehaviour {
  const script = world.cards.scriptFor(card.token, of);
  const behaviour =
    execution === undefined
      ? (script.onPayment?.[1 + paymentsPutToIssuer(world.transactions.all(), of)] ?? script.payment)
      : (script.onExecution?.[execution] ?? script.executions);
  return behaviour ?? { kind: 'approve' };
}

/** What the issuer does: rules that hold for every card first, then the card's script. */
function behaviourOf(world: World, request: ChargeRequest): CardBehaviour {
  const { card, amountCents } = request;
  const expired = card.expiry !== undefined && isExpired(card.expiry, world.clock.now());
  if (!world.cards.isKnown(card.token)) return { kind: 'deny', authorizerCode: '14' };
  if (expired && world.settings.expiredCardDenied) return { kind: 'deny', authorizerCode: '54' };
  if (amountCents === deniedAmountCents) return { kind: 'deny', authorizerCode: '51' };
  return scripted(world, request);
}

function answerTexts(
  world: World,
  behaviour: CardBehaviour,
): Pick<Authorization, 'authorizerCode' | 'authorizerMessage'> {
  switch (behaviour.kind) {
    case 'approve':
      return world.settings.acquirer === 'bin_sitef'
        ? { authorizerCode: '000', authorizerMessage: 'Transacao OK' }
        : { authorizerCode: '00', authorizerMessage: 'Transacao capturada com sucesso' };
    case 'deny':
      return {
        authorizerCode: behaviour.authorizerCode,
        authorizerMessage: behaviour.authorizerMessage ?? 'Autorizacao negada',
      };
    case 'error':
    case 'invalid':
      return { authorizerCode: '', authorizerMessage: '' };
  }
}

const outcomes = { approve: 'approved', deny: 'denied', error: 'error', invalid: 'invalid' } as const;

/** The authoriser's answer, and the code of the gateway's denial family that goes with a denial. */
export interface AuthoriserAnswer {
  authorization: Authorization;
  denialCode: DenialCode;
}

/** What an authoriser says when it behaves so, at the sandbox's present instant. */
export function authorizationOf(world: World, behaviour: CardBehaviour): Authorization {
  return {
    at: world.clock.now(),
    outcome: outcomes[behaviour.kind],
    ...answerTexts(world, behaviour),
    authorizationNumber: world.ids.digits(6),
    hostUsn: world.ids.digits(9),
    sitefUsn: world.ids.digits(6),
    tid: world.ids.tid(),
  };
}

/** Puts a charge to the simulated authoriser, at the sandbox's present instant. */
export function authorise(world: World, request: ChargeRequest): AuthoriserAnswer {
  const behaviour = behaviourOf(world, request);
  const authorization = authorizationOf(world, behaviour);
  const scriptedCode = behaviour.kind === 'deny' ? behaviour.gatewayCode : undefined;
  return { authorization, denialCode: scriptedCode ?? acquirerOf(world).denialCode };
}
