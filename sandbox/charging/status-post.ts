import { addressFor } from '../posting/deliver';
import type { QueuedNotification } from '../state/notifications';
import type { TransactionRecord } from '../state/transactions';
import { addSeconds, formatNotificationTimestamp } from '../time/calendar';
import type { World } from '../world';
import { acquirerOf } from './acquirers';
import { paymentTypeOf } from './authorizers';

/** `pedido` carries at most 20 characters (docs/gateway.md §6). */
const pedidoLength = 20;

function approvedParameters(world: World, transaction: TransactionRecord): Record<string, string> {
  const { authorization } = transaction;
  if (authorization?.outcome !== 'approved') return {};
  const at = formatNotificationTimestamp(authorization.at);
  return {
    cupom: 'CUPOM COMPRADOR@',
    cupomEstabelecimento: 'CUPOM ESTABELECIMENTO@',
    numeroAutorizacao: authorization.authorizationNumber,
    ...(acquirerOf(world).viaSitef ? { dataSitef: at } : { dataEfetivacao: at }),
  };
}

function authorizationParameters(world: World, transaction: TransactionRecord): Record<string, string> {
  const { authorization, card } = transaction;
  if (authorization === undefined) return {};
  const acquirer = acquirerOf(world);
  return {
    rede: acquirer.name,
    nsuHost: authorization.hostUsn,
    mensagem: authorization.authorizerMessage,
    codigoRespostaAutorizadora: authorization.authorizerCode,
    ...(acquirer.viaSitef ? { nsuSitef: authorization.sitefUsn } : { tid: authorization.tid }),
    ...(card !== undefined && { binCartao: card.bin, finalCartao: card.last4 }),
    ...approvedParameters(world, transaction),
  };
}

/** Queues the status post of a transaction as it stands now, and sends it where there is an address (docs/gateway.md §6; no sid in it). */
export function queueNotification(world: World, transaction: TransactionRecord): void {
  const { nit, orderId, merchantUsn, esitefUsn, status, merchantId } = transaction;
  const authorizerId = transaction.authorizerId ?? '';
  const notification = world.notifications.add({
    at: world.clock.now(),
    merchantId,
    nit,
    parameters: {
      nit,
      pedido: orderId.slice(0, pedidoLength),
      nsu: merchantUsn,
      nsuesitef: esitefUsn,
      status,
      autorizadora: authorizerId,
      tipoPagamento: paymentTypeOf(authorizerId),
      parcelas: transaction.installments,
      tipoFinanciamento: transaction.installmentType,
      ...authorizationParameters(world, transaction),
    },
  });
  sendToStore(world, notification, orderId);
}

/** Sends a notification to the Status URL of the store, where it has one; given up, it stays "pending notification" (§6). */
function sendToStore(world: World, notification: QueuedNotification, orderId: string): void {
  const { merchantId, parameters, at } = notification;
  if (addressFor(world, { to: 'status', merchantId }) === undefined) return;
  const {
    statusPostAttempts: attempts,
    statusPostCharset: charset,
    statusPostAfterSeconds: after,
  } = world.settings;
  notification.delivery = 'sending';
  world.outbox.add({
    dueAt: addSeconds(at, after),
    attempts,
    post: { to: 'status', merchantId, orderId, parameters, charset, attempt: 1 },
    ended: (delivered) => {
      notification.delivery = delivered ? 'delivered' : 'pending_notification';
    },
  });
}
