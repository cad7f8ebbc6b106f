import { colourless, type Paint, type Style } from './paint';

/** A column of a table, and what becomes of it where the table is wider than the terminal. */
export interface Column {
  head: string;
  /** Left out when there is no room for it; the lowest number first. */
  drop?: number;
  /** Goes on in the next line. */
  wraps?: true;
  /** Long ids show their beginning. */
  isId?: true;
}

/** What stands in a cell. */
export type Cell = string | { text: string; style?: Style | undefined };

export interface TableLook {
  /** Columns of the terminal. */
  width: number;
  paint?: Paint;
}

/** Characters of a long id that are shown: enough to tell it from others. */
export const ID_SHOWN = 7;
/** Narrowest column that goes on in the next line, characters. */
const NARROWEST = 9;
const GAP = 2;

const textOf = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));

/** The length of a text as a terminal shows it, characters. */
const lengthOf = (text: string): number => Array.from(text).length;

/** The beginning of a long id; a short one as it is. */
const shortId = (id: string): string => (lengthOf(id) > 2 * ID_SHOWN ? `${id.slice(0, ID_SHOWN)}…` : id);

/** A text whose NITs and SIDs show their beginning. One that is nothing but an id is there to be copied. */
const withShortIds = (text: string): string =>
  text.replace(/(?<=.)\b[\da-f]{64}\b|\b[\da-f]{64}\b(?=.)/g, shortId);

/**
 * A table of texts, two blanks between its columns. Columns in which nothing stands are left out. What is wider than the terminal loses
 * the ends of its ids, then the columns that can be done without, and goes on in the next line at last.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  look: TableLook,
): string {
  const cells = rows.map((row) => columns.map((_, index) => row[index] ?? ''));
  const all = columns.map((column, index) => ({ column, cells: cells.map((row) => row[index] ?? '') }));
  const fitted = fit(
    all.filter(({ cells: own }) => own.some((cell) => textOf(cell) !== '')),
    look.width,
  );
  return linesOf(fitted, look.paint ?? colourless).join('\n');
}

interface Strip {
  column: Column;
  cells: readonly Cell[];
}
interface SizedStrip extends Strip {
  width: number;
}

function fit(strips: readonly Strip[], width: number): SizedStrip[] {
  if (room(strips) <= width) return strips.map(sized);
  let rest = strips.map((strip) => ({ ...strip, cells: strip.cells.map(shortenedIn(strip.column)) }));
  while (room(rest) > width) {
    const spare = rest.map(({ column }) => column.drop ?? Infinity);
    const least = Math.min(...spare);
    if (least === Infinity) break;
    rest = rest.filter(({ column }) => column.drop !== least);
  }
  return squeezed(rest.map(sized), width);
}

/** Takes what is too much from the widest of the columns that wrap: words stay whole while that is enough. */
function squeezed(strips: readonly SizedStrip[], width: number): SizedStrip[] {
  const whole = squeezedTo(strips, width, (strip) => Math.max(NARROWEST, longestWord(strip)));
  return squeezedTo(whole, width, () => NARROWEST);
}

function squeezedTo(
  strips: readonly SizedStrip[],
  width: number,
  narrowest: (strip: SizedStrip) => number,
): SizedStrip[] {
  let rest = [...strips];
  for (let over = total(rest) - width; over > 0; over -= 1) {
    const wrapping = rest.filter((strip) => strip.column.wraps === true && strip.width > narrowest(strip));
    const widest = Math.max(...wrapping.map((strip) => strip.width));
    const one = wrapping.find((strip) => strip.width === widest);
    if (one === undefined) break;
    rest = rest.map((strip) => (strip === one ? { ...strip, width: strip.width - 1 } : strip));
  }
  return rest;
}

/** A cell as it is where room is short: an id shows its beginning, and so does one within a text. */
const shortenedIn =
  ({ isId, wraps }: Column) =>
  (cell: Cell): Cell => {
    if (isId !== true && wraps !== true) return cell;
    const short = isId === true ? shortId : withShortIds;
    return typeof cell === 'object' ? { ...cell, text: short(cell.text) } : short(cell);
  };

const sized = (strip: Strip): SizedStrip => ({ ...strip, width: widthOf(strip) });
const widthOf = ({ column, cells }: Strip): number =>
  Math.max(lengthOf(column.head), ...cells.map((cell) => lengthOf(textOf(cell))));
const longestWord = ({ column, cells }: Strip): number =>
  Math.max(...[column.head, ...cells.map(textOf)].flatMap((text) => text.split(' ').map(lengthOf)));
const total = (strips: readonly SizedStrip[]): number =>
  strips.reduce((sum, { width }) => sum + width, GAP * Math.max(0, strips.length - 1));
const room = (strips: readonly Strip[]): number => total(strips.map(sized));

function linesOf(strips: readonly SizedStrip[], paint: Paint): string[] {
  const hasHead = strips.some(({ column }) => column.head !== '');
  const head = strips.map(({ column: { head: text } }): Cell => ({ text, style: 'quiet' }));
  const count = strips[0]?.cells.length ?? 0;
  const rows = Array.from({ length: count }, (_, row) => strips.map(({ cells }) => cells[row] ?? ''));
  return [...(hasHead ? [head] : []), ...rows].flatMap((row) => rowLines(row, strips, paint));
}

function rowLines(row: readonly Cell[], strips: readonly SizedStrip[], paint: Paint): string[] {
  const parts = row.map((cell, index) => {
    const width = strips[index]?.width ?? 0;
    return wrapped(broken(textOf(cell), width), width);
  });
  const height = Math.max(1, ...parts.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const texts = parts.map((lines) => lines[line] ?? '');
    const last = texts.findLastIndex((text) => text !== '');
    return texts
      .slice(0, last + 1)
      .map((text, index) => {
        const cell = row[index];
        const style = typeof cell === 'object' ? cell.style : undefined;
        const blanks = (strips[index]?.width ?? 0) - lengthOf(text) + GAP;
        return paint(style, text) + (index === last ? '' : ' '.repeat(blanks));
      })
      .join('');
  });
}

/** A text whose words are no longer than a width: a longer one goes on after a sign within it, where it has one. */
const broken = (text: string, width: number): string =>
  text
    .split(' ')
    .flatMap((word) => (lengthOf(word) <= width ? [word] : (word.match(partsOf(width)) ?? [])))
    .join(' ');

/** The rest of a word where it fits, else as much as ends with a sign, else as much as fits. */
const partsOf = (width: number): RegExp =>
  new RegExp(`.{1,${String(width)}}$|.{0,${String(width - 1)}}[./_]|.{1,${String(width)}}`, 'gu');

/** A text in lines of a width, broken between words; a word that is longer stays whole. */
function wrapped(text: string, width: number): string[] {
  if (lengthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (lengthOf(longer) <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Paragraphs in lines of a width, each line after its indent. */
export const paragraph = (text: string, width: number, indent = ''): string =>
  wrapped(text, Math.max(NARROWEST, width - indent.length))
    .map((line) => indent + line)
    .join('\n');
