import { changeInWords } from '../edits/change';
import type { CommandState } from '../edits/command';
import { refundInWords } from '../refunds/refund';
import type { SubscriptionRecord } from '../subscription/record';
import { definedOnly } from '../defined-only';
import type { CommandData, Fact } from './event';

/** What became of the changes and refunds that persons asked for. */
export function commandFacts({ commands = [], refunds = [] }: SubscriptionRecord): Fact[] {
  const changes = commands.map(({ id, change, by, state, problem }) =>
    factsOf({
      id,
      command: change.kind,
      what: changeInWords(change),
      by,
      state,
      ...definedOnly({ problem }),
    }),
  );
  const given = refunds.map((refund) => {
    const { id, by, state, problem } = refund;
    return factsOf({
      id,
      command: 'refund',
      what: refundInWords(refund),
      by,
      state,
      ...definedOnly({ problem }),
    });
  });
  return [...changes, ...given].flat();
}

const ENDED: readonly CommandState[] = ['done', 'failed', 'withdrawn'];

function factsOf(data: CommandData): Fact[] {
  if (!ENDED.includes(data.state)) return [];
  const type = data.state === 'done' ? 'command.done' : 'command.failed';
  return [{ type, key: `${type}/${data.id}`, subject: `command/${data.id}`, data }];
}
