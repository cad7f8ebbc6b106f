import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REHEARSAL_ACTIONS } from '../../contract/rehearsal';
import { ATTENTION } from '../../domain/subscription/attention';

describe.each([
  ['operations.md', '## Practise it'],
  ['operations.pt-BR.md', '## Pratique'],
])('docs/%s', (page, heading) => {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', page), 'utf8');
  const practice = text.slice(text.indexOf(`\n${heading}\n`));
  /** The first cell of each row: what is practised. */
  const practised = practice.split('\n').flatMap((line) => /^\| ([^|]+) \|/.exec(line)?.[1] ?? []);

  it.each([...ATTENTION])('%s can be practised', (flag) => {
    const isNamed = (cell: string): boolean =>
      cell.includes(`\`${flag}\``) || (flag === 'blocked' && cell.includes('](#blocked)'));
    expect(practised.some(isNamed)).toBe(true);
  });

  it.each(REHEARSAL_ACTIONS.filter((action) => action !== 'advance'))('names carat dev %s', (action) => {
    expect(practice).toContain(`carat dev ${action}`);
  });
});
