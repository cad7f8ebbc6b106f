import { NOTE_NAMES, type FieldNotes } from '../../contract/fields';
import type { NotedSchema } from './message-schemas';

/** The notes of every field of a message by its path, `schedule.firstDate`; the items of a list are `flags.*`. */
export type MessageFields = Record<string, FieldNotes>;

/**
 * Collects the notes of all fields.
 *
 * @throws Error when a field has none, or says different things in two forms of a message
 */
export function fieldsOf(schema: NotedSchema): MessageFields {
  const found: MessageFields = {};
  collect(schema, '', found);
  return found;
}

function collect(schema: NotedSchema, path: string, found: MessageFields): void {
  const notes = notesOf(schema, path);
  if (JSON.stringify(found[path] ?? notes) !== JSON.stringify(notes))
    throw new Error(`the field "${path}" says different things`);
  found[path] = notes;
  collectBelow(schema, path, found);
  for (const form of schema.oneOf ?? []) collectBelow(form, path, found);
}

function collectBelow({ properties = {}, items }: NotedSchema, path: string, found: MessageFields): void {
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const [name, field] of Object.entries(properties)) {
    // The tag that tells two forms of an object apart is told about by the object.
    if (field.const === undefined) collect(field, below(name), found);
  }
  if (items !== undefined) collect(items, below('*'), found);
}

function notesOf(schema: NotedSchema, path: string): FieldNotes {
  const { words } = schema;
  if (words === undefined) throw new Error(`the field "${path}" does not say what it must be`);
  const given = NOTE_NAMES.filter((name) => schema[name] !== undefined);
  return { words, ...Object.fromEntries(given.map((name) => [name, schema[name]])) };
}
