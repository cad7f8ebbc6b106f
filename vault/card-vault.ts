/** A card as a payment needs it. Lives in the vault and in the one request that uses it, nowhere else (R7). */
export interface StoredCard {
  /** 12–19 digits. */
  number: string;
  /** `MMYY`. */
  expiryDate: string;
  /** 3 or 4 digits. */
  securityCode?: string;
  /** Only some acquirers want it (docs/gateway.md §2). */
  holder?: string;
}

/** Short-lived keeping of card data outside Temporal. A subscription carries only the reference. */
export interface CardVault {
  /** Keeps a card for a limited time and returns the reference that a subscription's input carries. */
  put(card: StoredCard): Promise<string>;
  /** The card behind a reference, or undefined once its time is over or it was discarded. */
  get(reference: string): Promise<StoredCard | undefined>;
  /** Forgets a card: it has served. */
  discard(reference: string): Promise<void>;
}
