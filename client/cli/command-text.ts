import type { Look } from './look';

/** A command to be copied, on as many lines as it takes; a shell reads them as one. */
export const commandText = (look: Pick<Look, 'program' | 'width'>, words: string, indent = INDENT): string =>
  // The words before the first flag, then each flag with its value.
  onLines(look, words.split(/ (?=--)/), indent);

/** @param parts - what stays on one line each */
function onLines(
  { program, width }: Pick<Look, 'program' | 'width'>,
  parts: readonly string[],
  indent = INDENT,
): string {
  const lines: string[] = [];
  let line = `${indent}${program}`;
  for (const [index, part] of parts.entries()) {
    // Two more for the sign that it goes on.
    const fits = line.length + 1 + part.length + (index === parts.length - 1 ? 0 : 2) <= width;
    if (index === 0 || fits) line += ` ${part}`;
    else {
      lines.push(`${line} \\`);
      line = `${indent}  ${part}`;
    }
  }
  return [...lines, line].join('\n');
}

const INDENT = '    ';

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** What was typed, once more, with another value of one flag. */
export function sameCommandWith(look: Look, flag: string, value: string): string {
  const parts: string[] = [];
  for (let index = 0; index < look.typed.length; index += 1) {
    const word = look.typed[index] ?? '';
    if (word === flag) index += 1;
    else if (word.startsWith(`${flag}=`)) continue;
    else if (parts.length === 0 || word.startsWith('--')) parts.push(quoted(word));
    else parts.push(`${parts.pop() ?? ''} ${quoted(word)}`);
  }
  return onLines(look, [...parts, `${flag} ${quoted(value)}`]);
}
