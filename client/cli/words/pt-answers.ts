import { counted } from '../../../contract/vocabulary';
import type { AnswerWords } from './answers';
import { inOtherWords, type Patterns } from './patterns';

const GOES_ON = {
  carried_out: '',
  accepted: '. Ainda não foi possível enviar, e segue sozinho; repita o comando para saber em que pé está',
  in_doubt:
    '. Não se sabe o que houve com ele, e o gateway está sendo consultado; repita o comando para saber em que pé está',
};
const UNTIL_THEN = 'Até lá, o gateway cobra como antes.';
const STAYS = 'Até lá, a agenda fica como está no gateway.';
const NOTHING_SENT = 'Nada foi enviado.';

const OF_A_REFUND: Patterns = [
  [
    /^nothing of the schedule; (R\$ \S+) go back, (R\$ \S+) are left of the charge$/u,
    (back, left) => `nada na agenda; ${back} são devolvidos, ${left} restam da cobrança`,
  ],
];

/** One field that an edit sets (domain/edits/change.ts). */
const FIELDS: Patterns = [
  [/^nothing$/u, () => 'nada'],
  [/^status (\w+)$/u, (status) => `status ${status}`],
  [/^amount (.+)$/u, (amount) => `valor ${amount}`],
  [/^next date (.+)$/u, (date) => `próxima data ${date}`],
  [/^(\d+) installments?$/u, (count) => counted(Number(count), 'parcela', 'parcelas')],
  [/^another card$/u, () => 'outro cartão'],
];

export const ANSWERS_IN_PORTUGUESE: AnswerWords = {
  started: (subscription) => `${subscription} foi iniciada`,
  startedBefore: (subscription) => `${subscription} já existe com o mesmo conteúdo; nada foi iniciado`,
  rows: {
    workflow: 'workflow',
    run: 'run',
    look: 'veja',
    mind: 'atenção',
    sets: 'mudaria',
    calls: 'chamadas',
    waitsFor: 'espera',
    nextCharges: 'próx. cobranças',
  },
  standing: ({ subscription, isDone, state, code, payment, schedule, since }) => {
    const gateway = [
      ...(payment === undefined ? [] : [`pagamento ${payment}`]),
      ...(schedule === undefined ? [] : [`agenda ${schedule}`]),
    ].join(', ');
    const seen = gateway === '' ? code : `${code}; gateway: ${gateway}`;
    return `${subscription}: ${isDone ? 'agora ' : ''}${state} (${seen})${since === undefined ? '' : `, ${isDone ? 'feito' : 'decidido'} em ${since}`}`;
  },
  goesOn: GOES_ON,
  decisionGoesOn: {
    ...GOES_ON,
    accepted: '. Está registrado e segue sozinho; `carat show` conta o resultado',
  },
  changeGoesOn: {
    accepted: 'Está registrado e segue sozinho.',
    in_doubt: 'Foi enviado, e não se sabe o que houve: o gateway está sendo consultado.',
  },
  meanwhile: {
    pause: UNTIL_THEN,
    resume: STAYS,
    cancel:
      'O cancelamento vale desde já, e é tentado até o gateway parar. Uma cobrança que o gateway ainda fizer é sinalizada.',
    uncancel: STAYS,
    changeAmount: UNTIL_THEN,
    changeNextDate: UNTIL_THEN,
    changeCard: UNTIL_THEN,
    changeInstallments: UNTIL_THEN,
    refund: 'Não se devolve mais do que isso, aconteça o que acontecer com a chamada.',
    retire: '',
  },
  done: {
    pause: () => 'Nada é cobrado até ser retomada.',
    resume: ({ chargesMissed }) =>
      chargesMissed
        ? 'É cobrada. Uma data que faltou é cobrada uma vez, e nenhuma outra do passado.'
        : 'É cobrada, e não pelo passado.',
    cancel: ({ accessUntil }) =>
      accessUntil === undefined ? 'Nada mais é cobrado.' : `Nada mais é cobrado; acesso até ${accessUntil}.`,
    uncancel: ({ isPaused }) =>
      isPaused
        ? 'O cancelamento foi retirado. Está pausada, como estava antes: nada é cobrado até ser retomada.'
        : 'O cancelamento foi retirado.',
    changeAmount: () => 'O novo valor vale para toda cobrança daqui em diante.',
    changeNextDate: () => 'As cobranças seguintes acompanham a nova data.',
    changeCard: () => 'Toda cobrança daqui em diante vai para o novo cartão.',
    changeInstallments: () => 'Toda cobrança daqui em diante tem as novas parcelas.',
    refund: ({ back, refunded, goesOn }) =>
      [
        `${back ?? 'O dinheiro'} volta para o cartão que foi cobrado.`,
        ...(refunded === undefined ? [] : [`Devolvido ao todo: ${refunded}.`]),
        ...(goesOn ? ['A agenda segue como antes.'] : []),
      ].join(' '),
    retire: ({ sid }) =>
      `Não a seguimos mais. Nada mudou no gateway: ele continua cobrando${sid === undefined ? '' : ` a agenda ${sid}`}.`,
  },
  takenOff: (flags) => `Retirado: ${flags}.`,
  nextCharge: (amount, date) =>
    `A próxima cobrança${amount === undefined ? '' : `, de ${amount},`} vence em ${date}.`,
  takingBack: 'Enquanto está em cancelamento, ele pode ser retirado:',

  retiring: () => 'não seguir mais a agenda; o gateway continua cobrando',
  sets: (what) =>
    inOtherWords(OF_A_REFUND, what) ??
    what
      .split(', ')
      .map((part) => inOtherWords(FIELDS, part) ?? part)
      .join(', '),
  wouldBeRefused: (why) => `seria recusado: ${why}`,
  nothingSent: NOTHING_SENT,
  leaveDryRunOut: `${NOTHING_SENT} Tire --dry-run para enviar.`,
  chargeOn: (amount, date) => `${amount} em ${date}`,
  none: 'nenhuma',
  cardWanted:
    'uma adquirente que se alcança pelo SiTef quer o cartão que foi cobrado: recusa uma devolução sem --card-token com o código 10',
};
