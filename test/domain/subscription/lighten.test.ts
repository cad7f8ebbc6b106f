import { asNit } from '../../../domain/ids';
import { LIMITS } from '../../../domain/limits';
import { flagsOf } from '../../../domain/subscription/attention';
import { isHeavy, lighten, type DetailKept } from '../../../domain/subscription/lighten';
import { moneyMatters } from '../../../domain/subscription/money-matters';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import type { Cycle } from '../../../domain/ledger/ledger';
import { AMOUNT, asked, begun, refused } from '../edits/support';
import { cycleOf, ledger } from '../ledger/support';
import { asked as askedBack, refundIn } from '../refunds/support';
import { at, running } from '../support/record';

const NOW = '2030-01-15T12:00:00.000Z';
const NOW_MS = Date.parse(NOW);
/** As few as may be: what lies far back leaves at once. */
const FEW: DetailKept = {
  cycles: { count: 1, bytes: 1 },
  audit: { count: 1, bytes: 1 },
  commands: { count: 1, bytes: 100_000 },
};
const months = (count: number, of: (number: number, day: string) => Cycle): SubscriptionRecord => ({
  ...running(),
  ledger: ledger(
    ...Array.from({ length: count }, (_one, index) =>
      of(index + 1, new Date(Date.UTC(2027, index, 10)).toISOString().slice(0, 10)),
    ),
  ),
});
const paid = (number: number, day: string): Cycle => cycleOf(number, day, 'paid');
const missed = (number: number, day: string): Cycle => ({ ...cycleOf(number, day), passed: 'missed' });
const light = (record: SubscriptionRecord): SubscriptionRecord => lighten(record, NOW_MS, FEW);
const datesIn = (record: SubscriptionRecord): string[] => record.ledger.cycles.map(({ dueDate }) => dueDate);

describe('a record that is made light', () => {
  it('keeps the detail of a charge for as long as money of it is to be given back', () => {
    const record = months(24, paid);
    expect(datesIn(light(record))).not.toContain('2027-03-10');
    const asking = askedBack();
    const refunds = [{ ...refundIn(asking), charge: asNit('n3-0') }];
    expect(datesIn(light({ ...record, refunds }))).toContain('2027-03-10');
  });

  it('has no commands where it had none', () => {
    expect(light(months(24, paid))).not.toHaveProperty('commands');
    expect(light(asked(AMOUNT)).commands).toHaveLength(1);
  });

  it('keeps what nobody has looked after, the newest of each flag', () => {
    const record = months(30, (number, day) =>
      number % 2 === 0 ? missed(number, day) : cycleOf(number, day, 'paid', 'paid'),
    );
    const kept = light(record).earlierMatters ?? [];
    for (const wanted of ['cycle_missed', 'cycle_paid_twice'])
      expect(kept.filter(({ flag }) => flag === wanted)).toHaveLength(LIMITS.earlierMattersOfAFlag);
    const left = new Set(datesIn(light(record)));
    const newest = moneyMatters(record).filter(
      ({ flag, key }) => flag === 'cycle_missed' && ![...left].some((date) => key.includes(date)),
    );
    expect(kept.filter(({ flag }) => flag === 'cycle_missed')).toEqual(
      newest.slice(-LIMITS.earlierMattersOfAFlag),
    );
  });

  it('does not keep twice what its detail still shows', () => {
    const record = months(24, (number, day) => (number === 24 ? missed(number, day) : paid(number, day)));
    expect(light(record)).not.toHaveProperty('earlierMatters');
    expect(moneyMatters(light(record))).toHaveLength(1);
  });

  it('stays as it was when it is made light again', () => {
    const once = light(months(24, (number, day) => (number === 2 ? missed(number, day) : paid(number, day))));
    expect(once.earlierMatters).toHaveLength(1);
    expect(light(once).earlierMatters).toEqual(once.earlierMatters);
  });

  it('forgets that somebody looked after what cannot come again, and nothing else', () => {
    const record = months(24, (number, day) =>
      number === 2 || number === 24 ? missed(number, day) : paid(number, day),
    );
    const acknowledged = [...moneyMatters(record).map(({ key }) => key), 'cancel_requested/x'];
    const after = light({ ...record, acknowledged });
    expect(after.acknowledged).toEqual(acknowledged.slice(1));
    expect(after).not.toHaveProperty('earlierMatters');
  });

  it('forgets that somebody looked after a command which is remembered no more', () => {
    const failed = begun(asked(AMOUNT), refused());
    const [command] = failed.commands ?? [];
    if (command === undefined) throw new Error('it was asked for');
    const commands = [command, { ...command, id: 'b' }];
    const acknowledged = ['command_failed/a', 'command_failed/b'];
    const after = light({ ...failed, commands, acknowledged });
    expect(after.commands).toMatchObject([{ id: 'b' }]);
    expect(after.acknowledged).toEqual(['command_failed/b']);
    const { commands: none, ...without } = failed;
    expect(none).toHaveLength(1);
    expect(light({ ...without, acknowledged: ['other'] }).acknowledged).toEqual(['other']);
  });

  it('remembers that somebody looked after a refund that failed, for as long as the refund is', () => {
    const asking = askedBack();
    const refund = { ...refundIn(asking), id: 'r', state: 'failed' as const };
    const failed = { ...asking, refunds: [refund], acknowledged: ['command_failed/r', 'command_failed/s'] };
    expect(light(failed).acknowledged).toEqual(['command_failed/r']);
    expect(flagsOf(light(failed), at(NOW))).toEqual([]);
    expect(flagsOf(light({ ...failed, acknowledged: [] }), at(NOW))).toEqual(['command_failed']);
  });
});

describe('a heavy record', () => {
  it('is handed over where the next run has less to carry', () => {
    const heavy = months(24, (number, day) => {
      const one = cycleOf(number, day, 'paid');
      return { ...one, charges: one.charges.map((of) => ({ ...of, message: 'x'.repeat(8_000) })) };
    });
    expect(isHeavy(heavy, NOW_MS)).toBe(true);
    expect(isHeavy(lighten(heavy, NOW_MS), NOW_MS)).toBe(false);
    expect(isHeavy(heavy, Date.parse('2027-03-01T12:00:00.000Z'))).toBe(false);
  });

  it('is none below its limit, however much could be left out', () => {
    const many = months(24, (number, day) => {
      const one = cycleOf(number, day, 'paid');
      return { ...one, charges: one.charges.map((of) => ({ ...of, message: 'x'.repeat(4_500) })) };
    });
    expect(isHeavy(many, NOW_MS)).toBe(false);
  });
});
