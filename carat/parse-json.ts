/** A string, or a whole number, of a valid JSON text. */
const STRING_OR_WHOLE = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const WHOLE = /^-?\d+$/;

/**
 * Parses JSON in which whole numbers are read as their digits: `20261126000000012345` becomes the text of it, where
 * `JSON.parse` alone would make another number of it. A number with a point or an exponent stays a number.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  // First as it is: only of valid JSON the pattern tells strings and numbers apart.
  JSON.parse(text);
  return JSON.parse(text.replace(STRING_OR_WHOLE, (token) => (WHOLE.test(token) ? `"${token}"` : token)));
}
