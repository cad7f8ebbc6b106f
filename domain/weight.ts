/** Bytes of a value as JSON in UTF-8, as it travels and rests. */
export function bytesOf(value: unknown): number {
  const text = (JSON.stringify(value) as string | undefined) ?? '';
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Two units of a pair make four bytes, two each.
    if (unit >= 0x80) bytes += unit < 0x800 || isSurrogate(unit) ? 1 : 2;
  }
  return bytes;
}

/** What things weigh that are replaced and never changed. */
const known = new WeakMap<object, number>();

/**
 * The same of something that is replaced and never changed, as a record is: what it shares with the one before has been weighed
 * already.
 */
export function weightOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return bytesOf(value);
  const before = known.get(value);
  if (before !== undefined) return before;
  const bytes = Array.isArray(value) ? weightOfList(value) : weightOfObject(value);
  known.set(value, bytes);
  return bytes;
}

const BRACKETS = 2;
const NULL = 4;
const COLON = 1;
const COMMA = 1;

/** In a list, what JSON does not have is written as null. */
function weightOfList(list: readonly unknown[]): number {
  let bytes = BRACKETS + COMMA * Math.max(0, list.length - 1);
  for (const element of list) bytes += element === undefined ? NULL : weightOf(element);
  return bytes;
}

/** What JSON does not have is left out of an object. */
function weightOfObject(object: object): number {
  let bytes = BRACKETS;
  for (const [name, value] of Object.entries(object))
    if (value !== undefined) bytes += weightOfName(name) + COLON + weightOf(value) + COMMA;
  return bytes === BRACKETS ? bytes : bytes - COMMA;
}

/** The names of members are few, and the same again and again. */
const names = new Map<string, number>();

function weightOfName(name: string): number {
  const before = names.get(name);
  if (before !== undefined) return before;
  const bytes = bytesOf(name);
  names.set(name, bytes);
  return bytes;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** How many of something are kept, and how much they may weigh. */
export interface Bounds {
  count: number;
  bytes: number;
}

/** The newest ones that fit, oldest first. */
export function newestWithin<One>(all: readonly One[], { count, bytes }: Bounds): One[] {
  let left = bytes;
  let from = all.length;
  while (from > 0 && all.length - from < count) {
    left -= weightOf(all[from - 1]) + 1;
    if (left < 0) break;
    from -= 1;
  }
  return all.slice(from);
}
