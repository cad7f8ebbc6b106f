import type { CardVault, StoredCard } from '../vault/card-vault';
import { warn, within } from './around-call';
import { describeForeign } from './foreign-error';
import { LIMITS } from './limits';

/** What the vault has for a reference: the card, nothing any more, or no answer. */
export type VaultAnswer = { kind: 'card'; card: StoredCard } | { kind: 'gone' } | { kind: 'unavailable' };

/**
 * The vault as a gateway call uses it: it answers in bounded time and throws nothing, so that no trouble of the vault can
 * become the outcome of a call (R3).
 */
export class BoundedVault {
  readonly #vault: CardVault;
  #waiting = 0;

  constructor(vault: CardVault) {
    this.#vault = vault;
  }

  /** Asks for a card, for five seconds at most. */
  async get(reference: string): Promise<VaultAnswer> {
    try {
      const card = await within(LIMITS.vaultGetMs, () => this.#vault.get(reference));
      // A store outside this process may say null where it has nothing.
      return card ? { kind: 'card', card } : { kind: 'gone' };
    } catch (error) {
      warn(`the vault could not be asked for a card, nothing was sent: ${describeForeign(error)}`);
      return { kind: 'unavailable' };
    }
  }

  /**
   * Forgets a card that has served. Nobody waits for it: a vault that fails or hangs is asked again after a second, then
   * ever more rarely, five times in all.
   */
  forget(reference: string): void {
    void this.#forget(reference, LIMITS.vaultForgetPausesMs);
  }

  async #forget(reference: string, pausesMs: readonly number[]): Promise<void> {
    try {
      await within(LIMITS.vaultForgetMs, () => this.#vault.discard(reference));
    } catch (error) {
      warn(`the vault could not forget a card: ${describeForeign(error)}`);
      this.#forgetLater(reference, pausesMs);
    }
  }

  #forgetLater(reference: string, [pauseMs, ...laterMs]: readonly number[]): void {
    if (pauseMs === undefined || this.#waiting >= LIMITS.cardsToForgetMax) {
      return warn('a card was not forgotten and is left to the time limit of the vault');
    }
    this.#waiting += 1;
    const timer = setTimeout(() => {
      this.#waiting -= 1;
      void this.#forget(reference, laterMs);
    }, pauseMs);
    // A worker that stops does not wait for it: the vault has a time limit of its own.
    timer.unref();
  }
}
