import type { CaratClient } from '../../../carat/client';
import type { Outcome } from '../../../carat/outcome';

/** Ids with the documented length (docs/gateway.md §0). */
export const NIT = 'a1b2c3d4'.repeat(8);
export const SID = 'f9e8d7c6'.repeat(8);

export const SEID = '5e1d5e1d'.repeat(8);
/** A gateway sequence number: it begins with the date (docs/gateway.md §0). */
export const USN = '250305000000001';

/** A documented homologation card (docs/gateway.md §11). */
export const CARD = { number: '4000000000000044', expiryDate: '1230', securityCode: '9317' };

export const CREDENTIALS = { merchantId: 'LOJAA', merchantKey: 'sandbox-key-a' };

type Call = (client: CaratClient) => Promise<Outcome<unknown>>;

/** Calls that may change something, by name. */
export const COMMANDS = {
  create: (client) => client.createTransaction({ orderId: 'PEDIDO1', payment: { amountCents: 1000 } }),
  pay: (client) => client.pay(NIT, { card: CARD }),
  confirm: (client) => client.confirmPayment(NIT),
  undo: (client) => client.undoPayment(NIT),
  activate: (client) =>
    client.activateSchedule(SID, { card: { number: CARD.number, expiryDate: CARD.expiryDate } }),
  beginEdit: (client) => client.beginScheduleEdit({ sid: SID, merchantData: 'PEDIDO1' }),
  edit: (client) =>
    client.editSchedule({
      seid: SEID,
      sid: SID,
      change: { card: { number: CARD.number, expiryDate: CARD.expiryDate } },
    }),
  beginRefund: (client) => client.beginRefund({ esitefUsn: USN }),
  refund: (client) => client.refundPayment({ nit: NIT, amountCents: 100, card: CARD }),
} satisfies Record<string, Call>;

/** Queries, by name. */
export const QUERIES = {
  getTransaction: (client) => client.getTransaction(NIT),
  getSchedule: (client) => client.getSchedule(SID),
  listTransactions: (client) => client.listTransactions({ startDate: '2025-03-01', endDate: '2025-03-01' }),
} satisfies Record<string, Call>;
