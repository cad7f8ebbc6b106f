import type { FieldNotes } from '../fields';
import { TEXT_CHECKS } from '../text-checks';
import { valueAt, type Finding } from './findings';

/**
 * Checks what JSON Schema cannot say, text by text, where nothing else is wrong with it; takes the blanks off the ends of those that
 * have them taken off.
 *
 * @param wrong - paths of what is known to be wrong
 */
export function checkTexts(
  message: unknown,
  notes: Record<string, FieldNotes>,
  wrong: ReadonlySet<string>,
): Finding[] {
  const findings: Finding[] = [];
  for (const [name, { checks = [], trimmed }] of Object.entries(notes)) {
    if (checks.length === 0 && trimmed !== true) continue;
    for (const path of pathsOf(message, name.split('.'))) {
      const text = valueAt(message, path);
      if (typeof text !== 'string' || wrong.has(path.join('.'))) continue;
      const failed = checks.map((check) => TEXT_CHECKS[check]).find(({ passes }) => !passes(text));
      if (failed !== undefined) findings.push({ path, notedAs: name, problem: failed.problem(text) });
      else if (trimmed === true) replaceAt(message, path, text.trim());
    }
  }
  return findings;
}

/** The paths that a name stands for: the items of a list are noted as one, `*`. A list that is too long is found wrong before. */
function pathsOf(message: unknown, name: readonly string[]): string[][] {
  const star = name.indexOf('*');
  if (star < 0) return [[...name]];
  const list = valueAt(message, name.slice(0, star));
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, ITEMS)
    .flatMap((_, index) =>
      pathsOf(message, [...name.slice(0, star), String(index), ...name.slice(star + 1)]),
    );
}

/** Items of a list that are looked at; a valid one has fewer. */
const ITEMS = 20;

function replaceAt(message: unknown, path: readonly string[], text: string): void {
  const parent = valueAt(message, path.slice(0, -1)) as Record<string, unknown>;
  parent[path.at(-1) ?? ''] = text;
}
