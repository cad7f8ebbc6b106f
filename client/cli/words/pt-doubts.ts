import type { Words } from './words';

const SENT_AGAIN =
  'Se o gateway disser que nada aconteceu, pode ser enviado de novo, à mesma transação: três envios ao todo. Do que foi abandonado apenas se pergunta.';

/** What happens with each call while it is in doubt (docs/operations.pt-BR.md). */
export const WILL_HAPPEN_IN_PORTUGUESE: Words['willHappen'] = {
  pay: `${SENT_AGAIN} O que nunca foi pago expira no gateway, e a assinatura termina como expirada.`,
  activate: SENT_AGAIN,
  confirm: 'Se o gateway disser que nada aconteceu, é enviada de novo até ser capturado.',
  undo: 'Se o gateway disser que nada aconteceu, é enviado de novo até ser liberado.',
};
