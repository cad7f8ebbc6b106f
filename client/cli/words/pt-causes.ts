import { formatReais } from '../../../contract/vocabulary';
import type { Attention } from '../../../domain/subscription/attention';
import { inOtherWords, type Patterns } from './patterns';
import { askedInPortuguese, problemInPortuguese } from './pt-commands';
import { waitingInPortuguese } from './pt-waiting';
import type { Cause, Words } from './words';

type Field = NonNullable<Cause['field']>;
type Outcomes = Words['outcomes'];

const FIELDS: Readonly<Record<Field, string>> = {
  amountCents: 'valor',
  firstDate: 'primeira data',
  nextDate: 'próxima data',
  numberOfTimes: 'número de vezes',
  executions: 'execuções',
};

const alone = (words: string) => (): string => words;

/** A value of a field; money is in cents, and a schedule without a count has no end. */
function value(field: Field, known: number | string | undefined): string {
  if (known === undefined) return 'sem fim';
  return field === 'amountCents' ? formatReais(Number(known)) : String(known);
}

const nextDateDiffers = ({ sold, found }: Cause): string =>
  `próxima data: era de esperar ${String(sold)}, o gateway cobra em ${String(found)}`;

function executionsDiffer({ sold, found, goesOnTo, isFinished }: Cause): string {
  const executed = `execuções: vendidas ${value('executions', sold)}, feitas ${String(found)}`;
  if (isFinished === true) return `${executed}, e o gateway encerrou a agenda`;
  return goesOnTo === undefined ? executed : `${executed}, e o gateway segue em ${goesOnTo}`;
}

const RECEIVER_SAID: Patterns = [
  [/^the receiver answered HTTP (\d+)$/, (status) => `o receptor respondeu HTTP ${status}`],
  [/^the receiver did not answer in time$/, () => 'o receptor não respondeu a tempo'],
  [/^the receiver was not reached \((.+)\)$/, (code) => `o receptor não foi alcançado (${code})`],
];

function undelivered({ from, to, at = '', receiverSaid = '' }: Cause): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  const what =
    from === to
      ? `o evento ${String(from)} não foi entregue`
      : `os eventos de ${String(from)} a ${String(to)} não foram entregues`;
  return `${what} até ${at}: ${inOtherWords(RECEIVER_SAID, receiverSaid) ?? receiverSaid}`;
}

function termDiffers(cause: Cause): string | undefined {
  const { field, sold, found } = cause;
  switch (field) {
    case undefined:
      return undefined;
    case 'nextDate':
      return nextDateDiffers(cause);
    case 'executions':
      return executionsDiffer(cause);
    case 'amountCents':
    case 'firstDate':
    case 'numberOfTimes':
      return `${FIELDS[field]}: vendido ${value(field, sold)}, no gateway ${value(field, found)}`;
  }
}

function chargeDiffers({ nit, sold, found }: Cause): string | undefined {
  if (nit === undefined) return undefined;
  if (found === undefined) return `não se consegue ler o valor da cobrança de NIT ${nit}`;
  return `cobrado ${value('amountCents', found)} em vez de ${value('amountCents', sold)} (NIT ${nit})`;
}

function paidTwice({ cycle, isBeforeAdoption }: Cause): string | undefined {
  if (cycle === undefined) return undefined;
  return isBeforeAdoption === true
    ? `o ciclo de ${cycle} foi executado antes da adoção, e foi pago de novo`
    : `o ciclo de ${cycle} foi pago mais de uma vez`;
}

function givenBack({ nit, amountCents, status }: Cause): string | undefined {
  if (nit === undefined) return undefined;
  if (status !== undefined) return `a cobrança de NIT ${nit} foi paga, e o gateway a informa como ${status}`;
  return amountCents === undefined
    ? `a cobrança de NIT ${nit} foi estornada`
    : `${formatReais(amountCents)} da cobrança de NIT ${nit} foram devolvidos, e não por nós`;
}

function commandFailed({ by = '', asked, problem }: Cause): string | undefined {
  if (asked === undefined) return undefined;
  const why = problem === undefined ? '' : `: ${problemInPortuguese(problem)}`;
  return `${by} pediu para ${askedInPortuguese(asked)}, e falhou${why}`;
}

function commandStuck({ by = '', at, asked, waitingFor, command }: Cause): string | undefined {
  if (command === undefined) return at && `o cancelamento de ${by}, de ${at}: o gateway ainda não o informa`;
  if (asked === undefined) return undefined;
  const waits = waitingFor === undefined ? '' : `; espera ${waitingInPortuguese(waitingFor)}`;
  return `${by} pediu para ${askedInPortuguese(asked)}${waits}`;
}

function oddStatus({ status, outcome, nit }: Cause, outcomes: Outcomes): string | undefined {
  if (nit !== undefined)
    return `a cobrança de NIT ${nit} foi devolvida inteira, e o gateway ainda a informa como paga`;
  if (status !== undefined && outcome === 'undone')
    return `o pagamento foi dado como desfeito, e o gateway o informa como ${status}`;
  if (status !== undefined && outcome !== undefined)
    return `a assinatura ia terminar, e o gateway ainda informa ${status}`;
  if (status !== undefined) return `o gateway informa a agenda em vigor como ${status}`;
  if (outcome === undefined) return undefined;
  if (outcome === 'pending') return 'o pagamento aguarda uma confirmação que ninguém pediu';
  const word = Object.entries(outcomes).find(([code]) => code === outcome)?.[1] ?? outcome;
  return `a agenda está em vigor embora o primeiro pagamento esteja: ${word}`;
}

/** Each cause of a flag, by its fields; nothing where one is missing that it cannot do without. */
const CAUSES: Readonly<Record<Attention, (cause: Cause, outcomes: Outcomes) => string | undefined>> = {
  cycle_missed: ({ cycle }) => cycle && `o ciclo de ${cycle} nunca foi cobrado`,
  cycle_paid_twice: paidTwice,
  counter_unexplained: alone('o gateway conta uma execução que não lista'),
  payment_reversed: givenBack,
  terms_differ: termDiffers,
  charge_differs: chargeDiffers,
  paid_without_schedule: ({ status }) =>
    status && `houve recebimento, e o gateway informa a agenda como ${status}`,
  charged_after_cancellation: ({ by, at, nit }) =>
    nit && `${by ?? ''} cancelou em ${at ?? ''}, e o gateway fez a cobrança de NIT ${nit}`,
  cancel_requested: alone('alguém pediu ao Temporal para cancelar; o gateway seguiria cobrando'),
  command_failed: commandFailed,
  events_undelivered: undelivered,
  // A question with codes of its own is told in its place.
  blocked: () => undefined,
  cycle_open: ({ at }) => at && `nenhuma resposta explica tudo desde ${at}`,
  charge_unreadable: ({ nit }) => nit && `não se consegue ler o que houve com a cobrança de NIT ${nit}`,
  answer_unreadable: ({ field }) => field && `o gateway não informa ${FIELDS[field]} legível`,
  unexpected_gateway_status: oddStatus,
  credentials_refused: alone('o gateway não aceita as credenciais da loja'),
  gateway_untrusted: alone('o certificado do gateway não é confiável'),
  no_worker: alone('nenhum worker atende as chamadas ao gateway desta loja'),
  gateway_queue_full: alone('há workers para as chamadas desta loja, e nenhum pegou as nossas em um dia'),
  adoption_open: alone('ainda não se sabe o que é a agenda a adotar'),
  command_stuck: commandStuck,
  active_after_cancellation: ({ by }) => by && `${by} cancelou, e a agenda está ativa no gateway`,
};

/** One cause of a flag. What a worker of an earlier version tells without fields is told as it says it. */
export const causeInPortuguese = (cause: Cause, outcomes: Outcomes): string =>
  CAUSES[cause.flag](cause, outcomes) ?? cause.what;
