import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Plugin } from 'esbuild';

/** A change of one place of the source text, applied while the code is bundled; the file on disk stays as it is. */
export interface SourceEdit {
  /** Path from the checkout, e.g. `carat/interpret.ts`. */
  file: string;
  /** Text that stands there exactly once. */
  find: string;
  replace: string;
}

/** An edit that does not fit the source any more. */
export class EditError extends Error {
  override readonly name = 'EditError';
}

/** Applies edits to the files that they name, and refuses one whose text is not there exactly once. */
export function sourceEdits(
  checkout: string,
  edits: readonly SourceEdit[],
  applied: Set<SourceEdit>,
): Plugin {
  return {
    name: 'source-edits',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const file = relative(checkout, path).split(sep).join('/');
        const ofFile = edits.filter((edit) => edit.file === file);
        if (ofFile.length === 0) return undefined;
        let contents = await readFile(path, 'utf8');
        for (const edit of ofFile) {
          contents = editedText(contents, edit);
          applied.add(edit);
        }
        return { contents, loader: 'ts' };
      });
    },
  };
}

/** The text after one edit. */
function editedText(text: string, { file, find, replace }: SourceEdit): string {
  const count = text.split(find).length - 1;
  if (count !== 1)
    throw new EditError(`${file}: the text to replace stands there ${String(count)} times, not once`);
  return text.replace(find, () => replace);
}
