import type { Words } from './words';
import { waitingInPortuguese } from './pt-waiting';
import { AUDIT_IN_PORTUGUESE } from './pt-audit';

const plural = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

const rhythm = (months: number): string => {
  if (months === 1) return 'por mês';
  return months === 12 ? 'por ano' : `a cada ${String(months)} meses`;
};

/** Português do Brasil. */
export const PT: Words = {
  names: {
    subscription: 'Assinatura',
    state: 'Estado',
    sold: 'Vendido',
    gateway: 'Gateway',
    adopted: 'Adotada',
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
  flags: {
    cycle_missed: {
      means: 'O gateway passou por um vencimento sem cobrar.',
      do: 'Cobre o ciclo por outro meio e avise o fornecedor.',
    },
    cycle_paid_twice: {
      means: 'Um ciclo foi pago duas vezes.',
      do: 'Devolva uma das cobranças com `carat refund --nit`; o aviso sai sozinho.',
    },
    counter_unexplained: {
      means: 'O gateway conta uma execução que não lista.',
      do: 'Compare as cobranças com o portal.',
    },
    payment_reversed: {
      means: 'Uma cobrança foi devolvida, e não por nós.',
      do: 'Descubra quem devolveu: o portal ou o banco do cliente.',
    },
    terms_differ: {
      means: 'O gateway guarda condições diferentes das vendidas.',
      do: 'Corrija no portal. Reconhecido o aviso, valem as condições do gateway.',
    },
    charge_differs: {
      means: 'Uma cobrança teve valor diferente do vendido.',
      do: 'Devolva a diferença ou aceite.',
    },
    paid_without_schedule: {
      means: 'Houve recebimento, e a agenda não está em vigor.',
      do: 'Devolva o dinheiro ou inicie uma nova assinatura.',
    },
    charged_after_cancellation: {
      means: 'O gateway cobrou embora a assinatura estivesse cancelada.',
      do: 'Devolva o dinheiro com `carat refund`; o aviso sai sozinho.',
    },
    cancel_requested: {
      means: 'Alguém cancelou o workflow no Temporal. Isso não para nenhuma cobrança.',
      do: 'Se as cobranças devem parar, envie `carat cancel`.',
    },
    command_failed: {
      means: 'Um comando não deu em nada e não é mais tentado. A tabela de comandos diz por quê.',
      do: 'Corrija e envie o comando de novo, ou deixe como está.',
    },
    blocked: {
      means: 'Não foi possível saber o resultado de uma chamada.',
      do: 'Apure e decida com `carat resolve`.',
    },
    cycle_open: {
      means: 'Um ciclo venceu há 14 dias e não está decidido.',
      do: 'Consulte a agenda no portal. O gateway é consultado uma vez por semana.',
    },
    charge_unreadable: {
      means: 'Não se consegue ler o que houve com uma cobrança.',
      do: 'Consulte o portal e diga o que encontrou com `carat resolve`.',
    },
    answer_unreadable: {
      means: 'O gateway informa uma próxima data ou um valor ilegível.',
      do: 'Consulte a agenda no portal e avise o fornecedor.',
    },
    unexpected_gateway_status: {
      means: 'O gateway informa um status que não cabe aqui.',
      do: 'Consulte a agenda no portal.',
    },
    credentials_refused: {
      means: 'O gateway não aceita o id ou a chave da loja.',
      do: 'Corrija a chave na configuração do worker e reinicie-o.',
    },
    gateway_untrusted: {
      means: 'O certificado do gateway não é confiável. Nada é enviado.',
      do: 'Confira a URL base e os certificados confiáveis do worker.',
    },
    no_worker: {
      means: 'Nenhum worker atende as chamadas ao gateway desta loja. Nada foi enviado.',
      do: 'Inicie um worker cuja configuração tenha a loja. O alias foi digitado errado? Então desista com `carat resolve`.',
    },
    gateway_queue_full: {
      means: 'Há workers para as chamadas desta loja, e a nossa esperou um dia.',
      do: 'Aumente `maxCallsInFlight` ou inicie mais workers.',
    },
    adoption_open: {
      means: 'Há um dia o gateway não diz o que é a agenda a adotar. Ele é consultado de novo, sozinho.',
      do: 'Veja se ele responde e se a chave da loja está certa; ou desista.',
    },
    command_stuck: {
      means: 'Um comando está em andamento há mais de um dia e segue sozinho.',
      do: 'Veja se o gateway responde e se os avisos dele chegam ao endereço de autenticidade da loja: uma alteração espera o SEID, uma devolução o seu NIT.',
    },
    active_after_cancellation: {
      means: 'Alguém reativou no gateway a agenda cancelada: ela cobraria.',
      do: 'Inative-a no portal, ou deixe-a seguir.',
    },
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
  audit: (event, what) => AUDIT_IN_PORTUGUESE[event](what),
  waiting: waitingInPortuguese,
  timesAre: 'Horários de São Paulo.',
  lastKnown: 'O que se sabia antes de o workflow ser fechado:',
  wide: 'Encurtado para caber; --wide mostra tudo.',

  since: (state, time) => `${state} desde ${time}`,
  sold: ({ amount, intervalMonths, times, firstDate, inAll }) =>
    times === undefined
      ? `${amount} ${rhythm(intervalMonths)} a partir de ${firstDate}, até ser cancelada`
      : `${amount} ${rhythm(intervalMonths)}, ${plural(times, 'vez', 'vezes')}, a partir de ${firstDate}: ${inAll ?? ''} ao todo`,
  executed: (times, of) =>
    `${String(times)} de ${of === undefined ? 'um número aberto' : String(of)} executadas`,
  nextDate: (date) => `próxima data ${date}`,
  askedAt: (time) => `consultado em ${time}`,
  payment: (status) => `pagamento ${status}`,
  schedule: (status) => `agenda ${status}`,
  notAsked: 'nenhuma consulta respondida ainda',
  before: (executions) =>
    `${plural(executions, 'execução anterior é história e não está', 'execuções anteriores são história e não estão')} no livro`,
  refusedAdoption: (reason, what) => `não, ${reason}: ${what}`,
  chargeOn: (amount, date) => `${amount} em ${date}`,
  nothingMore: 'nada: terminou',
  asksAgain: 'consulta o gateway de novo sozinha',
  asksCharges: (count, until) =>
    `${plural(count, 'ciclo', 'ciclos')} até ${until} só nas somas: \`charges\` os lista`,

  received: (amount, charges) =>
    charges === 0
      ? `${amount} recebidos e mantidos.`
      : `${amount} recebidos e mantidos, em ${plural(charges, 'cobrança', 'cobranças')}.`,
  nothingReceived: 'Nada foi recebido até agora.',
  refunded: (amount) => `${amount} devolvidos por nós.`,
  reversed: (amount) => `${amount} devolvidos, e não por nós.`,
  owed: (amount, cycles) =>
    `${amount} devidos: ${cycles === 1 ? 'um ciclo foi negado' : `${String(cycles)} ciclos foram negados`}.`,
  lastDenial: (cycle, date, why) =>
    `A última negativa: ciclo ${String(cycle)}, vencido em ${date}${why === '' ? '' : `, ${why}`}.`,
  missed: (cycles) =>
    `${plural(cycles, 'ciclo nunca foi cobrado', 'ciclos nunca foram cobrados')} pelo gateway.`,
  paidTwice: (cycles) => `${plural(cycles, 'ciclo foi pago', 'ciclos foram pagos')} duas vezes.`,
  open: (charges) =>
    `${plural(charges, 'cobrança ainda não está decidida', 'cobranças ainda não estão decididas')}.`,
  skipped: (cycles) =>
    `${plural(cycles, 'vencimento passou', 'vencimentos passaram')} sem cobrança, como pedido.`,
  willCharge: (amount, date) => `${amount} serão cobrados a seguir, em ${date}.`,

  noCharges: 'nenhuma cobrança ainda',
  cycles: (count) => plural(count, 'ciclo', 'ciclos'),
  totals: {
    paid: 'pagos ao todo',
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
  refundedPart: (amount) => `−${amount} devolvidos`,
  reversedPart: (amount) => `−${amount} estornados`,

  inDoubt: (reason) => `em dúvida (${reason}): o gateway está sendo consultado`,
  waitsFor: (what) => `espera: ${what}`,
  waitsForTurn: 'espera a sua vez',
  cancellation: ({ when, by, at, reason, inactiveAt, accessUntil }) =>
    `${when === 'now' ? 'já' : 'no fim do período pago'}, por ${by} em ${at} (${reason}); ${
      inactiveAt === undefined
        ? 'o gateway está sendo avisado'
        : `o gateway não cobra mais desde ${inactiveAt}`
    }${accessUntil === undefined ? '' : `, acesso até ${accessUntil}`}`,

  blockedSince: (time, call, reason) =>
    `Bloqueada desde ${time}: não foi possível saber o resultado de ${call} (${reason})`,
  findOut: (what) => `Apure: ${what}`,
  thenDecide: 'Depois decida:',
  doubtSince: (time, call, reason) =>
    `Em dúvida desde ${time}: não se sabe o resultado de ${call} (${reason})`,
  doNotPayAgain: (asked) =>
    `O gateway foi consultado ${plural(asked, 'vez', 'vezes')}; as consultas seguem sozinhas. Nada a fazer: não pague de novo.`,
  decided: (by, kind, time) =>
    `${by} decidiu ${kind === 'confirm' ? 'confirmar' : 'desfazer'} o pagamento em ${time}; o gateway está sendo avisado.`,
  awaitsConfirmation: (by) =>
    `O pagamento aguarda confirmação${by === undefined ? '' : ` até ${by}, ou é desfeito`}:`,
  cancelledText: 'Cancelada: nada é cobrado. Para retirar o cancelamento:',
  pausedText: 'Pausada: nada é cobrado. Para seguir:',
  toDo: 'Faça:',
  lookedAfter: 'Depois de cuidar do que está sinalizado:',

  nothingFits: 'Nenhuma assinatura corresponde.',
  more: 'Mais:',
  flagged: 'O que os avisos significam',
  shownOf: (shown, of, by) => `${String(shown)} de ${String(of)}, ${by}.`,
  count: (count) => plural(count, 'assinatura', 'assinaturas'),
};
