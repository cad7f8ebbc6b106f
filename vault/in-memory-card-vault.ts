import { randomUUID } from 'node:crypto';
import type { CardVault, StoredCard } from './card-vault';

/** Time after which a card is forgotten; longer than the gateway needs to show that a payment never arrived. */
const DEFAULT_TIME_LIMIT_MS = 30 * 60_000;
/** Cards kept at once. */
const MAX_CARDS = 10_000;

interface Entry {
  card: StoredCard;
  expiry: NodeJS.Timeout;
}

/** Keeps cards in the memory of this process only: a restart forgets them all. For development and tests. */
export class InMemoryCardVault implements CardVault {
  readonly #entries = new Map<string, Entry>();
  readonly #timeLimitMs: number;

  /** @param timeLimitMs - how long a card is kept, milliseconds. @default 1_800_000 */
  constructor(timeLimitMs = DEFAULT_TIME_LIMIT_MS) {
    this.#timeLimitMs = timeLimitMs;
  }

  put(card: StoredCard): Promise<string> {
    if (this.#entries.size >= MAX_CARDS)
      return Promise.reject(new Error(`the vault holds at most ${MAX_CARDS} cards`));
    const reference = `card-${randomUUID()}`;
    const expiry = setTimeout(() => this.#entries.delete(reference), this.#timeLimitMs);
    expiry.unref();
    this.#entries.set(reference, { card: { ...card }, expiry });
    return Promise.resolve(reference);
  }

  get(reference: string): Promise<StoredCard | undefined> {
    const entry = this.#entries.get(reference);
    return Promise.resolve(entry === undefined ? undefined : { ...entry.card });
  }

  discard(reference: string): Promise<void> {
    clearTimeout(this.#entries.get(reference)?.expiry);
    this.#entries.delete(reference);
    return Promise.resolve();
  }
}
