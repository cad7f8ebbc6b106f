import { PATCHES } from '../../workflows/patches';
import { codeWords, tableAfter } from './support/markdown';
import { page } from './support/pages';

const { text } = page('docs/upgrading.md');

describe('docs/upgrading.md', () => {
  test('has every patch of the workflow code, with its version', () => {
    const told = tableAfter(text, '<!-- patches:').map(([name = '', since = '', what = '', mayGo = '']) => ({
      name: codeWords(name)[0],
      since,
      what,
      mayGo,
    }));
    expect(told).toEqual(Object.entries(PATCHES).map(([name, patch]) => ({ name, ...(patch as object) })));
  });
});
