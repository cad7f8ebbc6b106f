import { createHash } from 'node:crypto';
import { limits } from '../limits';
import { looksLikePan } from '../pan-like';
import { SandboxError } from '../sandbox-error';
import { testCards } from './test-cards';

/** The gateway's family of denials (docs/gateway.md §2). */
export type DenialCode = '255' | '259' | '910' | '920' | '940';

/** What the issuer does with one charge. */
export type CardBehaviour =
  | { kind: 'approve' }
  /** The issuer says no: status NEG, its code in authorizer_code, and on top the gateway's code, by default that of the acquirer. */
  | {
      kind: 'deny';
      authorizerCode: string;
      authorizerMessage?: string;
      gatewayCode?: DenialCode;
    }
  /** Communication failure with the authoriser: status ERR, code 131. */
  | { kind: 'error' }
  /** The transaction ends INV, as seen in the incident records (docs/gateway.md §6). */
  | { kind: 'invalid' };

/** What becomes of a cancellation of a charge on the card (docs/gateway.md §8). */
export type RefundBehaviour =
  | { kind: 'approve' }
  /** Code 257, status NEG. */
  | { kind: 'deny'; authorizerCode: string; authorizerMessage?: string }
  /** Code 131, status ERR. */
  | { kind: 'error' }
  /** Code 256, status PEN, until decideCancellation. */
  | { kind: 'pending' };

/**
 * How a card behaves. What is not named approves. Give `orderId`, `merchantId` or both to script the charges of one order or one
 * store only. Of the scripts that apply, the one with an order id goes first, then the one with a store; a later script replaces an
 * earlier one of the same scope.
 */
export interface CardScript {
  /** The store whose charges are scripted; orders of two stores may have the same id. */
  merchantId?: string;
  orderId?: string;
  /** Payments made through POST /v1/payments/{nit}, the immediate payment of a schedule included. */
  payment?: CardBehaviour;
  /** Single payments of an order that were put to the authoriser, numbered from 1. Goes before `payment`. */
  onPayment?: Record<number, CardBehaviour>;
  /** Every execution of the daily job. */
  executions?: CardBehaviour;
  /**
   * Single executions of the daily job, numbered from 1 for each schedule. Every attempt of the job counts, so one that
   * ends ERR and is tried again on the next day is two. The immediate payment is not an execution. Goes before `executions`.
   */
  onExecution?: Record<number, CardBehaviour>;
  /** 'error': activating a schedule with this card fails and leaves it in status ERR (docs/gateway.md §4). */
  activation?: 'accept' | 'error';
  /** Cancellations of what was charged. */
  refund?: RefundBehaviour;
}

/** A stored card as the control interface shows it. */
export interface CardInfo {
  brand: string;
  bin: string;
  last4: string;
  token: string;
  authorizerId: string;
}

/** What the sandbox keeps of a card that was presented: never the number. */
export interface PresentedCard {
  token: string;
  bin: string;
  last4: string;
  expiry?: string;
}

/** Stands for every card that is no documented test card: they all behave the same, so nothing has to tell them apart. */
const unknownCardToken = 'unknown-card';

/** What is kept of the two ends of an unknown number: never so much that fewer than limits.hiddenCardDigits stay hidden. */
function unknownCard(number: string): PresentedCard {
  const binDigits = Math.min(6, number.length - 4 - limits.hiddenCardDigits);
  return { token: unknownCardToken, bin: number.slice(0, binDigits), last4: number.slice(-4) };
}

/**
 * The stored-card token of a documented test card: 64 hex characters, always the same for a card number, and free of anything
 * that could be taken for a card number. It can be computed back by trying numbers, so that of any other card is never kept.
 */
function tokenOf(cardNumber: string): string {
  for (let round = 0; ; round += 1) {
    const token = createHash('sha256').update(`carat-sandbox/${round}/${cardNumber}`).digest('hex');
    if (!looksLikePan(token)) return token;
  }
}

function sameScope(left: CardScript, right: CardScript): boolean {
  return left.orderId === right.orderId && left.merchantId === right.merchantId;
}

/** An order is narrower than a store. */
function narrowness({ orderId, merchantId }: CardScript): number {
  return (orderId === undefined ? 0 : 2) + (merchantId === undefined ? 0 : 1);
}

/** The cards known to the simulated issuers, and how each behaves. Keeps tokens, bins and last digits only. */
export class CardBook {
  private readonly byToken = new Map<string, CardInfo>();
  private readonly scripts = new Map<string, CardScript[]>();

  constructor() {
    for (const { brand, number, authorizerId } of testCards) {
      const token = tokenOf(number);
      const info = { brand, bin: number.slice(0, 6), last4: number.slice(-4), token, authorizerId };
      this.byToken.set(token, info);
    }
  }

  all(): CardInfo[] {
    return [...this.byToken.values()];
  }

  /** What is kept of a number presented by a client. */
  fromNumber(number: string): PresentedCard {
    return this.fromToken(tokenOf(number)) ?? unknownCard(number);
  }

  /** The stored card of a token; undefined when the gateway does not know it. */
  fromToken(token: string): PresentedCard | undefined {
    const info = this.byToken.get(token);
    return info && { token, bin: info.bin, last4: info.last4 };
  }

  /** The authorizer of the brand of a test card; undefined for every other card. */
  authorizerOf(token: string): string | undefined {
    return this.byToken.get(token)?.authorizerId;
  }

  isKnown(token: string): boolean {
    return this.byToken.has(token);
  }

  /** Scripts a test card, named by number or token. Only the documented test cards can be scripted. */
  script(cardNumberOrToken: string, script: CardScript): void {
    const token = this.byToken.has(cardNumberOrToken) ? cardNumberOrToken : tokenOf(cardNumberOrToken);
    if (!this.byToken.has(token)) {
      throw new SandboxError(
        'sandbox_card_unknown',
        'card: not a documented test card; see cards() for those there are',
      );
    }
    const others = (this.scripts.get(token) ?? []).filter((known) => !sameScope(known, script));
    this.scripts.set(
      token,
      [script, ...others].sort((a, b) => narrowness(b) - narrowness(a)),
    );
  }

  /** The script in force for a charge of an order of a store. */
  scriptFor(token: string, { merchantId, orderId }: { merchantId: string; orderId: string }): CardScript {
    const scripts = this.scripts.get(token) ?? [];
    const applying = scripts.find(
      (script) => (script.orderId ?? orderId) === orderId && (script.merchantId ?? merchantId) === merchantId,
    );
    return applying ?? {};
  }

  clearScripts(): void {
    this.scripts.clear();
  }
}
