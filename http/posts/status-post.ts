import type { StatusPost } from '../../contract/posts';
import { ADDRESS_FIELDS } from './addressee';
import { isGatewayId, isStatus } from './field-rules';

/** The fields of a status post that are read (docs/gateway.md §6). Receipts, texts and parts of card numbers are not. */
export const STATUS_FIELDS = ['nit', 'status', ...ADDRESS_FIELDS] as const;

/** What a hint needs of a status post; undefined when it is malformed. */
export function statusPostOf(fields: ReadonlyMap<string, string>): StatusPost | undefined {
  const nit = fields.get('nit');
  const status = fields.get('status');
  if (nit !== undefined && !isGatewayId(nit)) return undefined;
  if (status !== undefined && !isStatus(status)) return undefined;
  if (nit === undefined && status === undefined) return undefined;
  return { ...(nit === undefined ? {} : { nit }), ...(status === undefined ? {} : { status }) };
}
