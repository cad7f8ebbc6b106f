import type { AuthenticityPost } from '../../contract/posts';
import { ADDRESS_FIELDS } from './addressee';
import { isGatewayId, isOrderId } from './field-rules';

/** The fields of an authenticity post that are read (docs/gateway.md §7, §8). */
export const AUTHENTICITY_FIELDS = ['seid', 'nit', ...ADDRESS_FIELDS] as const;

/** What the gateway asks: about an edit where it names a SEID, else about a refund. Undefined when it is malformed. */
export function authenticityPostOf(fields: ReadonlyMap<string, string>): AuthenticityPost | undefined {
  const seid = fields.get('seid');
  return seid === undefined ? refundOf(fields) : editOf(seid, fields);
}

function editOf(seid: string, fields: ReadonlyMap<string, string>): AuthenticityPost | undefined {
  const sid = fields.get('sid');
  if (sid === undefined || !isGatewayId(sid) || !isGatewayId(seid)) return undefined;
  const merchantData = fields.get('merchant_data');
  const isOurs = merchantData !== undefined && isOrderId(merchantData);
  return { kind: 'edit', sid, seid, ...(isOurs ? { merchantData } : {}) };
}

function refundOf(fields: ReadonlyMap<string, string>): AuthenticityPost | undefined {
  const nit = fields.get('nit');
  if (nit === undefined || !isGatewayId(nit)) return undefined;
  const orderId = fields.get('pedido');
  return { kind: 'refund', nit, ...(orderId !== undefined && isOrderId(orderId) ? { orderId } : {}) };
}
