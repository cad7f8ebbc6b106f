import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { ADOPTION_REFUSALS, TERMS_CHOICES } from '../../domain/adoption/adoption';
import { CALL_KINDS } from '../../domain/calls/call';
import { CHARGE_OUTCOMES, CYCLE_OUTCOMES, KNOWN_BY } from '../../domain/ledger/outcomes';
import { ATTENTION } from '../../domain/subscription/attention';
import { codeWords, tableAfter } from './support/markdown';
import { filesUnder, page, ROOT } from './support/pages';

const sourceOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const firstWords = (rows: string[][]): string[] => rows.flatMap(([cell = '']) => codeWords(cell));

/** The words in backticks of a list item that begins so. */
function wordsOfItem(path: string, beginning: string): string[] {
  const { text } = page(path);
  const [item = ''] = text.slice(text.indexOf(`- ${beginning}`)).split(/\n(?=\n|- )/);
  return codeWords(item).sort();
}

describe('the words of the pages are those of the code', () => {
  test('every attention flag has its row for the operator', () => {
    expect(firstWords(tableAfter(page('docs/operations.md').text, '## Attention flags')).sort()).toEqual(
      [...ATTENTION].sort(),
    );
  });

  test('every way in which an adoption is refused, and every choice of terms, is told', () => {
    const { text } = page('docs/adopting.md');
    expect(firstWords(tableAfter(text, '| reason |'))).toEqual([...ADOPTION_REFUSALS]);
    expect(firstWords(tableAfter(text, '| `ifTermsDiffer` | where'))).toEqual([...TERMS_CHOICES]);
  });

  test('every call that can be blocked has its row, and every decision its column', () => {
    const { text } = page('docs/operations.md');
    const calls = firstWords(tableAfter(text, '| call |'));
    const blocked = [...CALL_KINDS, 'charge'];
    expect(calls.sort()).toEqual(blocked.sort());
    const schema = JSON.parse(sourceOf('schemas/resolve-command.json')) as {
      properties: { decision: { enum: string[] } };
    };
    const [head = ''] = text.slice(text.indexOf('| call |')).split('\n');
    expect(codeWords(head)).toEqual(schema.properties.decision.enum);
  });

  test('the glossary has every outcome, and every way to know one', () => {
    expect(wordsOfItem('docs/glossary.md', 'Outcomes of a cycle')).toEqual([...CYCLE_OUTCOMES].sort());
    expect(wordsOfItem('docs/glossary.md', 'Outcomes of a charge')).toEqual([...CHARGE_OUTCOMES].sort());
    expect(wordsOfItem('docs/glossary.md', 'How a charge became known')).toEqual([...KNOWN_BY].sort());
  });

  test('the page about the Web UI has every search attribute with its type', () => {
    const told = tableAfter(page('docs/guides/web-ui.md').text, '| search attribute |').map(
      ([name = '', type = '']) => [...codeWords(name), type.toUpperCase()],
    );
    expect(told).toEqual(Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => [name, type]));
  });

  test('our metrics have the names that the code gives them', () => {
    const sources = ['activities', 'domain', 'workflows', 'program', 'worker', 'http'].flatMap((folder) =>
      filesUnder(join(ROOT, folder), '.ts').map((file) => readFileSync(file, 'utf8')),
    );
    const given = sources.flatMap((source) =>
      [...source.matchAll(/create(?:Counter|Histogram|Gauge)\(\s*'([a-z_]+)'/g)].map(([, name]) => name),
    );
    const told = firstWords(tableAfter(page('docs/operations.md').text, '## Metrics'))
      .filter((name) => name.startsWith('carat_'))
      .map((name) => name.replace(/_\*$/, ''));
    expect(told.sort()).toEqual([...new Set(given)].filter((name) => name !== undefined).sort());
  });
});
