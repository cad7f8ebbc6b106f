import { markOf } from '../domain/mark';

/**
 * The mark of what a command asks for, by which a repetition is told from another command under the same id. Who repeats it may be
 * somebody else and say why in other words; and who repeats a card has put the same one into the vault again.
 */
export const contentMarkOf = (command: object): string =>
  markOf(inOrder({ ...command, by: undefined, reason: undefined }));

/** As JSON whose fields are in one order, whoever wrote them. */
function inOrder(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([name, each]) => each !== undefined && !isVaultReference(value, name))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => `${name}:${inOrder(each)}`);
  return `{${fields.join(',')}}`;
}

const isVaultReference = (holder: object, name: string): boolean =>
  name === 'reference' && 'kind' in holder && holder.kind === 'vault';
