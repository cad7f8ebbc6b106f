import { codeBlocks, codeWords, links } from './support/markdown';
import { page } from './support/pages';

const ENGLISH = page('docs/operations.md').text;
const PORTUGUESE = page('docs/operations.pt-BR.md').text;

/** Headings with their level and anchor; a translated one says its anchor in the line above. */
function anchors(text: string): string[] {
  const withoutCode = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...withoutCode.matchAll(/(?:^<a id="([\w-]+)"><\/a>\n)?^(##+) (.+)$/gm)].map(
    ([, id, marks = '', title = '']) => `${marks} ${id ?? slugOf(title)}`,
  );
}

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

/** The rows of all tables, by the words of code in their first two cells: what does not change with the language. */
const rows = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
    .map((line) => codeWords(line.split('|').slice(1, 3).join('|')).join(' '));

/** What leads elsewhere. */
const targets = (text: string): string[] =>
  links(text)
    .filter((target) => !target.startsWith('operations.'))
    .sort();

describe('docs/operations.pt-BR.md', () => {
  test('has the sections of docs/operations.md, in its order and under its anchors', () => {
    expect(anchors(PORTUGUESE)).toEqual(anchors(ENGLISH));
    expect(anchors(ENGLISH).length).toBeGreaterThan(25);
  });

  test('has its commands and queries, word for word', () => {
    expect(codeBlocks(PORTUGUESE)).toEqual(codeBlocks(ENGLISH));
  });

  test('has every row of its tables: states, flags, calls, commands, metrics', () => {
    expect(rows(PORTUGUESE)).toEqual(rows(ENGLISH));
  });

  test('leads to the same places', () => {
    expect(targets(PORTUGUESE)).toEqual(targets(ENGLISH));
  });
});
