import { ownEntry } from '../own-entry';

/** Commands of the command line that are sent as another one. */
const SENT_AS: Readonly<Record<string, string>> = { 'give-up': 'resolve' };

const inCamel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * A message in which the command is called as it was typed: `change-amount`, where the client and the workflow say `changeAmount`.
 *
 * @param command - the command typed; undefined where there was none
 */
export function commandAsTyped(message: string, command: string | undefined): string {
  if (command === undefined) return message;
  const sent = ownEntry(SENT_AS, command) ?? inCamel(command);
  return sent === command ? message : message.replace(new RegExp(`${BEFORE}${sent}\\b`), command);
}

/** What stands before the name of a command in the messages of the client; elsewhere the same word may be anything. */
const BEFORE = '(?<=: |sending |answer to |answer of |preview of |takes no )';
