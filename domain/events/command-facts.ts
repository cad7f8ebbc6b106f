import { accessUntil } from '../edits/cancellation';
import { changeInWords, detailsOf } from '../edits/change';
import type { CommandState } from '../edits/command';
import { refundInWords } from '../refunds/refund';
import type { SubscriptionRecord } from '../subscription/record';
import { definedOnly } from '../defined-only';
import type { CommandData, Fact } from './event';

/** What became of the changes and refunds that persons asked for. */
export function commandFacts(record: SubscriptionRecord): Fact[] {
  const { commands = [], refunds = [] } = record;
  const changes = commands.map(({ id, change, by, state, problem }) => ({
    ...{ id, command: change.kind, what: changeInWords(change), by, state },
    ...definedOnly({ ...detailsOf(change), problem }),
    ...(change.kind === 'cancel' && state === 'done'
      ? definedOnly({ accessUntil: accessUntil(record) })
      : {}),
  }));
  const given = refunds.map((refund) => {
    const { id, by, state, problem, charge, amountCents } = refund;
    const command = 'refund' as const;
    return {
      ...{ id, command, what: refundInWords(refund), by, state, charge, amountCents },
      ...definedOnly({ problem }),
    };
  });
  return [...changes, ...given].flatMap(factsOf);
}

const ENDED: readonly CommandState[] = ['done', 'failed', 'withdrawn'];

function factsOf(data: CommandData): Fact[] {
  if (!ENDED.includes(data.state)) return [];
  const type = data.state === 'done' ? 'command.done' : 'command.failed';
  return [{ type, key: `${type}/${data.id}`, subject: `command/${data.id}`, data }];
}
