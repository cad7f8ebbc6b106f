import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { viewText } from '../../client/cli/format-view';
import { EN } from '../../client/cli/words/en';
import { PT } from '../../client/cli/words/pt';
import { CALL_KINDS } from '../../domain/calls/call';
import { activeView } from './support/builders';
import { look } from './support/look';

const at = '2026-12-01T12:00:00.000Z';
/** Words of which one stands in each sentence of the workflow. */
const ENGLISH = /\b(the|was|is|not|of|payment|schedule|question|this)\b/;

const DOMAIN = join(__dirname, '../../domain');

/** What the rules say of an error or of a command that came to nothing, as it stands in their code; what is put in reads `x`. */
function sentencesInDomain(): { code: string; message: string }[] {
  const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('version-1'),
  );
  const sources = files.map((name) => readFileSync(join(DOMAIN, name), 'utf8'));
  const found = sources.flatMap((source) => [
    ...source.matchAll(/(?:code: '(\w+)',\s+)?message: (['`])(.+?)\2/g),
    ...source.matchAll(/const ()[A-Z_]+ = (')((?:nothing|the gateway|the outcome) .+)'/g),
  ]);
  return found.map(([, code = '', , message = '']) => ({
    code: code === '' ? 'nobody_knows' : code,
    message: message.replaceAll(/\$\{counted[^}]+\}/g, '7 times').replaceAll(/\$\{[^}]+\}/g, 'x'),
  }));
}

describe('the last error in Portuguese', () => {
  test.each<[string, string]>([
    ['refused_146', 'the gateway does not accept the credentials of the store'],
    ['ambiguous_code_1', 'the outcome is not known; the gateway is being asked'],
    ['nobody_knows', 'nothing was sent to the gateway'],
    ['nobody_knows', 'the outcome is not known; the gateway is being asked'],
    ['nobody_knows', 'the outcome is not known; the schedule is being asked'],
    ['no_answer', 'the gateway did not answer the status query'],
    ['nobody_knows', 'the gateway did not answer the question'],
    ['other_schedule', 'the gateway did not tell what the schedule is'],
    ['next_date_missing', 'the gateway names no next date that can be read, of a schedule that is active'],
    ...CALL_KINDS.map(
      (kind) => ['nobody_knows', `the gateway did not answer the ${kind}`] satisfies [string, string],
    ),
    ['order_known', 'the gateway has a payment in status CON (NIT 1) of this order already'],
    ['order_known', 'the gateway has a schedule in status ATV (SID 1) of this order already'],
    ['order_not_told', 'the gateway refuses the query by order, 137'],
    ['order_not_told', 'the gateway did not tell in 3 questions whether it knows this order'],
  ])('%s: %s', (code, message) => {
    const told = PT.error({ at, call: 'getSchedule', code, message });
    expect(told).toContain(`a consulta da agenda: ${code}: `);
    expect(told).not.toMatch(ENGLISH);
    // Where something waits for it, it is told in the same words.
    expect(PT.waiting(`pay again: ${message}`)).not.toMatch(ENGLISH);
  });

  test('each sentence that the rules of an error say is known, or that of its command', () => {
    const said = sentencesInDomain();
    expect(said).toContainEqual({
      code: 'nobody_knows',
      message: 'the gateway did not tell what the schedule is',
    });
    // A command has its words by its code, and what the workflow says stands beside them.
    const isTold = ({ code, message }: (typeof said)[number]): boolean =>
      !ENGLISH.test(PT.error({ at, call: 'getSchedule', code, message })) ||
      PT.problem({ code, message }) !== `${code}: ${message}`;
    // Its code is what became of the refund.
    const ofRefund = 'the refund was x';
    const english = said.filter((sentence) => !isTold(sentence) && sentence.message !== ofRefund);
    expect(english).toEqual([]);
  });

  test.each([
    ...CALL_KINDS,
    ...CALL_KINDS.map((kind) => `question about ${kind}`),
    ...['findOrder', 'beginEdit', 'sendEdit', 'beginRefund', 'sendRefund'],
  ])('of the call %s', (call) => {
    const told = PT.error({ at, call, code: '51', message: 'Saldo insuficiente' });
    expect(told).not.toContain(`${call}:`);
    expect(told).toContain('51: Saldo insuficiente');
    expect(EN.error({ at, call, code: '51', message: 'Saldo insuficiente' })).toBe(
      `${call}: 51: Saldo insuficiente`,
    );
  });

  test('and who did what, where it was no person', () => {
    const audit = [
      'billing system',
      'system',
      'rehearsal',
      'a person',
      'gateway',
      'Ana',
      'constructor',
      '__proto__',
    ].map((by) => ({
      ...{ at, by, what: 'x' },
      event: 'created' as const,
    }));
    const shown = viewText(activeView({ audit }), look({ words: PT, width: 120 }));
    for (const by of [
      'sistema de cobrança',
      'sistema',
      'ensaio',
      'gateway',
      'Ana',
      'constructor',
      '__proto__',
    ])
      expect(shown).toContain(`  ${by}  `);
    expect(shown).toContain('  uma pessoa  ');
    expect(shown).not.toMatch(/billing system|rehearsal|a person/);
  });
});
