import { formOf } from '../../sandbox/posting/form';
import type { SandboxControl } from '../../sandbox/control';
import type { Chance } from '../lives/chance';
import type { Forgery } from '../lives/script';
import type { Door, Form } from './doors';

/** A post that the gateway never sent, with the door that it is for. */
export interface ForgedPost {
  door: Door;
  form: Form;
}

/** An id as the gateway gives them, of nothing. */
export const newForgedId = (chance: Chance): string =>
  Array.from({ length: 64 }, () => chance.whole(0, 15).toString(16)).join('');

/** Writes a post as somebody would who knows what the gateway knows, and the address of the door. Undefined where there is nothing to speak of. */
export async function forgedPost(
  forgery: Forgery,
  orderId: string,
  { gateway, chance }: { gateway: SandboxControl; chance: Chance },
): Promise<ForgedPost | undefined> {
  const { nit } = (await gateway.transactions()).at(-1) ?? {};
  const { sid } = (await gateway.schedules()).at(-1) ?? {};
  if (nit === undefined || sid === undefined) return undefined;
  const status = (fields: Record<string, string>): ForgedPost => written('status', fields);
  const authenticity = (fields: Record<string, string>): ForgedPost => written('authenticity', fields);
  switch (forgery) {
    case 'unknown_nit':
      return status({ nit: newForgedId(chance), pedido: orderId, status: 'CON' });
    case 'paid':
      return status({ nit, pedido: orderId, status: 'CON' });
    case 'denied':
      return status({ nit, pedido: orderId, status: 'NEG' });
    case 'reversed':
      return status({ nit, pedido: orderId, status: 'EST' });
    case 'other_order':
      return status({ nit, pedido: 'NOBODYS', status: 'CON' });
    case 'seid_unasked':
      return authenticity({ seid: newForgedId(chance), merchant_data: orderId, sid });
    case 'seid_of_another':
      return authenticity({ seid: newForgedId(chance), merchant_data: orderId, sid: newForgedId(chance) });
    case 'seid_again': {
      const seid = (await gateway.edits()).at(-1)?.seid ?? newForgedId(chance);
      return authenticity({ seid, merchant_data: orderId, sid });
    }
    case 'refund_unasked':
      return authenticity({ nit, pedido: orderId });
  }
}

const written = (door: Door, fields: Record<string, string>): ForgedPost => ({
  door,
  form: formOf(fields, 'UTF-8'),
});
