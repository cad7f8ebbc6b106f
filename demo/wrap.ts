/** A text in one colour; it may be broken at its blanks, but not at a non-breaking one. */
export interface Piece {
  text: string;
  colour: (text: string) => string;
}

/** Lays pieces out in lines of at most `columns` columns. A word that is longer has a line of its own. */
export function wrap(pieces: readonly Piece[], columns: number): string[] {
  const words = pieces.flatMap(({ text, colour }) =>
    text.split(' ').map((word) => ({ width: word.length, shown: colour(word.replaceAll('\u00a0', ' ')) })),
  );
  const lines: string[][] = [];
  let used = Infinity;
  for (const { width, shown } of words) {
    if (used + 1 + width > columns) {
      lines.push([]);
      used = -1;
    }
    lines.at(-1)?.push(shown);
    used += 1 + width;
  }
  return lines.map((line) => line.join(' '));
}
