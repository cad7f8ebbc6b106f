import { CALL_KINDS, CALL_QUESTIONS } from '../../../contract/vocabulary';
import type { CallKind } from '../../../domain/calls/call';
import type { ORDER_KNOWN, ORDER_NOT_TOLD } from '../../../domain/opening/ask-order';
import type { Question } from './words';

const LOOK_IT_UP = 'Procure no portal do fornecedor ou pergunte ao adquirente.';
const NO_ANSWER = 'O gateway não deu resposta final em 14 dias.';
const NO_MONEY = 'Não deu em nada, e nenhum dinheiro se moveu.';

/** With what the workflow says: numbers and ids stand in no other field. */
const withDetail =
  (question: string) =>
  ({ findOut }: Question): string =>
    `${question} (No registro: ${findOut})`;

/** One question for each kind of call, as `domain/calls/person-needed.ts` has them, and that of a charge. */
const BY_CALL: Readonly<Record<CallKind | 'charge', (question: Question) => string>> = {
  pay: () => `O primeiro pagamento deste pedido foi autorizado? ${LOOK_IT_UP} ${NO_ANSWER}`,
  confirm: () =>
    `O pagamento autorizado deste pedido foi capturado? Se não foi, é capturado agora. ${LOOK_IT_UP} ${NO_ANSWER}`,
  undo: () =>
    `O pagamento autorizado deste pedido foi liberado? Se não foi, é liberado agora. ${LOOK_IT_UP} ${NO_ANSWER}`,
  refund: () => `O dinheiro desta devolução foi devolvido? ${LOOK_IT_UP} ${NO_ANSWER}`,
  activate: () => `A agenda deste pedido está ativa? Procure no portal do fornecedor. ${NO_ANSWER}`,
  create: withDetail(
    `A criação é tentada uma vez por dia. ${NO_MONEY} O gateway está acessível, e as credenciais estão certas?`,
  ),
  begin_refund: withDetail(
    `O início da devolução é tentado uma vez por dia. ${NO_MONEY} O gateway está acessível, os avisos dele chegam a nós, e o pagamento ainda pode ser devolvido?`,
  ),
  charge: ({ nit }) =>
    `A cobrança ${nit === undefined ? 'de resultado desconhecido' : `de NIT ${nit}`} foi paga? Procure no portal do fornecedor, e responda quando não for mais tentada; o gateway não informa o que houve.`,
};

/** Asked of a create in place of its own question. */
const OF_THE_ORDER: Readonly<
  Record<typeof ORDER_KNOWN | typeof ORDER_NOT_TOLD, (question: Question) => string>
> = {
  order_known: withDetail(
    'O gateway já conhece este pedido, e nada mais é criado. De quem é? Se é deste cliente, adote a agenda sob outro id de pedido e desista desta assinatura.',
  ),
  order_not_told: withDetail(
    'Não foi possível saber se o gateway já conhece este pedido; nada foi criado. A loja tem a consulta por pedido, e o gateway responde? Sem ela, tire asksForOrders da configuração do worker.',
  ),
};

/** The question that a person must answer, by its codes. */
export function questionInPortuguese(question: Question): string {
  const { call, reason } = question;
  const ofTheOrder = Object.entries(OF_THE_ORDER).find(([code]) => call === 'create' && code === reason);
  return (ofTheOrder?.[1] ?? BY_CALL[call])(question);
}

/** A question of the audit trail, which has no code beside it: one of those that are the same for every subscription, or as it is. */
export function questionAbout(findOut: string): string {
  const questions: Partial<Record<CallKind, string>> = CALL_QUESTIONS;
  const call = CALL_KINDS.find((kind) => questions[kind] === findOut);
  return call === undefined ? findOut : BY_CALL[call]({ call, reason: '', findOut });
}
