import { checkBaseUrl } from '../../carat/base-url';
import type { Problem } from '../../contract/problems';
import type { MerchantConfig } from './worker-config';

/**
 * Two aliases of one store: an order started under each would be two subscriptions that charge one customer twice, and
 * neither could tell its transactions from the other's.
 */
export function aliasesOfOneStore(merchants: readonly MerchantConfig[]): Problem[] {
  const aliases = new Map<string, string>();
  return merchants.flatMap(({ alias, merchantId, baseUrl }) => {
    const store = `${checkBaseUrl(baseUrl).href} ${merchantId}`;
    const first = aliases.get(store);
    if (first !== undefined) {
      const problem = `is the same store as ${first}: merchantId and baseUrl are equal. Keep one alias for it`;
      return [{ field: `merchants.${alias}`, problem }];
    }
    aliases.set(store, alias);
    return [];
  });
}
