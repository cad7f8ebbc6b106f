import { viewText } from '../../client/cli/format-view';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import { CALL_KINDS, newCall, type CallKind } from '../../domain/calls/call';
import { personNeeded } from '../../domain/calls/person-needed';
import { LIMITS } from '../../domain/limits';
import { ORDER_KNOWN, ORDER_NOT_TOLD } from '../../domain/opening/ask-order';
import { activeView, NIT } from './support/builders';
import { look } from './support/look';

const inPortuguese = look({ words: PT, width: Infinity });
const since = '2026-12-15T12:00:00.000Z';

const asked = (kind: CallKind): { call: CallKind; reason: string; findOut: string } => ({
  call: kind,
  ...personNeeded(newCall({ kind, createdAtMs: 0 }, 0), { code: 'gateway_silent', message: 'no answer' }),
});

describe('the question of a blocked subscription', () => {
  test.each(CALL_KINDS)('about %s is asked in Portuguese', (kind) => {
    const question = asked(kind);
    expect(EN.question(question)).toBe(question.findOut);
    const [inWords = ''] = PT.question(question).split(' (No registro: ');
    expect(inWords).toContain('?');
    expect(inWords).not.toMatch(ENGLISH);
  });

  test('is another one for each kind of call', () => {
    const questions = CALL_KINDS.map((kind) => PT.question(asked(kind)));
    expect(new Set(questions).size).toBe(CALL_KINDS.length);
  });

  test('names the days in which the gateway gave no answer', () => {
    expect(PT.question(asked('pay'))).toContain(` ${String(LIMITS.askForMs / 86_400_000)} dias`);
  });

  test('keeps what the workflow alone knows of an order that the gateway has', () => {
    const findOut = `the gateway has a payment in status CON (NIT ${NIT}) of this order already`;
    for (const reason of [ORDER_KNOWN, ORDER_NOT_TOLD]) {
      const text = PT.question({ call: 'create', reason, findOut });
      expect(text).toContain(findOut);
      expect(text).not.toContain(PT.question({ call: 'create', reason: 'gateway_silent', findOut }));
      expect(text.split(' (No registro: ')[0]).not.toMatch(ENGLISH);
    }
  });

  test('stands in Portuguese wherever it is shown', () => {
    const { reason, findOut } = asked('pay');
    const decisions = ['happened' as const, 'did_not_happen' as const];
    const view = activeView({
      state: 'blocked',
      blocked: { call: 'pay', since, reason, findOut, decisions },
      attention: ['blocked'],
      attentionDetails: [{ flag: 'blocked', what: findOut }],
    });
    const text = viewText(view, inPortuguese);
    expect(text).toContain('Apure: O primeiro pagamento deste pedido foi autorizado?');
    expect(text).toContain('blocked: O primeiro pagamento deste pedido foi autorizado?');
    expect(text).not.toContain(findOut);
    expect(viewText(view, look({ width: Infinity }))).toContain(`Find out: ${findOut}`);
  });

  test('of a payment does not say that nothing was received', () => {
    const { reason, findOut } = asked('pay');
    const { ledger } = activeView();
    const none = { ...ledger, summary: { ...ledger.summary, paidCents: 0 } };
    const blocked = { call: 'pay' as const, since, reason, findOut, decisions: ['happened' as const] };
    const told = (changes: object): string =>
      viewText(activeView({ ledger: none, ...changes }), inPortuguese);
    expect(told({})).toContain('Nada foi recebido até agora.');
    for (const doubtful of [{ blocked }, { doubt: { call: 'pay', since, reason, asked: 1 } }]) {
      expect(told(doubtful)).toContain('Ainda não se sabe se houve recebimento.');
      expect(told(doubtful)).not.toContain('Nada foi recebido');
    }
    expect(told({ blocked: { ...blocked, call: 'create' } })).toContain('Nada foi recebido até agora.');
  });

  test('names the charge that nobody can read', () => {
    const { ledger } = activeView();
    const [cycle] = ledger.cycles;
    if (cycle === undefined) throw new Error('the view has a cycle');
    const charges = cycle.charges.map((charge) => ({ ...charge, outcome: 'unknown' as const }));
    const view = activeView({
      state: 'blocked',
      blocked: {
        ...{ call: 'charge', since, reason: 'charge_unreadable' },
        ...{ findOut: 'Was it paid?', decisions: ['happened'] },
      },
      ledger: { ...ledger, cycles: [{ ...cycle, charges }] },
    });
    expect(viewText(view, inPortuguese)).toContain(`Apure: A cobrança de NIT ${NIT} foi paga?`);
  });
});

const ENGLISH = /\b(the|was|is|are|it|of|not|look|and)\b/i;
