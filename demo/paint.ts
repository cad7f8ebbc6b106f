/** SGR codes of the colours in use. */
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Puts a text in colour, or leaves it as it is. */
export type Paint = (colour: keyof typeof CODES, text: string) => string;

/** Colours for a terminal; none elsewhere, nor where NO_COLOR is set (https://no-color.org). */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const noColor = env['NO_COLOR'] ?? '';
  if (stream.isTTY !== true || noColor !== '') return (_colour, text) => text;
  return (colour, text) => `\u001b[${String(CODES[colour])}m${text}\u001b[0m`;
}
