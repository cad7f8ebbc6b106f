import { viewText } from '../../client/cli/format-view';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import type { Cause } from '../../client/cli/words/words';
import { attentionCause } from '../../contract/attention-cause';
import { ATTENTION, type Attention } from '../../domain/subscription/attention';
import { activeView, NIT } from './support/builders';
import { look } from './support/look';

const what = 'what the workflow says of it';
const cause = (flag: Attention, fields: Partial<Cause> = {}): Cause => ({ flag, what, ...fields });
const amount = {
  command: 'changeAmount',
  amountCents: 5_990,
  what: 'change the amount to R$ 59,90',
} as const;

const TOLD: readonly [Cause, string][] = [
  [cause('cycle_missed', { cycle: '2027-01-10' }), 'o ciclo de 2027-01-10 nunca foi cobrado'],
  [cause('cycle_paid_twice', { cycle: '2027-01-10' }), 'o ciclo de 2027-01-10 foi pago mais de uma vez'],
  [
    cause('cycle_paid_twice', { cycle: '2027-01-10', isBeforeAdoption: true }),
    'o ciclo de 2027-01-10 foi executado antes da adoção, e foi pago de novo',
  ],
  [cause('counter_unexplained'), 'o gateway conta uma execução que não lista'],
  [cause('payment_reversed', { nit: 'n1' }), 'a cobrança de NIT n1 foi estornada'],
  [
    cause('payment_reversed', { nit: 'n1', status: 'ERR' }),
    'a cobrança de NIT n1 foi paga, e o gateway a informa como ERR',
  ],
  [
    cause('payment_reversed', { nit: 'n1', amountCents: 1_000 }),
    'R$ 10,00 da cobrança de NIT n1 foram devolvidos, e não por nós',
  ],
  [
    cause('terms_differ', { field: 'amountCents', sold: 4_990, found: 5_990 }),
    'valor: vendido R$ 49,90, no gateway R$ 59,90',
  ],
  [
    cause('terms_differ', { field: 'numberOfTimes', found: 6 }),
    'número de vezes: vendido sem fim, no gateway 6',
  ],
  [
    cause('terms_differ', { field: 'firstDate', sold: '2027-01-10', found: '2027-01-12' }),
    'primeira data: vendido 2027-01-10, no gateway 2027-01-12',
  ],
  [
    cause('terms_differ', { field: 'nextDate', sold: '2027-01-10', found: '2027-01-20' }),
    'próxima data: era de esperar 2027-01-10, o gateway cobra em 2027-01-20',
  ],
  [cause('terms_differ', { field: 'executions', found: 2 }), 'execuções: vendidas sem fim, feitas 2'],
  [
    cause('terms_differ', { field: 'executions', sold: 4, found: 2, isFinished: true }),
    'execuções: vendidas 4, feitas 2, e o gateway encerrou a agenda',
  ],
  [
    cause('terms_differ', { field: 'executions', sold: 2, found: 2, goesOnTo: '2027-03-10' }),
    'execuções: vendidas 2, feitas 2, e o gateway segue em 2027-03-10',
  ],
  [
    cause('charge_differs', { field: 'amountCents', nit: 'n1', sold: 4_990, found: 5_990 }),
    'cobrado R$ 59,90 em vez de R$ 49,90 (NIT n1)',
  ],
  [
    cause('charge_differs', { field: 'amountCents', nit: 'n1' }),
    'não se consegue ler o valor da cobrança de NIT n1',
  ],
  [
    cause('paid_without_schedule', { status: 'EXC' }),
    'houve recebimento, e o gateway informa a agenda como EXC',
  ],
  [
    cause('charged_after_cancellation', { nit: 'n1', by: 'ana', at: '2027-01-10T12:00:00.000Z' }),
    'ana cancelou em 2027-01-10T12:00:00.000Z, e o gateway fez a cobrança de NIT n1',
  ],
  [cause('cancel_requested'), 'alguém pediu ao Temporal para cancelar; o gateway seguiria cobrando'],
  [
    cause('command_failed', {
      ...{ command: 'a', by: 'ana', asked: amount },
      problem: { code: 'gave_up', message: 'after 14 days' },
    }),
    'ana pediu para mudar o valor para R$ 59,90, e falhou: gave_up: desistiu depois de tentar por dias (after 14 days)',
  ],
  [
    cause('command_failed', { command: 'a', by: 'ana', asked: amount }),
    'ana pediu para mudar o valor para R$ 59,90, e falhou',
  ],
  [
    cause('events_undelivered', {
      ...{ from: 3, to: 5, at: '2027-01-10T12:00:00.000Z', receiverSaid: 'HTTP 500' },
    }),
    'os eventos de 3 a 5 não foram entregues até 2027-01-10T12:00:00.000Z: HTTP 500',
  ],
  [
    cause('events_undelivered', {
      ...{ from: 4, to: 4, at: '2027-01-10T12:00:00.000Z', receiverSaid: 'the receiver answered HTTP 503' },
    }),
    'o evento 4 não foi entregue até 2027-01-10T12:00:00.000Z: o receptor respondeu HTTP 503',
  ],
  [
    cause('events_undelivered', {
      ...{ from: 3, to: 5, at: '2027-01-10T12:00:00.000Z' },
      receiverSaid: 'the receiver did not answer in time',
    }),
    'os eventos de 3 a 5 não foram entregues até 2027-01-10T12:00:00.000Z: o receptor não respondeu a tempo',
  ],
  [
    cause('events_undelivered', {
      ...{ from: 3, to: 5, at: '2027-01-10T12:00:00.000Z' },
      receiverSaid: 'the receiver was not reached (ECONNREFUSED)',
    }),
    'os eventos de 3 a 5 não foram entregues até 2027-01-10T12:00:00.000Z: o receptor não foi alcançado (ECONNREFUSED)',
  ],
  [
    cause('cycle_open', { at: '2027-01-10T12:00:00.000Z' }),
    'nenhuma resposta explica tudo desde 2027-01-10T12:00:00.000Z',
  ],
  [cause('charge_unreadable', { nit: 'n1' }), 'não se consegue ler o que houve com a cobrança de NIT n1'],
  [cause('answer_unreadable', { field: 'nextDate' }), 'o gateway não informa próxima data legível'],
  [cause('unexpected_gateway_status', { status: 'NOV' }), 'o gateway informa a agenda em vigor como NOV'],
  [
    cause('unexpected_gateway_status', { outcome: 'denied' }),
    'a agenda está em vigor embora o primeiro pagamento esteja: negado',
  ],
  [
    cause('unexpected_gateway_status', { outcome: 'pending' }),
    'o pagamento aguarda uma confirmação que ninguém pediu',
  ],
  [cause('credentials_refused'), 'o gateway não aceita as credenciais da loja'],
  [cause('gateway_untrusted'), 'o certificado do gateway não é confiável'],
  [cause('no_worker'), 'nenhum worker atende as chamadas ao gateway desta loja'],
  [cause('gateway_queue_full'), 'há workers para as chamadas desta loja, e nenhum pegou as nossas em um dia'],
  [cause('adoption_open'), 'ainda não se sabe o que é a agenda a adotar'],
  [
    cause('command_stuck', { by: 'ana', at: '2027-01-10T12:00:00.000Z' }),
    'o cancelamento de ana, de 2027-01-10T12:00:00.000Z: o gateway ainda não o informa',
  ],
  [
    cause('command_stuck', {
      ...{ command: 'a', by: 'ana', asked: amount },
      waitingFor: "the gateway's post with the SEID",
    }),
    'ana pediu para mudar o valor para R$ 59,90; espera o aviso do gateway com o SEID',
  ],
  [cause('active_after_cancellation', { by: 'ana' }), 'ana cancelou, e a agenda está ativa no gateway'],
];

describe('the cause of a flag in Portuguese', () => {
  test.each(TOLD)('is told by its fields: %j', (told, words) => {
    expect(PT.cause(told)).toBe(words);
    expect(EN.cause(told)).toBe(what);
  });

  test('has words for every flag; that of a decision is told as its question', () => {
    const flags = new Set(TOLD.map(([{ flag }]) => flag));
    expect(ATTENTION.filter((flag) => !flags.has(flag))).toEqual(['blocked']);
  });

  test.each(ATTENTION)('%s without its fields is told as a worker of an earlier version says it', (flag) => {
    // These say everything with no field at all.
    const alone = TOLD.find(([told]) => told.flag === flag && Object.keys(told).length === 2);
    expect(PT.cause(cause(flag))).toBe(alone?.[1] ?? what);
    expect(attentionCause.parse({ flag, what })).toEqual({ flag, what });
  });

  test('stands in `show`, with the command that it is about and times of here', () => {
    const { by, at } = { by: 'ana', at: '2027-01-10T12:00:00.000Z' };
    const problem = { code: 'taken_back', message: 'taken back before it was sent' };
    const view = activeView({
      attention: ['command_failed', 'charged_after_cancellation', 'cycle_missed'],
      attentionDetails: [
        { flag: 'command_failed', what, command: 'x', by },
        { flag: 'charged_after_cancellation', what, nit: NIT, by, at },
        { flag: 'cycle_missed', what },
      ],
      commands: [{ ...amount, id: 'x', by, reason: 'asked for', at, state: 'failed', problem, endedAt: at }],
    });
    const text = viewText(view, look({ words: PT, width: Infinity }));
    expect(text).toContain(
      'command_failed: ana pediu para mudar o valor para R$ 59,90, e falhou: taken_back: retirado, e não está aplicado',
    );
    expect(text).toContain('charged_after_cancellation: ana cancelou em 2027-01-10 09:00');
    expect(text).toContain(`cycle_missed: ${what}`);
    expect(viewText(view, look({ width: Infinity }))).toContain(`command_failed: ${what}`);
  });
});
