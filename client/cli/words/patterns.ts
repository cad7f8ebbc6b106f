/** Sentences with something of their own in them; the own stays as it is. */
export type Patterns = readonly (readonly [RegExp, (...own: string[]) => string])[];

/** The first sentence that fits, in other words; undefined where none does. */
export function inOtherWords(patterns: Patterns, text: string): string | undefined {
  for (const [pattern, words] of patterns) {
    const found = pattern.exec(text);
    if (found !== null) return words(...found.slice(1).map((own: string | undefined) => own ?? ''));
  }
  return undefined;
}
