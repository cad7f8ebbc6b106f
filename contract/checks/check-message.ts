import type { FieldNotes } from '../fields';
import { fieldName, MAX_PROBLEMS, type Problem } from '../problems';
import { CHECK_BUILDERS, type MessageCheck } from './generated';
import { levelsCopied } from './message-copy';
import { findingsOf, type Finding } from './findings';
import { checkTexts } from './texts';
import { Undecodable } from './undecodable';

/** The result of a check: the message with its defaults filled in, or what is wrong with it. */
export type Checked<Message> = { ok: true; value: Message } | { ok: false; problems: Problem[] };

/** Levels of a valid message; what lies deeper is not looked at. */
const LEVELS = 3;

const UNREADABLE: Problem = {
  field: '(message)',
  problem: 'cannot be read: it must be JSON, in the encoding json/plain; JSON has no NaN and no Infinity',
};

const built = new Map<string, MessageCheck>();

/** Made when a message is checked for the first time: a subscription that is only woken checks nothing. */
function checkOf(name: string): MessageCheck {
  const known = built.get(name);
  if (known !== undefined) return known;
  const check = CHECK_BUILDERS[name]?.();
  if (check === undefined) throw new Error(`there is no message "${name}"`);
  built.set(name, check);
  return check;
}

/**
 * Checks a message as its schema does, without the library that the schema is written in: in a workflow that would be built anew
 * for every subscription that is started or woken. The validators are generated from the schemas (`npm run schemas`).
 *
 * @param name - of the message in scripts/schemas/message-schemas.ts
 */
export function checkMessage<Message>(name: string, message: unknown): Checked<Message> {
  if (message instanceof Undecodable) return { ok: false, problems: [UNREADABLE] };
  const { fields: notes, validate } = checkOf(name);
  const value = levelsCopied(message, LEVELS);
  const findings = findingsOf(validate, value, notes);
  const all = [...findings, ...checkTexts(value, notes, new Set(findings.map(({ path }) => path.join('.'))))];
  return all.length > 0 ? { ok: false, problems: told(all, notes) } : { ok: true, value: value as Message };
}

/** In the order of the fields of the message, those that it does not have at the end; each field once. */
function told(findings: readonly Finding[], notes: Record<string, FieldNotes>): Problem[] {
  const order = Object.keys(notes);
  const rank = ({ notedAs }: Finding): number => {
    const index = order.indexOf(notedAs);
    return index < 0 ? order.length : index;
  };
  const sorted = [...findings].sort((one, other) => rank(one) - rank(other));
  const byField = new Map<string, string>();
  for (const { path, problem } of sorted) {
    const field = fieldName(path);
    if (!byField.has(field)) byField.set(field, problem);
  }
  return [...byField].map(([field, problem]) => ({ field, problem })).slice(0, MAX_PROBLEMS);
}
