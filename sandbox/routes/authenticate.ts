import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { GatewayRefusal, type GatewayCode } from '../answers/codes';
import type { SandboxMerchant } from '../state/merchants';
import type { World } from '../world';

function header(headers: IncomingHttpHeaders, name: string, missing: GatewayCode): string {
  const value = headers[name];
  if (typeof value !== 'string' || value === '') throw new GatewayRefusal(missing, 401);
  return value;
}

function sameKey(left: string, right: string): boolean {
  const digest = (key: string): Buffer => createHash('sha256').update(key).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/**
 * Finds the store of a request by its two headers (docs/gateway.md §0). Without them, or with wrong ones: HTTP 401, codes 30,
 * 26 and 146. A store that is not active: HTTP 403, code 110.
 */
export function authenticate(world: World, headers: IncomingHttpHeaders): SandboxMerchant {
  const id = header(headers, 'merchant_id', '30');
  const key = header(headers, 'merchant_key', '26');
  const merchant = world.merchants.find(id);
  if (merchant === undefined || !sameKey(merchant.key, key)) throw new GatewayRefusal('146', 401);
  if (merchant.active === false) throw new GatewayRefusal('110', 403);
  return merchant;
}
