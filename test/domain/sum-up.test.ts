import fc from 'fast-check';
import { boundedCommands } from '../../domain/edits/kept-commands';
import type { Command } from '../../domain/edits/command';
import { asNit } from '../../domain/ids';
import { assignCharge } from '../../domain/ledger/assign-charge';
import type { Charge } from '../../domain/ledger/charge';
import { nitsToAsk, withCycle, withCycleBetween, type Ledger } from '../../domain/ledger/ledger';
import { isSummedUp } from '../../domain/ledger/nit-memory';
import { sumUp } from '../../domain/ledger/sum-up';
import { summarise } from '../../domain/ledger/summary';
import { LIMITS } from '../../domain/limits';
import { heardOf } from '../../domain/schedule/hint';
import { lastLookMs } from '../../domain/schedule/next-poll';
import { acknowledge, flagsOf } from '../../domain/subscription/attention';
import { isHeavy, lighten, type DetailKept } from '../../domain/subscription/lighten';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { bytesOf, newestWithin } from '../../domain/weight';
import { at, orderOf, running } from './support/record';

const NOW = '2029-01-15T12:00:00.000Z';
const TODAY = '2029-01-15';
/** As few as may be: what lies far back leaves at once. */
const FEW: DetailKept = {
  cycles: { count: 1, bytes: 1 },
  audit: { count: 1, bytes: 1 },
  commands: { count: 1, bytes: 1 },
};

const charge = (nit: string, day: string, changes: Partial<Charge> = {}): Charge => ({
  nit: asNit(nit),
  outcome: 'paid',
  gatewayStatus: 'CON',
  amountCents: 4_990,
  at: `${day}T06:30:00.000Z`,
  knownBy: 'query',
  knownAt: `${day}T07:40:00.000Z`,
  ...changes,
});

/** Two years of months from January 2027, each with the charges that are given. */
function ledgerOf(chargesOf: (day: string, index: number) => Charge[]): Ledger {
  let ledger: Ledger = { immediate: [], cycles: [] };
  for (let month = 0; month < 24; month += 1) {
    const day = new Date(Date.UTC(2027, month, 10)).toISOString().slice(0, 10);
    ledger = withCycle(ledger, day);
    const charges = chargesOf(day, month);
    const cycles = ledger.cycles.with(-1, { number: month + 1, dueDate: day, charges });
    ledger = { ...ledger, cycles };
  }
  return ledger;
}

const paid = (): Ledger => ledgerOf((day) => [charge(`n-${day}`, day)]);
const recordOf = (ledger: Ledger): SubscriptionRecord => ({ ...running(), ledger });
const light = (record: SubscriptionRecord): SubscriptionRecord => lighten(record, Date.parse(NOW), FEW);

describe('cycles that lie far back', () => {
  it('leave with their detail, and stay with their sums', () => {
    const after = sumUp(paid(), TODAY, FEW.cycles);
    expect(after.cycles.map(({ number, dueDate }) => `${String(number)} ${dueDate}`)).toEqual([
      '20 2028-08-10',
      '21 2028-09-10',
      '22 2028-10-10',
      '23 2028-11-10',
      '24 2028-12-10',
    ]);
    expect(summarise(after)).toEqual(summarise(paid()));
    expect(after.earlier?.until).toBe('2028-07-10');
  });

  it('stay as they are while something of them is open, whatever they weigh', () => {
    const open = ledgerOf((day, month) =>
      month === 3 ? [charge('lost', day, { outcome: 'unknown' })] : [charge(`n-${day}`, day)],
    );
    expect(sumUp(open, TODAY, FEW.cycles).cycles[0]).toMatchObject({ number: 4 });
  });

  it('stay while something of them was learnt lately', () => {
    const late = ledgerOf((day, month) => [
      charge(`n-${day}`, day, month === 5 ? { knownBy: 'person', knownAt: NOW } : {}),
    ]);
    expect(sumUp(late, TODAY, FEW.cycles).cycles[0]).toMatchObject({ number: 6 });
  });

  it('are counted on: the next cycle has the next number, also where one comes between', () => {
    const after = sumUp(paid(), TODAY, FEW.cycles);
    expect(withCycle(after, '2029-01-10').cycles.at(-1)).toMatchObject({ number: 25 });
    const between = withCycleBetween(after, '2028-12-01');
    expect(between.cycles.slice(-3).map(({ number, dueDate }) => [number, dueDate])).toEqual([
      [23, '2028-11-10'],
      [24, '2028-12-01'],
      [25, '2028-12-10'],
    ]);
  });

  it('give no NIT back: the gateway lists it for ever, and it is neither asked for nor charged again', () => {
    const after = sumUp(paid(), TODAY, FEW.cycles);
    expect(nitsToAsk(after, [asNit('n-2027-03-10'), asNit('N-2027-04-10'), asNit('new')])).toEqual(['new']);
    const again = charge('n-2027-03-10', '2028-12-10');
    expect(assignCharge(after, again, { intervalMonths: 1 })).toBe(after);
    expect(heardOf(recordOf(after), { nit: 'n-2027-03-10', status: 'EST' }, Date.parse(NOW))).toBe('known');
  });

  it('are remembered by marks that do not meet', () => {
    const nits = Array.from({ length: LIMITS.nitsRemembered }, (_, index) =>
      asNit(index.toString(16).padStart(64, '0')),
    );
    const ledger: Ledger = {
      immediate: [],
      cycles: [
        { number: 1, dueDate: '2027-01-10', charges: nits.map((nit) => charge(nit, '2027-01-10')) },
        { number: 2, dueDate: '2029-02-10', charges: [] },
      ],
    };
    const { earlier } = sumUp(ledger, TODAY, FEW.cycles);
    expect(nits.every((nit) => isSummedUp(earlier, nit))).toBe(true);
    expect(nits.some((nit) => isSummedUp(earlier, `${nit.slice(0, -1)}x`))).toBe(false);
    expect(earlier?.nits).toMatch(/^[a-p]+$/);
    expect(new Set(earlier?.nits.match(/.{16}/g)).size).toBe(nits.length);
  });

  it('still tell the day of the last charge, when all since were passed over', () => {
    const paused = ledgerOf((day, month) => (month < 3 ? [charge(`n-${day}`, day)] : []));
    const cycles = paused.cycles.map((cycle) =>
      cycle.charges.length > 0 ? cycle : { ...cycle, passed: 'skipped' as const },
    );
    const before = recordOf({ ...paused, cycles });
    expect(lastLookMs(light(before), orderOf())).toBe(lastLookMs(before, orderOf()));
    expect(light(before).ledger.cycles.some(({ charges }) => charges.length > 0)).toBe(false);
  });
});

describe('what a person has not looked after', () => {
  const context = at(NOW);
  const twice = recordOf(
    ledgerOf((day, month) => [charge(`n-${day}`, day), ...(month < 15 ? [charge(`again-${day}`, day)] : [])]),
  );

  it('stays up when its cycle was summed up, with as many occurrences as are of use', () => {
    const after = light(twice);
    expect(flagsOf(after, context)).toEqual(flagsOf(twice, context));
    expect(flagsOf(after, context)).toContain('cycle_paid_twice');
    const kept = after.earlierMatters?.filter(({ flag }) => flag === 'cycle_paid_twice');
    expect(kept).toHaveLength(LIMITS.earlierMattersOfAFlag);
    expect(light(after).earlierMatters).toEqual(after.earlierMatters);
  });

  it('goes for good once somebody has, and so does its key', () => {
    const looked = acknowledge(light(twice), ['cycle_paid_twice'], context);
    expect(flagsOf(looked, context)).not.toContain('cycle_paid_twice');
    const after = light(looked);
    expect(flagsOf(after, context)).not.toContain('cycle_paid_twice');
    expect(after.earlierMatters ?? []).not.toContainEqual(
      expect.objectContaining({ flag: 'cycle_paid_twice' }),
    );
    expect(after.acknowledged.filter((key) => key.startsWith('cycle_paid_twice'))).toEqual([]);
  });

  it('is a failed command, too: it leaves after the ones that went well', () => {
    const command = (id: string, state: Command['state'], kind: 'pause' | 'resume' = 'pause'): Command => ({
      ...{ id, state, change: { kind }, by: 'Ana', reason: 'why' },
      at: NOW,
    });
    const all = [
      command('1', 'failed'),
      command('2', 'failed'),
      command('3', 'done', 'resume'),
      command('4', 'under_way'),
    ];
    const bounds = { count: 1, bytes: 1_000 };
    expect(boundedCommands(all, bounds, []).map(({ id }) => id)).toEqual(['2', '4']);
    const looked = ['command_failed/1', 'command_failed/2'];
    expect(boundedCommands(all, bounds, looked).map(({ id }) => id)).toEqual(['3', '4']);
  });
});

describe('a weight', () => {
  it('is that of the JSON in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(bytesOf({ text })).toBe(Buffer.byteLength(JSON.stringify({ text }), 'utf8'));
      }),
    );
    expect(bytesOf('é😀')).toBe(8);
    expect(bytesOf(undefined)).toBe(0);
  });

  it('bounds a list from its end', () => {
    const all = ['a', 'bb', 'ccc'];
    expect(newestWithin(all, { count: 2, bytes: 100 })).toEqual(['bb', 'ccc']);
    expect(newestWithin(all, { count: 9, bytes: 11 })).toEqual(['bb', 'ccc']);
    expect(newestWithin(all, { count: 9, bytes: 10 })).toEqual(['ccc']);
    expect(newestWithin(all, { count: 9, bytes: 1 })).toEqual([]);
  });

  it('hands a record over once it is heavy, and only if the next run has less to carry', () => {
    const heavy = recordOf(ledgerOf((day) => [charge(`n-${day}`, day, { message: 'x'.repeat(8_000) })]));
    expect(isHeavy(recordOf(paid()), Date.parse(NOW))).toBe(false);
    expect(isHeavy(heavy, Date.parse(NOW))).toBe(true);
    expect(isHeavy(lighten(heavy, Date.parse(NOW)), Date.parse(NOW))).toBe(false);
    const recent = Date.parse('2027-03-01T12:00:00.000Z');
    expect(isHeavy(heavy, recent)).toBe(false);
  });
});
