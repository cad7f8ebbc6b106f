import { SETTINGS } from '../../worker/config/settings';
import { tableAfter } from './support/markdown';
import { page } from './support/pages';

/** A value is shown as code unless it is a word that says something about it. */
const shown = (value: string): string =>
  value.includes('`') || /^(required|none|unlimited|off|one source)/.test(value) || value.includes(' ')
    ? value
    : `\`${value}\``;

describe('the configuration table', () => {
  test('is the table of the worker, row by row', () => {
    const told = tableAfter(page('docs/reference/configuration.md').text, '<!-- settings:').map((row) =>
      row.join(' | '),
    );
    const wanted = SETTINGS.map(({ name, env, default: fallback, meaning }) =>
      [
        env === undefined ? '' : `\`${env}\``,
        name === undefined ? '' : `\`${name}\``,
        shown(fallback),
        meaning,
      ].join(' | '),
    );
    expect(told).toEqual(wanted);
  });
});
