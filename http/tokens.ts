import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../program/secret';
import { LIMITS } from './limits';

/** The tokens of the merchants, as digests: they all have the same length, and none of them is a token. */
export class TokenBook {
  readonly #digests: ReadonlyMap<string, readonly Buffer[]>;
  /** What an unknown merchant is compared with: as much work, and never equal. */
  readonly #nobody: readonly Buffer[];

  constructor(tokens: ReadonlyMap<string, readonly Secret<string>[]>) {
    this.#nobody = filledUp([]);
    this.#digests = new Map(
      [...tokens].map(([merchant, own]) => [
        merchant,
        filledUp(own.map((token) => digestOf(token.reveal()))),
      ]),
    );
  }

  /** Whether a token is one of the merchant's. It takes as long for a wrong token, a wrong merchant, and none at all. */
  admits(merchant: string, token: string): boolean {
    const given = digestOf(token);
    const known = this.#digests.get(merchant) ?? this.#nobody;
    let isOne = false;
    // Each is compared, also after one was right.
    for (const digest of known) isOne = timingSafeEqual(digest, given) || isOne;
    return isOne;
  }
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** As many as any merchant may have: how many are real does not show either. */
function filledUp(digests: readonly Buffer[]): Buffer[] {
  const missing = LIMITS.tokensPerMerchant - digests.length;
  return [...digests, ...Array.from({ length: missing }, () => randomBytes(32))];
}
