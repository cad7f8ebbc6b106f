import type { SubscriptionView } from '../../../contract/view';
import { inOtherWords, type Patterns } from './patterns';
import { explainInPortuguese } from './pt-reasons';
import { CALLS } from './pt-calls';
import { ownEntry } from '../../own-entry';

const CALLED: Readonly<Record<string, string>> = {
  ...CALLS,
  getSchedule: 'a consulta da agenda',
  findOrder: 'a consulta do pedido',
  beginEdit: 'o início da alteração',
  sendEdit: 'a alteração',
  beginRefund: CALLS.begin_refund,
  sendRefund: CALLS.refund,
};

const called = (call: string): string => {
  const asked = /^question about (.+)$/.exec(call)?.[1];
  if (asked !== undefined) return `pergunta sobre ${ownEntry(CALLED, asked) ?? asked}`;
  return ownEntry(CALLED, call) ?? call;
};

/** What the workflow says of an error. What the gateway says stays as it is. */
const MESSAGES: Patterns = [
  [/^nothing was sent to the gateway$/, () => 'nada foi enviado ao gateway'],
  [
    /^the gateway does not accept the credentials of the store$/,
    () => 'o gateway não aceita as credenciais da loja',
  ],
  [
    /^the outcome is not known; the gateway is being asked$/,
    () => 'não se sabe o resultado; o gateway está sendo consultado',
  ],
  [
    /^the outcome is not known; the schedule is being asked$/,
    () => 'não se sabe o resultado; a agenda está sendo consultada',
  ],
  [/^the gateway did not answer the status query$/, () => 'o gateway não respondeu à consulta do status'],
  [/^the gateway did not answer the question$/, () => 'o gateway não respondeu à pergunta'],
  [/^the gateway did not tell what the schedule is$/, () => 'o gateway não disse o que é a agenda'],
  [
    /^the gateway names no next date that can be read, of a schedule that is active$/,
    () => 'o gateway não informa próxima data legível, de uma agenda que está ativa',
  ],
  [/^the gateway did not answer the (\w+)$/, (call) => `o gateway não respondeu: ${called(call)}`],
  [
    /^the gateway answered (\d+) times? without saying whether the card was set, last with code (.+): it is not known$/,
    (times, code) =>
      `o gateway respondeu ${times} vezes sem dizer se o cartão foi trocado, por fim com o código ${code}: não se sabe`,
  ],
  [
    /^the gateway has a (payment|schedule) in status (.+) of this order already$/,
    (known, status) =>
      `o gateway já tem deste pedido ${known === 'payment' ? 'um pagamento' : 'uma agenda'} no status ${status}`,
  ],
  [
    /^the gateway refuses the query by order, (.+)$/,
    (code) => `o gateway recusa a consulta por pedido, ${code}`,
  ],
  [
    /^the gateway did not tell in (\d+) questions whether it knows this order$/,
    (count) => `o gateway não disse em ${count} perguntas se conhece este pedido`,
  ],
];

/** Why something waits, or what went wrong, as the workflow says it; what is not known here, as it is. */
export const messageInPortuguese = (message: string): string => inOtherWords(MESSAGES, message) ?? message;

/** The last error, its code as it is. */
export const errorInPortuguese = ({
  call,
  code,
  message,
}: NonNullable<SubscriptionView['lastError']>): string =>
  `${called(call)}: ${code}: ${explainInPortuguese(code) ?? messageInPortuguese(message)}`;

/** Who did something, where it was no person. */
const ACTORS: Readonly<Record<string, string>> = {
  system: 'sistema',
  'billing system': 'sistema de cobrança',
  rehearsal: 'ensaio',
  'a person': 'uma pessoa',
};

export const actorInPortuguese = (by: string): string => ownEntry(ACTORS, by) ?? by;
