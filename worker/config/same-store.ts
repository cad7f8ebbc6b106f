import { checkBaseUrl } from '../../carat/base-url';
import type { Problem } from '../../contract/problems';
import type { MerchantConfig } from './worker-config';

/** Names of the gateway in production: one gateway, whichever is called (docs/gateway.md §0). Homologation is another one. */
const PRODUCTION_HOSTS: ReadonlySet<string> = new Set([
  'esitef-ec.softwareexpress.com.br',
  'esitef.softwareexpress.com.br',
  'ecomm-bin.fiserv.com.br',
]);

/**
 * Two aliases of one store: an order started under each would be two subscriptions that charge one customer twice, and
 * neither could tell its transactions from the other's.
 */
export function aliasesOfOneStore(merchants: readonly MerchantConfig[]): Problem[] {
  const aliases = new Map<string, string>();
  return merchants.flatMap(({ alias, merchantId, baseUrl }) => {
    const store = `${gatewayOf(baseUrl)} ${merchantId}`;
    const first = aliases.get(store);
    if (first !== undefined) {
      const problem = `is the same store as ${first}: the same merchantId at the same gateway. Keep one alias for it`;
      return [{ field: `merchants.${alias}`, problem }];
    }
    aliases.set(store, alias);
    return [];
  });
}

/** One text for every way to write the address of one gateway. */
function gatewayOf(baseUrl: string): string {
  const { host: written, port, href } = checkBaseUrl(baseUrl);
  // A name with the dot of the root is the same name.
  const host = written.replace(/\.+$/, '');
  if (PRODUCTION_HOSTS.has(host)) return 'production';
  const path = new URL(href).pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  return `${host}:${port}${path}`;
}
