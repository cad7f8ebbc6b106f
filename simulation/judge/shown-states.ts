import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import type { LifeRecord } from '../playing/life-record';
import { isCommandEvent } from '../temporal/history';

/** A state that the subscription showed from a moment on, milliseconds since the epoch. */
export interface ShownState {
  atMs: number;
  state: string;
}

/** The states that the subscription showed in its search attributes, in order. */
export function shownStates({ runs }: LifeRecord): ShownState[] {
  const shown: ShownState[] = [];
  for (const event of runs.flat()) {
    if (!isCommandEvent(event) || event.command.kind !== 'upsert_search_attributes') continue;
    const state = event.command.attributes[SEARCH_ATTRIBUTES.state.name];
    if (state !== undefined) shown.push({ atMs: event.atMs, state: String(JSON.parse(state)) });
  }
  return shown;
}
