import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { LIMITS } from '../limits';

/** The text of a file, or why there is none. The problem never holds the content. */
export type TextFile = { text: string } | { problem: string };

const BYTE_ORDER_MARK = '\ufeff';

/** Reads a whole UTF-8 file of at most `bytesMax` bytes. The problem names its path. */
export const readTextFile = (path: string, bytesMax: number): TextFile =>
  readFile(path, bytesMax, path.slice(0, LIMITS.printedCharsMax));

/**
 * Reads a file that holds a secret, as `readTextFile` does. The problem does not name the path: somebody may have written the secret itself
 * in its place.
 */
export const readSecretFile = (path: string, bytesMax: number): TextFile =>
  readFile(path, bytesMax, 'the file named');

/** Only a regular file is opened: a device never ends, and a pipe waits for somebody to write. */
function readFile(path: string, bytesMax: number, shown: string): TextFile {
  try {
    const what = whatElse(statSync(path));
    if (what !== undefined) return { problem: `${shown} is ${what}, not a file` };
    const bytes = readBytes(path, bytesMax + 1);
    if (bytes.length > bytesMax) return { problem: `${shown} is larger than ${bytesMax} bytes` };
    if (bytes.length === 0) return { problem: `${shown} is empty` };
    return textOf(bytes, shown);
  } catch (error) {
    return { problem: `${shown} ${whyUnreadable(error)}` };
  }
}

/** What a path leads to when it is no regular file. */
function whatElse(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

/** At most so many bytes, however large the file says it is: files of /proc say 0. */
function readBytes(path: string, bytesMax: number): Buffer {
  // Somebody may have put a pipe in its place meanwhile.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) return Buffer.alloc(0);
    const buffer = Buffer.alloc(bytesMax);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < bytesMax; filled += count) {
      count = readSync(file, buffer, filled, bytesMax - filled, null);
    }
    return buffer.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

function textOf(bytes: Buffer, shown: string): TextFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith(BYTE_ORDER_MARK)) return { text };
    return {
      problem: `${shown} begins with a byte order mark (line 1, column 1); save it as UTF-8 without one`,
    };
  } catch {
    return { problem: `${shown} is not UTF-8 text; save it as UTF-8` };
  }
}

function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown cause';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by the user of this process';
    default:
      return `cannot be read (${code})`;
  }
}
