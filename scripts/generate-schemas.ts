import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_SCHEMAS } from '../client/json-schemas';

/** Writes the published JSON Schemas; a test checks that they are up to date. */
for (const [name, schema] of Object.entries(JSON_SCHEMAS)) {
  const file = join(__dirname, '..', 'schemas', `${name}.json`);
  writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
  process.stdout.write(`written: schemas/${name}.json\n`);
}
