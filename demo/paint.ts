import { styleText } from 'node:util';

type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold';

/** Puts a text in colour, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal; none elsewhere, nor where NO_COLOR is set (https://no-color.org). */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const noColor = env['NO_COLOR'];
  const coloured = stream.isTTY === true && (noColor === undefined || noColor === '');
  // Whether the terminal takes colours is decided here, once, and not by each call.
  return coloured ? (colour, text) => styleText(colour, text) : (_colour, text) => text;
}
