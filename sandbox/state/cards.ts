import { createHash } from 'node:crypto';
import { looksLikePan } from '../pan-like';
import { SandboxError } from '../sandbox-error';
import { testCards } from './test-cards';

/** What the issuer does with one charge. */
export type CardBehaviour =
  | { kind: 'approve' }
  /** The issuer says no: status NEG, its code in authorizer_code, the gateway's code of the denial family on top. */
  | {
      kind: 'deny';
      authorizerCode: string;
      authorizerMessage?: string;
      gatewayCode?: '255' | '910' | '920' | '940';
    }
  /** Communication failure with the authoriser: status ERR, code 131. */
  | { kind: 'error' }
  /** The transaction ends INV, as seen in the incident records (carat-api.md §6). */
  | { kind: 'invalid' };

/**
 * How a card behaves. What is not named approves. Give `orderId` to script the charges of one order only;
 * a script with an order id goes before one without, and a later script replaces an earlier one of the same scope.
 */
export interface CardScript {
  orderId?: string;
  /** Payments made through POST /v1/payments/{nit}, the immediate payment of a schedule included. */
  payment?: CardBehaviour;
  /** Every execution of the daily job. */
  executions?: CardBehaviour;
  /**
   * Single executions of the daily job, numbered from 1 for each schedule. Every attempt of the job counts, so one that
   * ends ERR and is tried again on the next day is two. The immediate payment is not an execution. Goes before `executions`.
   */
  onExecution?: Record<number, CardBehaviour>;
  /** 'error': activating a schedule with this card fails and leaves it in status ERR (carat-api.md §4). */
  activation?: 'accept' | 'error';
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

/**
 * A stored-card token: 64 hex characters, always the same for a card number, and free of anything that
 * could be taken for a card number.
 */
function tokenOf(cardNumber: string): string {
  for (let round = 0; ; round += 1) {
    const token = createHash('sha256').update(`carat-sandbox/${round}/${cardNumber}`).digest('hex');
    if (!looksLikePan(token)) return token;
  }
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
    return { token: tokenOf(number), bin: number.slice(0, 6), last4: number.slice(-4) };
  }

  /** The stored card of a token; undefined when the gateway does not know it. */
  fromToken(token: string): PresentedCard | undefined {
    const info = this.byToken.get(token);
    return info && { token, bin: info.bin, last4: info.last4 };
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
    const others = (this.scripts.get(token) ?? []).filter((known) => known.orderId !== script.orderId);
    this.scripts.set(token, [script, ...others]);
  }

  /** The script in force for a charge of an order. */
  scriptFor(token: string, orderId: string): CardScript {
    const scripts = this.scripts.get(token) ?? [];
    const ofOrder = scripts.find((script) => script.orderId === orderId);
    return ofOrder ?? scripts.find((script) => script.orderId === undefined) ?? {};
  }

  clearScripts(): void {
    this.scripts.clear();
  }
}
