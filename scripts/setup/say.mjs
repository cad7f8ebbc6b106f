/**
 * One line of the set-up's own, on standard error: standard output belongs to the program that is started.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`carat: ${line}\n`);
}
