import { createSecureContext } from 'node:tls';
import { isKnownAuthorizer } from '../charging/authorizers';
import { limits } from '../limits';
import { SandboxError } from '../sandbox-error';

/** How often and how fast a denied execution is tried again: the documented defaults of the product (docs/gateway.md §6). */
export interface OfflineRetries {
  /** @default 3 */
  maxRetries?: number;
  /** Days between them. @default 1 */
  intervalDays?: number;
}

/** A store at the simulated gateway. */
export interface SandboxMerchant {
  /** The gateway's merchant id, up to 15 letters and digits (docs/gateway.md §0). */
  id: string;
  /** The store's key, up to 80 characters. */
  key: string;
  /** A store that is not active is answered with code 110. @default true */
  active?: boolean;
  /** The authorizers enabled for the store; others are answered with code 113. @default all */
  authorizers?: string[];
  /** What happens when the brand of a card is not that of the authorizer (§10). @default 'ignore' */
  otherBrand?: 'ignore' | 'exchange' | 'block';
  /** Is risk analysis enabled? Where it is not, a payment that asks for it ends in code 102 (§1). @default false */
  antiFraud?: boolean;
  /**
   * Has the store bought automatic retries? A denied execution of the daily job then reads RET and is executed again on a following
   * day under the same NIT, until it ends CON or NEG (§6: "a setting per merchant"). @default none
   */
  offlineRetries?: OfflineRetries;
  /** Where the gateway posts what became of payments (§6). @default none: nothing is posted */
  statusUrl?: string;
  /** Where the gateway posts a SEID, or the NIT of a cancellation (§7, §8). @default none: every begin fails with code 115 */
  authenticityUrl?: string;
  /** PEM of certificates to trust for both, besides the roots of Node: "it may have to be imported by the vendor" (§6). */
  postCa?: string;
}

/** The stores that exist when none are given. */
export const defaultMerchants: readonly SandboxMerchant[] = [
  { id: 'LOJAA', key: 'sandbox-key-a' },
  { id: 'LOJAB', key: 'sandbox-key-b' },
];

function refuse(problem: string): never {
  throw new SandboxError('sandbox_invalid_option', `merchant.${problem}`);
}

/** The retries of one execution have to end before the next one is due. */
function checkRetries({ maxRetries = 3, intervalDays = 1 }: OfflineRetries): void {
  const whole = [maxRetries, intervalDays].every((value) => Number.isInteger(value) && value >= 1);
  if (!whole || maxRetries * intervalDays > limits.maxRepetitionDays)
    refuse(`offlineRetries: give whole numbers from 1, together at most ${limits.maxRepetitionDays} days`);
}

function isTrustable(pem: string): boolean {
  if (pem === '') return true;
  try {
    createSecureContext({ ca: pem });
    return pem.includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
}

/** The gateway posts over HTTPS only (docs/gateway.md §6). What is wrong with an address is not repeated: it holds a secret. */
function checkAddresses({ statusUrl, authenticityUrl, postCa = '' }: SandboxMerchant): void {
  for (const [field, url] of Object.entries({ statusUrl, authenticityUrl })) {
    const isHttps = url === undefined || (URL.canParse(url) && new URL(url).protocol === 'https:');
    if (!isHttps) refuse(`${field}: give an address that begins with https://`);
  }
  if (postCa.length > limits.maxPostCaCharacters || !isTrustable(postCa))
    refuse(`postCa: give certificates in PEM, at most ${limits.maxPostCaCharacters} characters`);
}

function checkMerchant(merchant: SandboxMerchant): void {
  const { id, key, authorizers = [], offlineRetries } = merchant;
  checkAddresses(merchant);
  if (!/^[A-Za-z0-9]{1,15}$/.test(id)) refuse('id: give 1-15 letters and digits');
  if (!/^[\x21-\x7e]{1,80}$/.test(key)) refuse('key: give 1-80 visible characters');
  if (!authorizers.every(isKnownAuthorizer)) refuse('authorizers: give ids that the gateway knows');
  if (offlineRetries !== undefined) checkRetries(offlineRetries);
}

/** The stores of this sandbox, by merchant id. */
export class MerchantBook {
  private readonly byId = new Map<string, SandboxMerchant>();

  constructor(merchants: readonly SandboxMerchant[]) {
    for (const merchant of merchants) this.register(merchant);
  }

  /** Adds a store, or replaces the one with the same id. */
  register(merchant: SandboxMerchant): void {
    checkMerchant(merchant);
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
