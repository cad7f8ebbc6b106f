import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { viewText } from '../../client/cli/format-view';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import { askedOf } from '../../client/reading/asked';
import { CHANGE_KINDS, changeInWords, detailsOf, type Change } from '../../domain/edits/change';
import { OVERTAKEN } from '../../domain/edits/command';
import { filesUnder, ROOT } from '../docs/support/pages';
import { activeView, commandOf, NIT } from './support/builders';
import { look } from './support/look';

const inPortuguese = look({ words: PT, width: Infinity });

const CHANGES: [Change, string][] = [
  [{ kind: 'pause' }, 'pausar'],
  [{ kind: 'resume' }, 'retomar'],
  [{ kind: 'resume', nextDate: '2027-03-20' }, 'retomar em 2027-03-20'],
  [{ kind: 'resume', chargeMissed: true }, 'retomar, e cobrar o que faltou'],
  [{ kind: 'cancel', when: 'now' }, 'cancelar já'],
  [{ kind: 'cancel', when: 'period_end' }, 'cancelar no fim do período pago'],
  [{ kind: 'uncancel' }, 'retirar o cancelamento'],
  [{ kind: 'changeAmount', amountCents: 5_990 }, 'mudar o valor para R$ 59,90'],
  [{ kind: 'changeNextDate', nextDate: '2027-01-20' }, 'mudar a próxima data para 2027-01-20'],
  [{ kind: 'changeCard', card: { kind: 'vault', reference: 'new' } }, 'trocar o cartão'],
  [{ kind: 'changeInstallments', installments: 3 }, 'mudar as parcelas para 3'],
];

const commandOfChange = (change: Change): ReturnType<typeof commandOf> =>
  commandOf({ command: change.kind, what: changeInWords(change), ...detailsOf(change) });

describe('a command in Portuguese', () => {
  test.each(CHANGES)('%j', (change, words) => {
    const asked = askedOf(commandOfChange(change));
    expect(PT.asked(asked)).toBe(words);
    expect(EN.asked(asked)).toBe(changeInWords(change));
  });

  test('has words for every kind', () => {
    expect(new Set(CHANGES.map(([{ kind }]) => kind))).toEqual(new Set(CHANGE_KINDS));
  });

  test('stays as the workflow says it where an older worker tells no values', () => {
    expect(PT.asked({ command: 'changeAmount', what: 'change the amount to R$ 59,90' })).toBe(
      'change the amount to R$ 59,90',
    );
  });

  test('stands so in the table and in the story, with why it ended', () => {
    const endedAt = '2027-01-06T13:00:00.000Z';
    const at = '2027-01-05T13:00:00.000Z';
    const problem = { code: 'overtaken', message: OVERTAKEN.unsent };
    const ended = { at, endedAt, state: 'withdrawn' as const, problem };
    const by = 'ana';
    const text = viewText(
      activeView({
        commands: [{ ...commandOfChange({ kind: 'changeAmount', amountCents: 5_990 }), ...ended }],
        refunds: [
          {
            ...{
              id: 'r',
              charge: NIT,
              amountCents: 1_000,
              what: `refund R$ 10,00 of the charge with NIT ${NIT}`,
            },
            ...{ by, reason: 'paid twice', at, state: 'under_way' as const },
          },
        ],
        audit: [
          {
            at,
            by,
            event: 'command_accepted',
            what: 'asked to change the amount to R$ 59,90',
            reason: 'motivo',
          },
          {
            ...{ at: endedAt, by, event: 'command_withdrawn' },
            ...{ what: 'withdrawn: change the amount to R$ 59,90', reason: `overtaken: ${OVERTAKEN.unsent}` },
          },
          { at, by, event: 'command_accepted', what: 'asked to pause', reason: 'of a command that has left' },
        ],
      }),
      inPortuguese,
    );
    expect(text).toContain('comando aceito: mudar o valor para R$ 59,90 (motivo)');
    expect(text).toContain(
      'comando retirado: mudar o valor para R$ 59,90 (overtaken: um cancelamento veio antes do envio)',
    );
    expect(text).toContain('comando aceito: pausar (of a command that has left)');
    expect(text).toContain(`devolver R$ 10,00 da cobrança de NIT ${NIT}`);
    expect(text).not.toMatch(/asked to|change the|a cancellation|withdrawn|refund R/);
  });

  test('is told with its own date where two read alike', () => {
    const resume = (at: string, nextDate: string): ReturnType<typeof commandOf> => ({
      ...commandOfChange({ kind: 'resume', nextDate }),
      at,
    });
    const [first, second] = ['2027-01-05T13:00:00.000Z', '2027-02-05T13:00:00.000Z'] as const;
    const line = { by: 'ana', event: 'command_accepted' as const, what: 'asked to resume' };
    const text = viewText(
      activeView({
        commands: [resume(first, '2027-01-20'), resume(second, '2027-02-20')],
        audit: [
          { at: first, ...line },
          { at: second, ...line },
        ],
      }),
      inPortuguese,
    );
    expect(text).toContain('comando aceito: retomar em 2027-01-20');
    expect(text).toContain('comando aceito: retomar em 2027-02-20');
  });
});

describe('why a command came to nothing', () => {
  const MESSAGE = 'as the workflow says it';

  test('is told in Portuguese for every code of ours', () => {
    const codes = [
      ...filesUnder(join(ROOT, 'domain/edits'), '.ts'),
      ...filesUnder(join(ROOT, 'domain/refunds'), '.ts'),
    ]
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bcode: '([a-z_]+)'(?:, message| *,\n)/g)])
      .map(([, code = '']) => code)
      .filter((code) => code !== 'unknown');
    expect(codes.length).toBeGreaterThan(10);
    const untold = codes.filter((code) => PT.problem({ code, message: MESSAGE }) === `${code}: ${MESSAGE}`);
    expect(untold).toEqual([]);
  });

  test('tells apart what a cancellation came before', () => {
    const [unsent, maybeSet] = [OVERTAKEN.unsent, OVERTAKEN.maybeSet].map((message) =>
      PT.problem({ code: 'overtaken', message }),
    );
    expect(unsent).toBe('overtaken: um cancelamento veio antes do envio');
    expect(maybeSet).toBe('overtaken: um cancelamento veio; não se sabe se antes foi aplicado');
  });

  test('keeps the words of the gateway, and the values of what it shows', () => {
    expect(PT.problem({ code: '255', message: 'Agendamento invalido' })).toBe('255: Agendamento invalido');
    expect(PT.problem({ code: 'edit_differs', message: 'sent status INA' })).toContain('sent status INA');
    expect(EN.problem({ code: 'overtaken', message: OVERTAKEN.unsent })).toBe(
      `overtaken: ${OVERTAKEN.unsent}`,
    );
  });
});
