import { withNewerWords } from './newer-words';
import { counted } from '../../../contract/vocabulary';
import { actorInPortuguese, errorInPortuguese } from './pt-errors';
import { explainInPortuguese } from './pt-reasons';
import { WILL_HAPPEN_IN_PORTUGUESE } from './pt-doubts';
import { ANSWERS_IN_PORTUGUESE } from './pt-answers';
import type { Words } from './words';
import { waitingInPortuguese } from './pt-waiting';
import { FLAGS_IN_PORTUGUESE } from './pt-flags';
import { questionInPortuguese } from './pt-questions';
import { happenedInPortuguese } from './pt-timeline';
import { causeInPortuguese } from './pt-causes';
import { askedInPortuguese, problemInPortuguese } from './pt-commands';
import { detailInPortuguese } from './pt-details';
import { auditInPortuguese, reasonInPortuguese } from './pt-audit';

const rhythm = (months: number): string => {
  if (months === 1) return 'por mês';
  return months === 12 ? 'por ano' : `a cada ${String(months)} meses`;
};

/** Português do Brasil. */
export const PT: Words = withNewerWords({
  answers: ANSWERS_IN_PORTUGUESE,
  names: {
    subscription: 'Assinatura',
    state: 'Estado',
    sold: 'Vendido',
    gateway: 'Gateway',
    adopted: 'Adotada',
    attempt: 'Tentativa',
    cancelled: 'Cancelada',
    nextCharge: 'Próx. cobrança',
    next: 'A seguir',
    attention: 'Atenção',
    money: 'Dinheiro',
    ledger: 'Livro',
    commands: 'Comandos',
    audit: 'O que aconteceu',
    lastError: 'Último erro',
    settledError: 'Um erro anterior; desde então o gateway respondeu',
    errorBeforeTheEnd: 'O último erro antes de terminar',
    cycle: 'Ciclo',
    due: 'Vence em',
    outcome: 'Resultado',
    charge: 'Cobrança',
    status: 'Status',
    amount: 'Valor',
    executed: 'Executada',
    knownBy: 'Soube-se por',
    issuer: 'Emissor',
    nit: 'NIT',
    asked: 'Pedido',
    ended: 'Fim',
    what: 'O quê',
    by: 'Por',
    why: 'Motivo',
    standing: 'Situação',
    schedule: 'Agenda',
    started: 'Início',
    denied: 'Negadas',
    owed: 'Devido',
    when: 'Quando',
    who: 'Quem',
  },
  states: {
    creating: 'em criação',
    adopting: 'em adoção',
    paying: 'em pagamento',
    activating: 'em ativação',
    pending_confirmation: 'aguarda confirmação',
    resolving: 'em apuração',
    blocked: 'bloqueada',
    active: 'ativa',
    paused: 'pausada',
    cancelling: 'em cancelamento',
    completed: 'concluída',
    cancelled: 'cancelada',
    rejected: 'rejeitada',
    undone: 'desfeita',
    expired: 'expirada',
    retired: 'entregue a outro',
  },
  flags: FLAGS_IN_PORTUGUESE,
  newerFlag: {
    means: 'Uma versão mais nova do worker levantou este aviso.',
    do: 'Instale aqui também a versão do worker: ela diz o que significa.',
  },
  entries: { pay_now: 'paga agora', start_later: 'começa depois', adopt: 'adoção' },
  outcomes: {
    due: 'a vencer',
    paid: 'pago',
    denied: 'negado',
    refunded: 'devolvido',
    reversed: 'estornado',
    open: 'em aberto',
    missed: 'não cobrado',
    skipped: 'pulado',
    paid_twice: 'pago 2 vezes',
    failed: 'falhou',
    undone: 'desfeito',
    expired: 'expirado',
    pending: 'pendente',
    unknown: 'desconhecido',
  },
  knownBy: { answer: 'resposta', query: 'consulta', list: 'lista', person: 'pessoa' },
  commandStates: {
    planned: 'na fila',
    under_way: 'em andamento',
    done: 'feito',
    failed: 'falhou',
    withdrawn: 'retirado',
  },
  calls: {
    create: 'criação (create)',
    pay: 'pagamento (pay)',
    activate: 'ativação (activate)',
    confirm: 'confirmação (confirm)',
    undo: 'desfazimento (undo)',
    begin_refund: 'início da devolução (begin_refund)',
    refund: 'devolução (refund)',
    charge: 'cobrança (charge)',
  },
  sorts: {
    started: 'as mais novas primeiro',
    'next-charge': 'a próxima cobrança primeiro',
    amount: 'o maior valor primeiro',
    owed: 'a maior dívida primeiro',
    denied: 'as mais negadas primeiro',
    order: 'por nome',
  },
  cause: (cause) => causeInPortuguese(cause, PT.outcomes),
  asked: askedInPortuguese,
  problem: problemInPortuguese,
  audit: auditInPortuguese,
  reason: reasonInPortuguese,
  happened: (entry) => happenedInPortuguese(entry, PT.outcomes),
  earlierNotKept: 'Runs anteriores não são mais guardados: do que houve antes, só se sabe o que segue.',
  waiting: waitingInPortuguese,
  timesAre: 'Horários de São Paulo.',
  lastKnown: 'O que se sabia antes de o workflow ser fechado:',
  wide: 'Encurtado para caber; --wide mostra tudo.',

  since: (state, time) => `${state} desde ${time}`,
  sold: ({ amount, intervalMonths, times, firstDate, inAll, isPaidAtStart }) =>
    times === undefined
      ? `${amount} ${rhythm(intervalMonths)} a partir de ${firstDate}, até ser cancelada`
      : `${amount} ${rhythm(intervalMonths)}, ${counted(times, 'vez', 'vezes')}, a partir de ${firstDate}${inAll === undefined ? '' : `: ${inAll}${isPaidAtStart ? ' no máximo, além do pagamento inicial' : ' ao todo'}`}`,
  executed: (times, of) =>
    `${String(times)} de ${of === undefined ? 'um número aberto' : String(of)} executadas`,
  nextDate: (date) => `próxima data ${date}`,
  askedAt: (time) => `consultado em ${time}`,
  payment: (status) => `pagamento ${status}`,
  schedule: (status) => `agenda ${status}`,
  notAsked: 'nenhuma consulta respondida ainda',
  before: (executions) =>
    `${counted(executions, 'execução anterior é história e não está', 'execuções anteriores são história e não estão')} no livro`,
  refusedAdoption: (reason, what) => `não, ${reason}: ${detailInPortuguese(what)}`,
  attempt: (number) => `${String(number)}: as anteriores foram rejeitadas, sem movimentar dinheiro`,
  earlierAttempt: (number, time, why) => `tentativa ${String(number)}, rejeitada em ${time}: ${why}`,
  chargeOn: (amount, date) => `${amount} em ${date}`,
  nothingMore: 'nada: terminou',
  asksAgain: 'consulta o gateway de novo sozinha',
  asksCharges: (count, until) =>
    `${counted(count, 'ciclo', 'ciclos')} até ${until} só nas somas: \`charges\` os lista`,

  received: (amount, charges) =>
    charges === 0
      ? `${amount} recebidos e mantidos.`
      : `${amount} recebidos e mantidos, em ${counted(charges, 'cobrança', 'cobranças')}.`,
  nothingKept: 'Nada do que foi recebido foi mantido.',
  nothingReceived: 'Nada foi recebido até agora.',
  receivedNotKnown: 'Ainda não se sabe se houve recebimento.',
  refunded: (amount) => `${amount} devolvidos por nós.`,
  reversed: (amount) => `${amount} devolvidos, e não por nós.`,
  owed: (amount, cycles) =>
    `${amount} devidos: ${cycles === 1 ? 'um ciclo foi negado' : `${String(cycles)} ciclos foram negados`}.`,
  lastDenial: (cycle, date, why) =>
    `A última negativa: ciclo ${String(cycle)}, vencido em ${date}${why === '' ? '' : `, ${why}`}.`,
  missed: (cycles) =>
    `${counted(cycles, 'ciclo nunca foi cobrado', 'ciclos nunca foram cobrados')} pelo gateway.`,
  paidTwice: (cycles) => `${counted(cycles, 'ciclo foi pago', 'ciclos foram pagos')} mais de uma vez.`,
  open: (charges) =>
    `${counted(charges, 'cobrança ainda não está decidida', 'cobranças ainda não estão decididas')}.`,
  skipped: (cycles) =>
    `${counted(cycles, 'vencimento passou', 'vencimentos passaram')} sem cobrança, como pedido.`,
  willCharge: (amount, date) => `${amount} serão cobrados a seguir, em ${date}.`,
  mayCharge: (amount, date) =>
    `O gateway ainda não confirmou o cancelamento. Sem isso, cobra ${amount} em ${date}.`,
  chargesAgain: (amount, date) =>
    `Alguém reativou a agenda no gateway: ele cobra ${amount} em ${date}, embora esteja cancelada.`,

  noCharges: 'nenhuma cobrança ainda',
  cycles: (count) => counted(count, 'ciclo', 'ciclos'),
  counted: (count, outcome) => `${outcome}: ${String(count)}`,
  totals: {
    paid: 'recebidos e mantidos',
    refunded: 'devolvidos',
    reversed: 'estornados',
    owed: 'devidos',
    open: 'em aberto',
  },
  notKept: (cycles, upTo) =>
    cycles === 1
      ? `Do ciclo ${String(upTo)} não se guarda mais o detalhe: o namespace deixou ir o seu run. Ele conta nas somas.`
      : `De ${String(cycles)} ciclos até o número ${String(upTo)} não se guarda mais o detalhe: o namespace deixou ir os seus runs. Eles contam nas somas.`,
  immediate: 'agora',
  refund: 'devolução',
  refundedPart: (amount) => `−${amount} devolvidos`,
  reversedPart: (amount) => `−${amount} estornados`,

  inDoubt: (reason) => `em dúvida (${reason}): o gateway está sendo consultado`,
  waitsFor: (what) => `espera: ${what}`,
  waitsForTurn: 'espera a sua vez',
  cancellation: ({ when, by, at, reason, inactiveAt, isActiveAgain, isChargedSince, accessUntil }) =>
    `${when === 'now' ? 'já' : 'no fim do período pago'}, por ${by} em ${at} (${reason}); ${
      inactiveAt === undefined
        ? 'o gateway está sendo avisado'
        : isActiveAgain
          ? `o gateway a teve inativa desde ${inactiveAt}, e a tem ativa de novo`
          : isChargedSince
            ? `o gateway a teve inativa desde ${inactiveAt}, e cobrou depois disso`
            : `o gateway não cobra mais desde ${inactiveAt}`
    }${accessUntil === undefined ? '' : `, acesso até ${accessUntil}`}`,

  blockedSince: (time, call, reason) =>
    `Bloqueada desde ${time}: não foi possível saber o resultado de ${call} (${reason})`,
  question: questionInPortuguese,
  findOut: (what) => `Apure: ${what}`,
  thenDecide: 'Depois decida:',
  doubtSince: (time, call, reason) =>
    `Em dúvida desde ${time}: não se sabe o resultado de ${call} (${reason})`,
  doNotPayAgain: (asked) =>
    `O gateway foi consultado ${counted(asked, 'vez', 'vezes')}; as consultas seguem sozinhas. Nada a fazer: não pague de novo.`,
  willHappen: WILL_HAPPEN_IN_PORTUGUESE,
  error: errorInPortuguese,
  actor: actorInPortuguese,
  explain: explainInPortuguese,
  decided: (by, kind, time) =>
    `${by} decidiu ${kind === 'confirm' ? 'confirmar' : 'desfazer'} o pagamento em ${time}; o gateway está sendo avisado.`,
  awaitsConfirmation: (authorised, by) =>
    `O pagamento${authorised === '' ? '' : ` de ${authorised}`} aguarda confirmação${by === undefined ? '' : ` até ${by}, ou é desfeito`}:`,
  cancelledText: 'Cancelada: nada é cobrado. Para retirar o cancelamento:',
  cancelledButActive: 'Cancelada, e ativa no gateway. Para retirar o cancelamento:',
  pausedText: 'Pausada: nada é cobrado. Para seguir:',
  toDo: 'Faça:',
  signed: '--by "<seu nome>" --reason "<motivo>"',
  lookedAfter: 'Depois de cuidar do que está sinalizado:',
  toDecideCharge: 'Quando souber o que houve com ela, um destes:',
  toRefund: 'Para devolver o que sobra, com o token do cartão:',
  toAcceptTerms: 'Só se o cliente concordou: o que o gateway guarda vale como vendido daqui em diante:',

  endedFromOutside: (statuses) =>
    `${statuses}: encerrada por fora. Ninguém a segue, e o gateway continua cobrando; \`show\` diz o que fazer.`,
  nothingFits: 'Nenhuma assinatura corresponde.',
  more: 'Mais:',
  flagged: 'O que os avisos significam',
  shownOf: (shown, of, by) => `${String(shown)} de ${String(of)}, ${by}.`,
  count: (count) => counted(count, 'assinatura', 'assinaturas'),
});
