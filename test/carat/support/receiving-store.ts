import type { CaratClient } from '../../../carat/client';
import { Receiver } from '../../sandbox/support/receiver';
import { CARD } from './samples';
import { newPayment, newSchedule, openStore, valueOf, type Store } from './sandbox-store';

/** A store whose doors take a SEID and the NIT of a cancellation. */
export interface ReceivingStore extends Store {
  receiver: Receiver;
  /** As at the start, doors and all. */
  again: () => Promise<void>;
}

export async function openReceivingStore(): Promise<ReceivingStore> {
  const [store, receiver] = await Promise.all([openStore(), Receiver.open()]);
  const again = async (): Promise<void> => {
    await store.sandbox.control.reset();
    receiver.forget();
    const authenticityUrl = receiver.url('/authenticity');
    const merchant = { id: 'LOJAA', key: 'sandbox-key-a', authenticityUrl, postCa: receiver.ca };
    await store.sandbox.control.registerMerchant(merchant);
  };
  const close = async (): Promise<void> => {
    await store.close();
    await receiver.close();
  };
  return { ...store, receiver, again, close };
}

/** What the doors were given last. */
export const handedOver = (receiver: Receiver, field: 'seid' | 'nit'): string =>
  receiver.at('/authenticity').at(-1)?.[field] ?? '';

/** A schedule that runs; its SID. */
export async function runningSchedule(client: CaratClient): Promise<string> {
  const sid = await newSchedule(client, 'PEDIDO1');
  valueOf(await client.activateSchedule(sid, { card: { number: CARD.number, expiryDate: CARD.expiryDate } }));
  return sid;
}

/** A payment of R$ 97,50 that is captured; its NIT and its sequence number. */
export async function paidPayment(client: CaratClient): Promise<{ nit: string; usn: string }> {
  const nit = await newPayment(client, 'PEDIDO1');
  const { payment } = valueOf(await client.pay(nit, { card: CARD }));
  return { nit, usn: payment.esitefUsn ?? '' };
}
