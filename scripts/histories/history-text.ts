import { dirname, sep } from 'node:path';
import type { History } from '@temporalio/common/lib/proto-utils';
import { historyToJson } from './history-json';

const CHECKOUT = dirname(dirname(__dirname));

/**
 * A history as text: the JSON of `temporal workflow show -o json`, one event a line. Nothing is left out. What names
 * a machine (process identities, the folder of the checkout in stack traces) is replaced: replay reads neither.
 */
export function historyText(history: History): string {
  const { events } = historyToJson(history);
  const lines = events.map((event) => JSON.stringify(event));
  return `{"events":[\n${nameless(lines.join(',\n'))}\n]}\n`;
}

/** Identities also begin the names of sticky task queues, so they are replaced wherever they stand; the longest first. */
function nameless(text: string): string {
  const folder = JSON.stringify(CHECKOUT + sep).slice(1, -1);
  const identities = [...text.matchAll(/"identity":"(\d+@[^"]+)"/g)].map(([, identity = '']) => identity);
  return [...new Set(identities)]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, identity) => rest.replaceAll(identity, 'recorder'), text.replaceAll(folder, ''));
}
