import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_SCHEMAS } from '../client/json-schemas';
import { version } from '../package.json';
import { asyncApi } from './schemas/async-api';
import { generateChecks } from './schemas/generate-checks';
import { visible } from './schemas/visible';

const CHECKOUT = join(__dirname, '..');

function write(file: string, text: string): void {
  writeFileSync(join(CHECKOUT, file), text);
  process.stdout.write(`written: ${file}\n`);
}

/** Writes the published JSON Schemas and the validators of the workflows; tests check that both are up to date. */
for (const [name, schema] of Object.entries(JSON_SCHEMAS))
  write(`schemas/${name}.json`, `${visible(JSON.stringify(schema, undefined, 2))}\n`);
write('contract/checks/generated.ts', generateChecks());
write('docs/asyncapi.json', `${JSON.stringify(asyncApi(version), undefined, 2)}\n`);
