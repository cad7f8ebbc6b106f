import { timelineText } from '../../client/cli/timeline-command';
import { PT } from '../../client/cli/words/pt';
import { meantBy } from '../../client/reading/asked';
import { timelineOf } from '../../client/reading/timeline';
import { OVERTAKEN } from '../../domain/edits/command';
import { CHARGE_OUTCOMES } from '../../domain/ledger/outcomes';
import { activeView, commandOf, NIT } from './support/builders';
import { look } from './support/look';

const inPortuguese = look({ words: PT, width: Infinity });
const { audit, ledger } = activeView();
const [first] = ledger.cycles;
const [paid] = first?.charges ?? [];
if (first === undefined || paid === undefined) throw new Error('the view has a charge');

const ENGLISH = /\b(the|was|asked|due on|cycle|went|WHEN|WHO|WHAT|Times|payment|schedule)\b/;

describe('a timeline in Portuguese', () => {
  test('tells charges, refunds and cycles without a charge, with its headings', () => {
    const refund = { id: 'r', charge: NIT, refundedCents: 1_000, at: '2026-12-12T12:00:00.000Z' };
    const entries = timelineOf(
      audit,
      [paid],
      [
        first,
        { number: 2, dueDate: '2027-01-10', outcome: 'skipped', charges: [] },
        { number: 3, dueDate: '2027-02-10', outcome: 'missed', charges: [] },
      ],
      [
        { ...refund, by: 'ana', reason: 'motivo' },
        { ...refund, charge: 'ff', by: 'ana', reason: 'motivo' },
      ],
    );
    const text = timelineText({ entries, earlierNotKept: true }, inPortuguese);
    expect(text).toMatch(/QUANDO +QUEM +O QUÊ/);
    expect(text).toContain('o pagamento no início: R$ 49,90 pago (CON)');
    expect(text).toContain('ciclo 1, com vencimento em 2026-12-10: R$ 49,90 pago (CON)');
    expect(text).toContain('ciclo 2, com vencimento em 2027-01-10: pulado, a agenda estava inativa');
    expect(text).toContain('ciclo 3, com vencimento em 2027-02-10: não cobrado, o gateway seguiu sem cobrar');
    expect(text).toContain('R$ 10,00 do ciclo 1 devolvidos: motivo');
    expect(text).toContain('R$ 10,00 da cobrança de NIT ff devolvidos: motivo');
    expect(text).not.toMatch(ENGLISH);
  });

  test('tells every outcome of a charge', () => {
    for (const outcome of CHARGE_OUTCOMES) {
      const told = timelineOf([], [{ ...paid, outcome }], []).map((entry) => PT.happened(entry));
      const wentBack = outcome === 'refunded' || outcome === 'reversed';
      const became = `${wentBack ? 'pago, depois ' : ''}${PT.outcomes[outcome]}`;
      expect(told[0]).toContain(`R$ 49,90 ${became}`);
      expect(told.slice(1)).toEqual(
        outcome === 'reversed' ? ['o pagamento no início: R$ 49,90 devolvidos, e não por nós (CON)'] : [],
      );
    }
  });

  test('tells commands by what the view knows of them', () => {
    const at = '2027-01-05T13:00:00.000Z';
    const command = commandOf({
      ...{ command: 'changeAmount', amountCents: 5_990, what: 'change the amount to R$ 59,90' },
      ...{ state: 'withdrawn', endedAt: at, problem: { code: 'overtaken', message: OVERTAKEN.unsent } },
    });
    const entry = {
      ...{ at, by: 'ana', event: 'command_withdrawn' as const },
      ...{ what: 'withdrawn: change the amount to R$ 59,90', reason: `overtaken: ${OVERTAKEN.unsent}` },
    };
    expect(PT.happened({ ...entry, ...meantBy(entry, { commands: [command], refunds: [] }) })).toBe(
      'comando retirado: mudar o valor para R$ 59,90: overtaken: um cancelamento veio antes do envio',
    );
  });

  test('tells the attempts before it', () => {
    const entry = { at: '2026-12-01T12:00:00.000Z', by: 'gateway', event: 'earlier_attempt' as const };
    expect(PT.happened({ ...entry, what: 'attempt 1 was rejected: x', attempt: 1, ended: 'x' })).toBe(
      'tentativa 1 rejeitada: x',
    );
  });
});
