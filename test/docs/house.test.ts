import { codeWords, tableAfter } from './support/markdown';
import { page } from './support/pages';

const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>('../../.dependency-cruiser.cjs');
const folders = forbidden.flatMap(({ name }) => /^layer-(\w+)$/.exec(name)?.[1] ?? []);

describe('the house of docs/architecture.md', () => {
  test('has every folder that the layer rules know', () => {
    const rows = tableAfter(page('docs/architecture.md').text, '<!-- house:');
    const told = rows.flatMap(([folder = '']) => codeWords(folder).map((word) => word.replace(/\/$/, '')));
    expect(told.sort()).toEqual([...folders].sort());
  });
});
