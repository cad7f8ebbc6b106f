import { SandboxError } from '../sandbox-error';

/** A store at the simulated gateway. */
export interface SandboxMerchant {
  /** The gateway's merchant id, up to 15 letters and digits (carat-api.md §0). */
  id: string;
  /** The store's key, up to 80 characters. */
  key: string;
  /** A store that is not active is answered with code 110. @default true */
  active?: boolean;
  /** The authorizers enabled for the store; others are answered with code 113. @default all */
  authorizers?: string[];
  /** Is risk analysis enabled? Where it is not, a payment that asks for it ends in code 102 (§1). @default false */
  antiFraud?: boolean;
}

/** The stores that exist when none are given. */
export const defaultMerchants: readonly SandboxMerchant[] = [
  { id: 'LOJAA', key: 'sandbox-key-a' },
  { id: 'LOJAB', key: 'sandbox-key-b' },
];

/** The stores of this sandbox, by merchant id. */
export class MerchantBook {
  private readonly byId = new Map<string, SandboxMerchant>();

  constructor(merchants: readonly SandboxMerchant[]) {
    for (const merchant of merchants) this.register(merchant);
  }

  /** Adds a store, or replaces the one with the same id. */
  register(merchant: SandboxMerchant): void {
    if (!/^[A-Za-z0-9]{1,15}$/.test(merchant.id)) {
      throw new SandboxError('sandbox_invalid_option', 'merchant.id: give 1-15 letters and digits');
    }
    if (!/^[\x21-\x7e]{1,80}$/.test(merchant.key)) {
      throw new SandboxError('sandbox_invalid_option', 'merchant.key: give 1-80 visible characters');
    }
    this.byId.set(merchant.id, merchant);
  }

  find(id: string): SandboxMerchant | undefined {
    return this.byId.get(id);
  }

  ids(): string[] {
    return [...this.byId.keys()];
  }

  /** Back to the given stores only. */
  reset(merchants: readonly SandboxMerchant[]): void {
    this.byId.clear();
    for (const merchant of merchants) this.register(merchant);
  }
}
