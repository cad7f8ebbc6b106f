import { inOtherWords, type Patterns } from './patterns';
import { CALLS } from './pt-calls';
import { messageInPortuguese } from './pt-errors';
import { ownEntry } from '../../own-entry';

const FIXED: Readonly<Record<string, string>> = {
  ...CALLS,
  'first poll of the schedule': 'a primeira consulta da agenda',
  'periodic status query': 'a consulta periódica do status',
  'another poll of what is still open': 'mais uma consulta do que ainda está em aberto',
  'whether an execution is repeated after the last one': 'ver se alguma execução se repete depois da última',
  'a person to look after the flags': 'uma pessoa cuidar dos avisos',
  'whether it is charged after its cancellation': 'ver se há cobrança depois do cancelamento',
  'what a person has decided': 'o que uma pessoa decidiu',
  'how many workers ask for the calls of this merchant': 'ver quantos workers atendem esta loja',
  'what the schedule has come to': 'ver em que a agenda deu',
  'whether another subscription follows the schedule': 'ver se outra assinatura segue a agenda',
  'what the schedule is at the gateway': 'ver o que a agenda é no gateway',
  'confirm or undo': 'confirmar ou desfazer',
  'confirm or undo; undone at the deadline': 'confirmar ou desfazer; desfeito no prazo',
  'the charges of the last poll': 'as cobranças da última consulta',
  'the end': 'o fim',
  'the schedule, before the end': 'a agenda, antes do fim',
  'what a post of the gateway hints at': 'ver o que um aviso do gateway indica',
  'the charge of today, before the edit': 'a cobrança de hoje, antes da alteração',
  'what has been charged, before a date is set': 'ver o que foi cobrado, antes de marcar uma data',
  "the gateway's post with the SEID": 'o aviso do gateway com o SEID',
  'the edit of the schedule': 'a alteração da agenda',
  'the end of the edit': 'o fim da alteração',
  'the pause': 'a pausa',
  'the commands before it': 'os comandos antes dele',
  'the begin of another refund': 'o início de outra devolução',
  'what the schedule shows of the edit': 'ver o que a agenda mostra da alteração',
};

const WITH_DETAIL: Patterns = [
  [/^the charge due on (\S+)$/, (date) => `a cobrança que vence em ${date}`],
  [
    /^question (\d+): what became of (\w+)$/,
    (n, call) => `pergunta ${n}: o que houve com ${inPortuguese(call)}`,
  ],
  [/^(\w+) again: it never arrived$/, (call) => `${inPortuguese(call)} de novo: nunca chegou`],
  [/^(\w+) again: (.+)$/, (call, why) => `${inPortuguese(call)} de novo: ${messageInPortuguese(why)}`],
  [/^the edit again: (.+)$/, (why) => `a alteração de novo: ${messageInPortuguese(why)}`],
  [/^a person: (.+)$/, (what) => `uma pessoa: ${what}`],
  [
    /^the gateway, which asked to be left alone until (.+)$/,
    (time) => `o gateway, que pediu espera até ${time}`,
  ],
  [
    /^what the charge with NIT (\S+) shows, for its refund$/,
    (nit) => `ver a cobrança de NIT ${nit}, para devolvê-la`,
  ],
];

const inPortuguese = (call: string): string => ownEntry(FIXED, call) ?? call;

/** What a subscription waits for. What is not known here is told as the workflow says it. */
export function waitingInPortuguese(what: string): string {
  return ownEntry(FIXED, what) ?? inOtherWords(WITH_DETAIL, what) ?? what;
}
