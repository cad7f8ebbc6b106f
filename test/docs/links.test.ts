import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { headings, links } from './support/markdown';
import { exists, page, pages, ROOT, type Page } from './support/pages';

const all = pages();
const paths = all.map(({ path }) => path);

/** What is wrong with a link of a page; nothing when it leads somewhere. Only links within the repository are followed. */
function problemOf({ path, text }: Page, target: string): string | undefined {
  if (/^(https?|mailto):/.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const found = file === '' ? path : normalize(join(dirname(path), file)).replaceAll('\\', '/');
  if (!exists(found)) return `${path}: ${target} does not exist`;
  if (anchor === undefined || !found.endsWith('.md')) return undefined;
  const led = file === '' ? text : page(found).text;
  // A translated heading has the anchor of the original in the line above it.
  const written = [...led.matchAll(/^<a id="([\w-]+)"><\/a>$/gm)].map(([, id = '']) => id);
  const anchors = [...headings(led).map((heading) => heading.anchor), ...written];
  return anchors.includes(anchor) ? undefined : `${path}: ${target} has no such anchor`;
}

describe('the pages', () => {
  test('are there', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        'README.md',
        'CONTRIBUTING.md',
        'CHANGELOG.md',
        'SECURITY.md',
        'docs/architecture.md',
        'docs/errors.md',
        'docs/gateway.md',
        'docs/glossary.md',
        'docs/operations.md',
        'docs/testing.md',
        'docs/production.md',
      ]),
    );
  });

  test.each(all.map((one) => [one.path, one] as const))('%s: its links lead somewhere', (_path, one) => {
    expect(links(one.text).map((target) => problemOf(one, target))).toEqual(
      links(one.text).map(() => undefined),
    );
  });

  test('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = all.flatMap(({ text }) =>
      [...text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name),
    );
    expect(named).toContain('demo');
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  test('every page under docs can be reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      for (const target of links(page(path).text)) {
        const next = normalize(join(dirname(path), target.split('#')[0] ?? '')).replaceAll('\\', '/');
        if (paths.includes(next)) reached.add(next);
      }
    }
    expect(paths.filter((path) => path.startsWith('docs/') && !reached.has(path))).toEqual([]);
  });

  test('hold no path of a machine', () => {
    for (const { path, text } of all) {
      expect([path, /\/(?:home|root|Users|work|shared)\//.exec(text)?.[0]]).toEqual([path, undefined]);
    }
  });
});
