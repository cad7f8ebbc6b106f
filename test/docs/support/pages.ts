import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');

/** One page of the documents. */
export interface Page {
  /** Path in the repository, with slashes. */
  path: string;
  text: string;
}

/** Folders that hold no pages of ours. */
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git', '.data', '.tools']);

/** Every Markdown page of the repository. */
export const pages = (): Page[] => filesUnder(ROOT, '.md').map(pageAt);

/** One page by its path in the repository. */
export const page = (path: string): Page => pageAt(join(ROOT, path));

/** Absolute paths of the files with an ending, anywhere below a folder. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesUnder(path, ending);
    return entry.isFile() && entry.name.endsWith(ending) ? [path] : [];
  });
}

/** Whether a path of the repository exists. */
export const exists = (path: string): boolean =>
  statSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined;

function pageAt(absolute: string): Page {
  return { path: relative(ROOT, absolute).replaceAll('\\', '/'), text: readFileSync(absolute, 'utf8') };
}
