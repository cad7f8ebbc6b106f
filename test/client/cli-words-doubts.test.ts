import { CODE_TABLE } from '../../carat/code-table';
import { viewText } from '../../client/cli/format-view';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import { activeView } from './support/builders';
import { look } from './support/look';

/** The codes of the products that we call: beyond them are those of other wallets and routings. */
const LAST_OF_OURS = 302;
const AMBIGUOUS = CODE_TABLE.filter(
  ([, to, , executed]) => executed === 'maybe' && to <= LAST_OF_OURS,
).flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index)));
const ENGLISH = /\b(the|was|is|are|it|of|not|look|and)\b/i;
const since = '2026-12-01T12:00:00.000Z';

describe('why a call is in doubt', () => {
  test.each(AMBIGUOUS)('code %s is told in words, and that it leaves the outcome open', (code) => {
    const [english = '', portuguese = ''] = [EN, PT].map(({ explain }) => explain(`ambiguous_code_${code}`));
    expect(english).toContain(`code ${code}: `);
    expect(english).toContain('does not say whether the call was executed');
    expect(portuguese).toContain(`código ${code}: `);
    expect(portuguese).not.toMatch(ENGLISH);
  });

  test('the code of another product, and a code that nobody lists, too', () => {
    for (const reason of ['ambiguous_code_700', 'unlisted_code_9', 'http_429', 'answer_timeout']) {
      expect(EN.explain(reason)).toMatch(/^[a-z].* /);
      expect(PT.explain(reason)).not.toMatch(ENGLISH);
    }
    expect(EN.explain('authenticity_error_115')).toContain('do the doors run?');
    expect(PT.explain('authenticity_error_115')).toContain('as portas estão no ar?');
    expect(EN.explain('51')).toBeUndefined();
    expect(EN.explain('toString')).toBeUndefined();
  });

  test('an unknown card token reads as what it may be, and says what will happen', () => {
    const doubt = { call: 'pay' as const, reason: 'ambiguous_code_134', since, asked: 1 };
    const lastError = { at: since, call: 'pay', code: doubt.reason, message: 'what the workflow says' };
    const audit = [
      {
        ...{ at: since, by: 'system', event: 'call_in_doubt' as const },
        ...{ what: 'what became of pay is not known', reason: doubt.reason },
      },
    ];
    const view = activeView({ state: 'resolving', doubt, lastError, audit });
    const english = viewText(view, look({ width: Infinity }));
    const cause = 'a card token that the gateway does not know can be the cause';
    // In the doubt, the last error, and what happened.
    expect(english.split(cause)).toHaveLength(4);
    expect(english).toContain(
      'do not pay again. If the gateway says that nothing happened, it may be sent again',
    );
    expect(english).toContain('the subscription ends as expired');
    const portuguese = viewText(view, look({ width: Infinity, words: PT }));
    expect(portuguese.split('um token de cartão que o gateway não conhece')).toHaveLength(4);
    expect(portuguese).toContain('a assinatura termina como expirada');
    expect(portuguese).not.toContain('what the workflow says');
  });
});
