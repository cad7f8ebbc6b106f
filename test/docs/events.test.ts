import { JSON_SCHEMAS } from '../../client/json-schemas';
import { EVENT_TYPES, RESERVED_EVENT_TYPES } from '../../domain/events/event';
import { codeWords, tableAfter } from './support/markdown';
import { page } from './support/pages';

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
});
