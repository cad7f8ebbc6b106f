import { readFileSync, statSync } from 'node:fs';
import { LIMITS } from '../limits';

/** The text of a file, or why there is none. The problem names the path, never the content. */
export type TextFile = { text: string } | { problem: string };

/** Reads a whole UTF-8 file of at most `bytesMax` bytes. */
export function readTextFile(path: string, bytesMax: number): TextFile {
  const shown = path.slice(0, LIMITS.printedCharsMax);
  try {
    if (statSync(path).size > bytesMax) return { problem: `${shown} is larger than ${bytesMax} bytes` };
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { problem: `${shown} ${whyUnreadable(error)}` };
  }
}

function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown cause';
  switch (code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by the user of this process';
    case 'EISDIR':
      return 'is a folder, not a file';
    default:
      return `cannot be read (${code})`;
  }
}
