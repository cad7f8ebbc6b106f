import { visit } from 'jsonc-parser';

/** Places in a text, for messages: the text itself is never repeated. */
interface OddPlaces {
  /** Where the first error is. */
  error?: string;
  /** Where the first name is that its object has already. */
  repeated?: string;
}

/** What is odd in a JSON text. JSON takes the last of two equal names; which one its writer meant, nobody knows. */
export function oddPlacesIn(text: string): OddPlaces {
  const odd: OddPlaces = {};
  const open: Set<string>[] = [];
  const visitor = {
    onError: (_code: unknown, _offset: number, _length: number, line: number, column: number) => {
      odd.error ??= place(line, column);
    },
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectProperty: (name: string, _offset: number, _length: number, line: number, column: number) => {
      const names = open.at(-1);
      if (names?.has(name) === true) odd.repeated ??= place(line, column);
      names?.add(name);
    },
    onObjectEnd: () => {
      open.pop();
    },
  };
  visit(text, visitor, { disallowComments: true });
  return odd;
}

const place = (line: number, column: number): string => `line ${line + 1}, column ${column + 1}`;
