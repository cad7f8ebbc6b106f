import type { Problem } from '../../contract/problems';
import { COMMANDS, type CommandKind } from './command-table';

/**
 * The field that a refusal is about, e.g. of "nextDate: must be after today". Undefined where it is about the state: then there is
 * nothing to mend in the command.
 *
 * @param why - the refusal, as the rules word it
 */
export function refusedField(kind: string, why: string): Problem | undefined {
  const [, field = '', problem = ''] = /^([A-Za-z.]+): (.+)$/.exec(why) ?? [];
  return isKind(kind) && (field.split('.')[0] ?? '') in COMMANDS[kind].schema.shape
    ? { field, problem }
    : undefined;
}

const isKind = (kind: string): kind is CommandKind => Object.hasOwn(COMMANDS, kind);
