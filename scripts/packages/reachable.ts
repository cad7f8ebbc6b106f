import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** What compiled code needs: files of ours, relative to the root, and packages of others. */
export interface Reachable {
  files: readonly string[];
  packages: readonly string[];
}

type Ending = '.js' | '.d.ts';

/**
 * Everything that an entry needs: code from code, types from types.
 *
 * @param root folder that the names are relative to
 * @param entries compiled files without their ending, such as `dist/client/index`
 * @throws where a file that is imported is missing: the build is incomplete
 */
export function reachableFrom(root: string, entries: readonly string[]): Reachable {
  const found = (['.js', '.d.ts'] as const).map((ending) => follow(root, entries, ending));
  const sorted = (of: (part: Reachable) => readonly string[]): string[] =>
    [...new Set(found.flatMap(of))].sort();
  return { files: sorted(({ files }) => files), packages: sorted(({ packages }) => packages) };
}

function follow(root: string, entries: readonly string[], ending: Ending): Reachable {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = entries.map((entry) => resolve(root, entry));
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    const file = `${module}${ending}`;
    if (files.has(file)) continue;
    if (!existsSync(file)) throw new Error(`${relative(root, file)} is missing: build first (npm run build)`);
    files.add(file);
    for (const name of importedBy(file))
      if (name.startsWith('.')) waiting.push(moduleOf(resolve(dirname(file), name), ending));
      else if (!name.startsWith('node:')) packages.add(packageOf(name));
  }
  return { files: [...files].map((file) => relative(root, file)), packages: [...packages] };
}

const importedBy = (file: string): string[] =>
  ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);

/** An import names a file or a folder with an index. */
const moduleOf = (path: string, ending: Ending): string =>
  existsSync(`${path}${ending}`) ? path : join(path, 'index');

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
