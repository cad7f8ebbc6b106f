import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANGES, type ChangingKind } from '../../client/cli/changes';
import { inKebab } from '../../client/cli/start-input';
import { COMMANDS, type CommandKind } from '../../client/commands/command-table';
import { codeWords, tableAfter } from './support/markdown';
import { runInProcess } from '../client/support/run-in-process';
import { page, pages, ROOT } from './support/pages';

const [, chapter = ''] =
  /## Change a running subscription\n([\s\S]*?)\n## /.exec(page('docs/operations.md').text) ?? [];
/** As it reads: without the ends of lines. */
const prose = chapter.replaceAll(/\s+/g, ' ');

describe('the commands that change a running subscription, in docs/operations.md', () => {
  test('each has a section with a call to be copied', () => {
    const sections = chapter.split(/^### /m).slice(1);
    const shown = sections.flatMap((section) => /^carat ([a-z-]+) loja-a/m.exec(section)?.[1] ?? []);
    expect(shown).toEqual((Object.keys(CHANGES) as ChangingKind[]).map(inKebab));
  });

  test('each refusal of the rules is told in its words', () => {
    const refusals = ['domain/edits/refusal.ts', 'domain/subscription/commands.ts'].flatMap(refusalsIn);
    expect(refusals.length).toBeGreaterThan(12);
    for (const words of refusals) expect(prose).toContain(words);
  });
});

/** The fixed words of what the functions `refusalOf…` of the changes give, the longest run of each. */
function refusalsIn(path: string): string[] {
  const source = readFileSync(join(ROOT, path), 'utf8');
  const isOfChanges = path.startsWith('domain/edits');
  const texts = isOfChanges
    ? source
    : (/export function refusalOfRetirement[\s\S]*?\n}/.exec(source)?.[0] ?? '');
  const literals = [...texts.matchAll(/'([^'\n]+)'|`([^`\n]+)`/g)].map(
    ([, plain, template]) => plain ?? template ?? '',
  );
  return literals
    .filter((words) => words.includes(' '))
    .map((words) =>
      words.split(/\$\{[^}]*\}+/).reduce((one, other) => (other.length > one.length ? other : one)),
    )
    .map((words) => words.trim());
}

describe('the pages', () => {
  test('show every command of the command line', async () => {
    const { stdout } = await runInProcess(['--help']);
    const [, list = ''] = /\nCommands:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
    const names = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name);
    expect(names).toContain('completion');
    const told = pages()
      .map(({ text }) => text)
      .join('\n');
    expect(names.filter((name) => name !== 'help' && !told.includes(`carat ${name}`))).toEqual([]);
  });
});

describe('the lists of commands', () => {
  test('has each command line with its Update', () => {
    const rows = tableAfter(page('docs/guides/life.md').text, '| command | Update |');
    const told = rows.flatMap(([line = '', update = '']) => {
      const updates = codeWords(update);
      return codeWords(line).map((words, index) => [words, updates[index]]);
    });
    const wanted = (Object.keys(COMMANDS) as CommandKind[]).map((kind) => [`carat ${inKebab(kind)}`, kind]);
    expect(told.sort()).toEqual(wanted.sort());
  });

  test('each Update has its row with the schema of its argument', () => {
    const rows = tableAfter(page('docs/reference/messages.md').text, '| | name |').filter(
      ([what]) => what === 'Update',
    );
    const told = rows.flatMap(([, names = '']) => codeWords(names));
    expect(told.sort()).toEqual(Object.keys(COMMANDS).sort());
  });
});
