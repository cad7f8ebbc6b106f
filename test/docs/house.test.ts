import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeWords, tableAfter } from './support/markdown';
import { page, ROOT } from './support/pages';

const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>('../../.dependency-cruiser.cjs');
const folders = forbidden.flatMap(({ name }) => /^layer-(\w+)$/.exec(name)?.[1] ?? []);

describe('the house of docs/architecture.md', () => {
  const rows = tableAfter(page('docs/architecture.md').text, '<!-- house:');

  test('says what each folder of the rules holds', () => {
    const [, what = ''] = rows.find(([folder]) => folder === '`domain/`') ?? [];
    const kept = readdirSync(join(ROOT, 'domain'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    expect(codeWords(what).sort()).toEqual(kept.map(({ name }) => `${name}/`).sort());
  });

  test('has every folder that the layer rules know', () => {
    const told = rows.flatMap(([folder = '']) => codeWords(folder).map((word) => word.replace(/\/$/, '')));
    expect(told.sort()).toEqual([...folders].sort());
  });
});
