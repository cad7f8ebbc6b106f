import { SEARCH_ATTRIBUTES } from '../../../contract/search-attributes';
import { testCards } from '../../../sandbox/state/test-cards';
import type { HistoryEvent } from '../../../simulation/temporal/history';
import type { LifeRecord } from '../../../simulation/playing/life-record';

export function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('there is none');
  return item;
}

export const last = <T>(items: readonly T[]): T => first(items.slice(-1));
export const chargesOf = ({ view }: LifeRecord): LifeRecord['view']['ledger']['immediate'] =>
  view.ledger.cycles.flatMap(({ charges }) => charges);
export const scheduled = ({ truth }: LifeRecord): LifeRecord['truth']['ledger'] =>
  truth.ledger.filter(({ kind }) => kind === 'scheduled');

/** Has the subscription show another state in its search attributes. */
export function showAs({ runs }: LifeRecord, shown: string, instead: string): void {
  for (const event of runs.flat())
    if ('command' in event && event.command.kind === 'upsert_search_attributes') {
      const { attributes } = event.command;
      const { name } = SEARCH_ATTRIBUTES.state;
      if (attributes[name] === JSON.stringify(shown)) attributes[name] = JSON.stringify(instead);
    }
}

export function hideFlag({ attention, view }: LifeRecord, flag: string): void {
  const without = <Flag extends string>(flags: Flag[]): Flag[] => flags.filter((one) => one !== flag);
  for (const shown of attention) shown.flags = without(shown.flags);
  view.attention = without(view.attention);
}

export const cardNumber = (): string => testCards.find(({ brand }) => brand === 'mastercard')?.number ?? '';

/** A hand-over to the next run that carries a text. */
export const handOverOf = (text: string): HistoryEvent => ({
  id: 999,
  atMs: 0,
  type: 'WorkflowExecutionContinuedAsNew',
  taskId: 1,
  command: { kind: 'continue_as_new', workflowType: 'subscription', args: [text] },
});
