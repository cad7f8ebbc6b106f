import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_SCHEMAS } from '../../client/json-schemas';
import { EVENT_TYPES, RESERVED_EVENT_TYPES } from '../../domain/events/event';
import { codeWords, tableAfter } from './support/markdown';
import { asyncApi } from '../../scripts/schemas/async-api';
import { version } from '../../package.json';
import { page, ROOT } from './support/pages';

describe('docs/events.md', () => {
  const { text } = page('docs/events.md');

  test('has every type of event, and the names that are reserved', () => {
    const told = tableAfter(text, '| type | told when |').map(([cell = '']) => codeWords(cell)[0]);
    expect(told).toEqual([...EVENT_TYPES]);
    for (const type of RESERVED_EVENT_TYPES) expect(text).toContain(`\`${type}\` is reserved`);
  });

  test('the published schema has the same types', () => {
    const published = JSON.stringify(JSON_SCHEMAS['subscription-event']);
    expect(EVENT_TYPES.filter((type) => !published.includes(`"${type}"`))).toEqual([]);
  });

  test('the AsyncAPI document is up to date: run `npm run schemas` otherwise; what it refers to is there', () => {
    const told = JSON.parse(readFileSync(join(ROOT, 'docs/asyncapi.json'), 'utf8')) as unknown;
    expect(told).toEqual(asyncApi(version));
    const refs = [...JSON.stringify(told).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);
    for (const ref of refs) {
      const isHere = ref.startsWith('#/');
      expect({
        ref,
        found: isHere ? pointed(told, ref) !== undefined : existsSync(join(ROOT, 'docs', ref)),
      }).toEqual({
        ref,
        found: true,
      });
    }
  });
});

/** What a JSON pointer of a document leads to. */
const pointed = (document: unknown, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], document);
