import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listText } from '../../client/cli/format-list';
import { viewText } from '../../client/cli/format-view';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import { lookOf } from '../../client/cli/look';
import type { CommonFlags } from '../../client/cli/session';
import { ATTENTION } from '../../domain/subscription/attention';
import { SUBSCRIPTION_STATES } from '../../domain/subscription/states';
import { filesUnder, ROOT } from '../docs/support/pages';
import { activeView } from './support/builders';
import { look } from './support/look';

const inPortuguese = look({ words: PT, width: Infinity });

describe('Portuguese', () => {
  test('is chosen by --lang, and by the language of the environment where nobody says', () => {
    const words = (env: Record<string, string>, flags: CommonFlags = {}): unknown =>
      lookOf({ out: () => undefined, err: () => undefined, stdin: undefined as never, env }, flags).words;
    expect(words({})).toBe(EN);
    expect(words({ LANG: 'pt_BR.UTF-8' })).toBe(PT);
    expect(words({ LANG: 'pt_BR.UTF-8', LC_ALL: 'C' })).toBe(EN);
    expect(words({ LANG: 'ptx' })).toBe(EN);
    expect(words({}, { lang: 'pt' })).toBe(PT);
    expect(words({ LANG: 'pt_BR' }, { lang: 'en' })).toBe(EN);
    expect(words({}, { lang: 'pt-BR' })).toBe(PT);
  });

  test('has words of its own for every state, flag and thing to do', () => {
    for (const state of SUBSCRIPTION_STATES) expect(PT.states[state]).not.toBe(EN.states[state]);
    for (const flag of ATTENTION) {
      expect(PT.flags[flag].means).not.toBe(EN.flags[flag].means);
      expect(PT.flags[flag].do).not.toBe(EN.flags[flag].do);
    }
  });

  test('tells money that was received and went back, in both languages', () => {
    const { ledger } = activeView();
    const summary = { ...ledger.summary, paidCents: 0, refundedCents: 4_990 };
    const view = activeView({ ledger: { ...ledger, summary } });
    const text = viewText(view, inPortuguese);
    expect(text).toContain('Nada do que foi recebido foi mantido.');
    expect(text).toContain('R$ 0,00 recebidos e mantidos, R$ 49,90 devolvidos');
    expect(text).toMatch(/pago: 1/);
    expect(viewText(view, look())).toContain('Nothing of what was received was kept.');
    expect(viewText(activeView(), look())).not.toContain('Nothing of what');
  });

  test('shows the state as it is called and as it is typed, and what comes next', () => {
    const text = viewText(activeView({ attention: ['cycle_missed'] }), inPortuguese);
    expect(text).toContain('Estado          ativa (active) desde 2026-12-01 09:00');
    expect(text).toContain('A seguir        2027-01-10 04:52 a cobrança que vence em 2027-01-10');
    expect(text).toContain('Faça: Cobre o ciclo por outro meio');
    expect(text).toContain('carat acknowledge loja-a/A0001 --flags cycle_missed');
    expect(text).not.toMatch(/\b(State|Next|Ledger|due|received|What happened)\b/);
  });

  test('tells of the earlier attempts at an order, in either language', () => {
    const earlier = {
      ...{ startedAt: '2026-12-01T12:00:00.000Z', endedAt: '2026-12-01T12:01:00.000Z', lastEvent: 3 },
      ...{ what: 'the issuer denied the payment', reason: 'Autorizacao negada' },
    };
    const view = activeView({ attempt: 2, earlierAttempts: [earlier] });
    const inEnglish = viewText(view, look({ width: Infinity }));
    expect(inEnglish).toMatch(/Attempt +2: the earlier ones were rejected, and no money moved/);
    expect(inEnglish).toContain(
      'attempt 1, rejected 2026-12-01 09:01: the issuer denied the payment (Autorizacao negada)',
    );
    const text = viewText(view, inPortuguese);
    expect(text).toMatch(/Tentativa +2: as anteriores foram rejeitadas, sem movimentar dinheiro/);
    expect(text).toContain('tentativa 1, rejeitada em 2026-12-01 09:01');
    expect(PT.audit({ event: 'requested', by: 'ana', what: 'asked for the subscription, attempt 2' })).toBe(
      'pediu a assinatura, tentativa 2',
    );
    expect(viewText(activeView(), inPortuguese)).not.toContain('entativa');
  });

  test('lists in Portuguese', () => {
    const summary = {
      ...{
        workflowId: 'w',
        runId: 'r',
        merchant: 'loja-a',
        orderId: 'A0001',
        state: 'blocked',
        needsAttention: false,
      },
      ...{ workflowStatus: 'RUNNING', startedAt: '2026-12-01T12:00:00.000Z' },
    };
    const text = listText({ subscriptions: [summary] }, inPortuguese);
    expect(text).toMatch(/^ASSINATURA +ESTADO +INÍCIO\nloja-a\/A0001 +bloqueada +2026-12-01 09:00$/);
  });

  test('knows everything that a subscription can wait for', () => {
    const said = [...filesUnder(join(ROOT, 'domain'), '.ts')].flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /waitingFor(?::| =)\s*(?:\n\s*)?(?:'([^']+)'|"([^"]+)"|`([^`]+)`)/g,
        ),
      ].map(
        ([, single, double, template]) =>
          single ?? double ?? (template ?? '').replaceAll(/\$\{[^}]*\}/g, 'x'),
      ),
    );
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((words) => PT.waiting(words) === words)).toEqual([]);
  });
});
