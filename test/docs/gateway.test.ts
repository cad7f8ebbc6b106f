import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meaningOfPayment, phaseOf } from '../../domain/gateway/status';
import { defaultSettings } from '../../sandbox/settings';
import { testCards } from '../../sandbox/state/test-cards';
import { codeWords, headings, tableAfter } from './support/markdown';
import { filesUnder, page, ROOT } from './support/pages';

const { text } = page('docs/gateway.md');
const sections = headings(text).flatMap(
  ({ text: title }) => /^(\d+(?:\.\d+|[a-z])?)\.? /.exec(title)?.[1] ?? [],
);

describe('docs/gateway.md', () => {
  test('has every section that a comment of the code cites', () => {
    const sources = [...filesUnder(ROOT, '.ts'), ...filesUnder(ROOT, '.mjs')];
    const cited = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/§(\d+(?:\.\d+)?[a-z]?)/g)].map(([, section = '']) => section),
    );
    expect(cited.length).toBeGreaterThan(100);
    expect([...new Set(cited)].filter((section) => !sections.includes(section))).toEqual([]);
  });

  test('tells every setting of the sandbox with its default, and the section that leaves it open', () => {
    const told = tableAfter(text, '## 14').map(([setting = '', value = '']) => [
      ...codeWords(setting),
      ...codeWords(value),
    ]);
    expect(told).toEqual(Object.entries(defaultSettings).map(([name, value]) => [name, String(value)]));
    const source = readFileSync(join(ROOT, 'sandbox/settings.ts'), 'utf8');
    for (const [setting = '', , section = ''] of tableAfter(text, '## 14')) {
      for (const number of section.split(', ')) expect(sections).toContain(number);
      expect(source).toContain(`${codeWords(setting)[0] ?? ''}:`);
    }
  });

  test('reads the statuses as the code does', () => {
    const payments = tableAfter(text, '**Payment**');
    expect(payments).toHaveLength(15);
    for (const [status = '', , reading = ''] of payments)
      expect(reading).toBe(`\`${meaningOfPayment(status).charge}\``);
    const schedules = tableAfter(text, '**Schedule**');
    expect(schedules).toHaveLength(9);
    for (const [status = '', , reading = ''] of schedules) expect(reading).toBe(`\`${phaseOf(status)}\``);
  });

  test('names documented test cards only', () => {
    const numbers = text.match(/\b\d{13,19}\b/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    for (const number of numbers) expect(testCards.map((card) => card.number)).toContain(number);
  });
});
