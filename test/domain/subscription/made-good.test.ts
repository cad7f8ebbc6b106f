import { asNit } from '../../../domain/ids';
import { attentionOf } from '../../../domain/subscription/attention';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, begun, refused } from '../edits/support';
import { asked as askedBack, refundIn } from '../refunds/support';
import { at, START_MS } from '../support/record';

const keys = (record: SubscriptionRecord): string[] =>
  attentionOf(record, at(START_MS)).map(({ key }) => key);

describe('what failed is shown until the same is done', () => {
  it('by a later command of its kind', () => {
    const failed = begun(asked(AMOUNT), refused());
    const [command] = failed.commands ?? [];
    if (command === undefined) throw new Error('it was asked for');
    const then = (change: Partial<typeof command>): SubscriptionRecord => ({
      ...failed,
      commands: [command, { ...command, id: 'b', ...change }],
    });
    expect(keys(failed)).toEqual(['command_failed/a']);
    expect(keys(then({ state: 'done', change: { kind: 'changeAmount', amountCents: 1_000 } }))).toEqual([]);
    expect(keys(then({ state: 'done', change: { kind: 'pause' } }))).toEqual(['command_failed/a']);
    expect(keys(then({ state: 'planned' }))).toEqual(['command_failed/a']);
    expect(keys(then({ state: 'failed' }))).toEqual(['command_failed/a', 'command_failed/b']);
    // One that came before it is no repetition.
    const before = { ...command, id: 'b', state: 'done' as const };
    expect(keys({ ...failed, commands: [before, command] })).toEqual(['command_failed/a']);
  });

  it('not by a later move of the date: it may be that of another cycle', () => {
    const failed = begun(asked(AMOUNT), refused());
    const [command] = failed.commands ?? [];
    if (command === undefined) throw new Error('it was asked for');
    const moved = { ...command, change: { kind: 'changeNextDate', nextDate: '2027-03-20' } } as const;
    const commands = [moved, { ...moved, id: 'b', state: 'done' as const }];
    expect(keys({ ...failed, commands })).toEqual(['command_failed/a']);
  });

  it('by a later refund of its charge that gives as much back', () => {
    const record = askedBack();
    const failed = { ...refundIn(record), state: 'failed' as const };
    const done = { ...refundIn(record), id: 'b', state: 'done' as const };
    expect(keys({ ...record, refunds: [failed, done] })).toEqual([]);
    const less = { ...done, amountCents: done.amountCents - 1 };
    expect(keys({ ...record, refunds: [failed, less] })).toEqual([`command_failed/${failed.id}`]);
    const ofAnother = { ...done, charge: asNit('sale-2') };
    expect(keys({ ...record, refunds: [failed, ofAnother] })).toEqual([`command_failed/${failed.id}`]);
  });
});
