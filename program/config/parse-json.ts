import { visit } from 'jsonc-parser';
import { isRecord, type JsonObject } from './json-object';

/**
 * Reads one JSON object. The problem names the place only: what stands there may be a key.
 *
 * @param text - without byte order mark
 */
export function parseJsonObject(text: string): { content: JsonObject } | { problem: string } {
  const { error, repeated } = oddPlacesIn(text);
  try {
    const content: unknown = JSON.parse(text);
    if (!isRecord(content)) return { problem: 'must hold one JSON object' };
    // JSON takes the last of two; which one its writer meant, nobody knows.
    return repeated === undefined ? { content } : { problem: `has a name twice in one object (${repeated})` };
  } catch {
    return { problem: error === undefined ? 'is not JSON' : `is not JSON (${error})` };
  }
}

/** Where the first error is, and the first name that its object has already. Node 20 tells no place. */
function oddPlacesIn(text: string): { error?: string; repeated?: string } {
  const odd: { error?: string; repeated?: string } = {};
  const open: Set<string>[] = [];
  visit(
    text,
    {
      onError: (_code, _offset, _length, line, column) => {
        odd.error ??= place(line, column);
      },
      onObjectBegin: () => {
        open.push(new Set());
      },
      onObjectProperty: (name, _offset, _length, line, column) => {
        const names = open.at(-1);
        if (names?.has(name) === true) odd.repeated ??= place(line, column);
        names?.add(name);
      },
      onObjectEnd: () => {
        open.pop();
      },
    },
    { disallowComments: true },
  );
  return odd;
}

const place = (line: number, column: number): string => `line ${line + 1}, column ${column + 1}`;
