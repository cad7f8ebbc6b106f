import { CHANGES, type ChangingKind } from '../../client/cli/changes';
import { answerText, decisionText, startText } from '../../client/cli/format-answers';
import { changeText, type AnsweredChange } from '../../client/cli/format-change';
import { previewText } from '../../client/cli/format-preview';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import type { Preview } from '../../contract/preview';
import { fieldsInWords } from '../../domain/edits/change';
import { activeView, SID } from './support/builders';
import { look } from './support/look';
import { runInProcess } from './support/run-in-process';

const SUBSCRIPTION = 'loja-a/A0001';
const KINDS = Object.keys(CHANGES) as ChangingKind[];
const inPortuguese = look({ words: PT });

const answered = (kind: ChangingKind, changes: Partial<AnsweredChange> = {}): string =>
  changeText(
    {
      ...{ kind, ref: { merchant: 'loja-a', orderId: 'A0001' }, view: activeView() },
      answer: { result: 'carried_out', state: 'active', scheduleStatus: 'ATV' },
      ...changes,
    },
    inPortuguese,
  );

describe('the answer of a command in Portuguese', () => {
  test('tells where the subscription stands, as it is called and as it is typed', () => {
    const since = '2027-01-05T13:00:00.000Z';
    expect(
      answerText(SUBSCRIPTION, { result: 'carried_out', state: 'active', paymentStatus: 'CON', since }, PT),
    ).toBe('loja-a/A0001: agora ativa (active; gateway: pagamento CON), feito em 2027-01-05 10:00');
    expect(answerText(SUBSCRIPTION, { result: 'accepted', state: 'pending_confirmation' }, PT)).toMatch(
      /^loja-a\/A0001: aguarda confirmação \(pending_confirmation\)\. Ainda não foi possível enviar/,
    );
    expect(
      decisionText(SUBSCRIPTION, { result: 'accepted', state: 'resolving', paymentStatus: 'NOV' }, PT),
    ).toBe(
      'loja-a/A0001: em apuração (resolving). Está registrado e segue sozinho; `carat show` conta o resultado',
    );
  });

  test('tells what a start brought', () => {
    const info = { workflowId: 'w', runId: 'r', merchant: 'loja-a', orderId: 'A0001' };
    expect(startText({ ...info, alreadyRunning: false }, inPortuguese)).toBe(
      'loja-a/A0001 foi iniciada\n  workflow  w\n  run       r\n  veja      carat show loja-a/A0001',
    );
    expect(startText({ ...info, alreadyRunning: true }, inPortuguese)).toContain('nada foi iniciado');
  });

  test.each(KINDS)('%s: tells what comes next, and no sentence of it is English', (kind) => {
    for (const result of ['carried_out', 'accepted', 'in_doubt'] as const) {
      const text = answered(kind, { answer: { result, state: 'active' } });
      expect(text).not.toMatch(/\b(?:the|is|it|and|charge|due|until)\b/i);
    }
    const { done, meanwhile } = PT.answers;
    const nothing = { chargesMissed: false, isPaused: false, goesOn: true };
    expect(done[kind](nothing)).not.toBe(EN.answers.done[kind](nothing));
    // Nothing goes on after a retirement: there is nothing to say.
    expect(meanwhile[kind] === EN.answers.meanwhile[kind]).toBe(kind === 'retire');
  });

  test('has the dates, the amounts and the command that takes it back', () => {
    expect(answered('changeAmount')).toContain('A próxima cobrança, de R$ 49,90, vence em 2027-01-10.');
    const cancellation = {
      when: 'now',
      by: 'ana',
      reason: 'leaves',
      at: '2026-12-15T12:00:00.000Z',
    } as const;
    const cancelled = answered('cancel', {
      view: activeView({ cancellation: { ...cancellation, accessUntil: '2027-01-10' } }),
    });
    expect(cancelled).toContain('Nada mais é cobrado; acesso até 2027-01-10.');
    expect(cancelled).toContain('uncancel loja-a/A0001 --by "<seu nome>" --reason "<motivo>"');
    expect(answered('retire')).toContain(`continua cobrando a agenda ${SID}`);
    expect(answered('resume', { request: { chargeMissed: true } })).toContain('é cobrada uma vez');
    expect(answered('uncancel', { view: activeView({ state: 'paused' }) })).toContain('Está pausada');
    expect(answered('refund')).toContain('A agenda segue como antes.');
    const since = '2027-01-06T12:00:00.000Z';
    const refunds = [{ endedAt: since, amountCents: 1_000 }] as never;
    const answer = { result: 'carried_out', state: 'active', since } as const;
    expect(answered('refund', { answer, view: activeView({ refunds }) })).toContain(
      'R$ 10,00 volta para o cartão',
    );
  });
});

describe('a dry run in Portuguese', () => {
  const allowed: Preview = {
    ...{ allowed: true, what: 'as the workflow says it', gatewayCalls: ['beginEdit'], nextCharges: [] },
    sets: fieldsInWords({ status: 'INA', amountCents: 5_990, nextDate: '2027-02-10', installments: 2 }),
  };

  test('tells what was asked for, what would be set, and what would be charged', () => {
    const preview: Preview = {
      ...allowed,
      waitsFor: 'the commands before it',
      nextCharges: [{ date: '2027-02-10', amountCents: 5_990 }],
    };
    const text = previewText(preview, 'changeAmount', SUBSCRIPTION, {
      ...inPortuguese,
      request: { amountCents: 5_990 },
    });
    expect(text.split('\n')).toEqual([
      'loja-a/A0001: mudar o valor para R$ 59,90',
      '  mudaria          status INA, valor R$ 59,90, próxima data 2027-02-10, 2 parcelas',
      '  chamadas         beginEdit',
      '  espera           os comandos antes dele',
      '  próx. cobranças  R$ 59,90 em 2027-02-10',
      'Nada foi enviado. Tire --dry-run para enviar.',
    ]);
  });

  test('of a cancellation, of a refund and of a retirement', () => {
    expect(previewText(allowed, 'cancel', SUBSCRIPTION, inPortuguese)).toContain(': cancelar já\n');
    const refund = { charge: 'nit-1', amountCents: 4_990, leftCents: 0 };
    const sets = 'nothing of the schedule; R$ 49,90 go back, R$ 0,00 are left of the charge';
    const back = previewText({ ...allowed, refund, sets }, 'refund', SUBSCRIPTION, inPortuguese);
    expect(back).toContain(': devolver R$ 49,90 da cobrança de NIT nit-1\n');
    expect(back).toContain('nada na agenda; R$ 49,90 são devolvidos, R$ 0,00 restam da cobrança');
    expect(back).toContain('--card-token');
    const retired = previewText({ ...allowed, sets: 'nothing' }, 'retire', SUBSCRIPTION, inPortuguese);
    expect(retired).toContain('não seguir mais a agenda');
    expect(retired).toContain('mudaria          nada\n');
  });

  test('tells that it would be refused', () => {
    const text = previewText(
      { allowed: false, why: 'it is not paused' },
      'resume',
      SUBSCRIPTION,
      inPortuguese,
    );
    expect(text).toBe('loja-a/A0001: seria recusado: it is not paused\nNada foi enviado.');
  });
});

test('a language that is not spoken is refused before anything is sent, by every command', async () => {
  for (const command of ['pause', 'confirm', 'show']) {
    const signed = command === 'show' ? [] : ['--by', 'ana', '--reason', 'asked'];
    const { exitCode, stderr } = await runInProcess([command, SUBSCRIPTION, ...signed, '--lang', 'xx'], {
      env: { TEMPORAL_PROFILE: 'no-such-profile' },
    });
    expect(stderr).toContain('error invalid_usage: --lang: must be en or pt');
    expect(exitCode).toBe(2);
  }
});
