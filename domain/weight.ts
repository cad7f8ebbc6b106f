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
    left -= bytesOf(all[from - 1]) + 1;
    if (left < 0) break;
    from -= 1;
  }
  return all.slice(from);
}
