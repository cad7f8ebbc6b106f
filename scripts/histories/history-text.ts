import { hostname } from 'node:os';
import { dirname, sep } from 'node:path';
import type { History } from '@temporalio/common/lib/proto-utils';
import { historyToJson } from './history-json';

const CHECKOUT = dirname(dirname(__dirname));

/**
 * A history as text: the JSON of `temporal workflow show -o json`, one event a line. Nothing is left out. What names
 * this machine (process identities, the folder of the checkout in stack traces) is replaced: replay reads neither.
 */
export function historyText(history: History): string {
  const { events } = historyToJson(history);
  const lines = events.map((event) => namelessText(JSON.stringify(event)));
  return `{"events":[\n${lines.join(',\n')}\n]}\n`;
}

function namelessText(text: string): string {
  const folder = JSON.stringify(CHECKOUT + sep).slice(1, -1);
  return text.replaceAll(`${String(process.pid)}@${hostname()}`, 'recorder').replaceAll(folder, '');
}
