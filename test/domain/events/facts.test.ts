import { chargeFacts, lateCancelFacts } from '../../../domain/events/charge-facts';
import { commandFacts } from '../../../domain/events/command-facts';
import { cycleFacts } from '../../../domain/events/cycle-facts';
import type { Fact } from '../../../domain/events/event';
import { AMOUNT, asked, begun, CARD, live, refused } from '../edits/support';
import { charge, cycle, cycleOf, ledger } from '../ledger/support';

const DAY = '2027-01-10';
const keys = (facts: Fact[]): string[] => facts.map(({ key }) => key);

describe('the facts of a charge', () => {
  const of = (...charges: ReturnType<typeof charge>[]): string[] =>
    keys(chargeFacts(ledger(cycle(1, DAY, charges))));

  it('are told with its cycle, or as the immediate payment', () => {
    const [fact] = chargeFacts(ledger(cycle(3, DAY, [charge('N1', DAY, { usn: '12' })])));
    expect(fact).toMatchObject({
      ...{ type: 'charge.paid', key: 'charge.paid/n1/4990', subject: 'charge/N1' },
      data: { of: { cycle: 3, dueDate: DAY }, charge: { nit: 'N1', amountCents: 4_990 } },
    });
    expect(fact?.data).not.toHaveProperty('charge.usn');
    expect(chargeFacts({ ...ledger(), immediate: [charge('n0', DAY)] })).toMatchObject([
      { data: { of: 'immediate' } },
    ]);
  });

  it('say what became of it; what is not decided is no fact yet', () => {
    const outcomes = ['denied', 'failed', 'undone', 'expired', 'pending', 'unknown'] as const;
    expect(of(...outcomes.map((outcome) => charge(outcome, DAY, { outcome })))).toEqual([
      ...['charge.denied/denied/4990', 'charge.failed/failed/4990', 'charge.failed/undone/4990'],
      'charge.failed/expired/4990',
    ]);
  });

  it('are told again with each amount that went back', () => {
    expect(of(charge('n1', DAY, { refundedCents: 1_000, reversedCents: 500 }))).toEqual([
      ...['charge.paid/n1/4990', 'charge.refunded/n1/1000', 'charge.reversed/n1/500'],
    ]);
    expect(of(charge('n1', DAY, { outcome: 'reversed' }))).toEqual(['charge.reversed/n1/4990']);
    const back = charge('n1', DAY, { outcome: 'reversed', refundedCents: 4_990 });
    expect(of(back)).toEqual(['charge.refunded/n1/4990', 'charge.reversed/n1/0']);
  });

  it('are told again when the amount becomes known', () => {
    const { amountCents, ...unknown } = charge('n1', DAY);
    const [before] = chargeFacts(ledger(cycle(1, DAY, [unknown])));
    expect(before?.key).toBe('charge.paid/n1/');
    expect(of({ ...unknown, amountCents: amountCents ?? 0 })).toEqual(['charge.paid/n1/4990']);
  });

  it('say that it was paid although the subscription was cancelled', () => {
    const cancellation = {
      when: 'now',
      by: 'Ana',
      reason: 'asked for',
      at: '2027-01-05T12:00:00.000Z',
    } as const;
    const charges = [
      charge('late', DAY),
      charge('open', DAY, { outcome: 'pending' }),
      charge('old', '2027-01-04'),
    ];
    const other = cycle(1, '2027-01-06', [charge('other', '2027-01-06', { outcome: 'pending' })]);
    const record = { ...live(), cancellation, ledger: ledger(other, cycle(2, DAY, charges)) };
    expect(lateCancelFacts(record)).toMatchObject([
      {
        ...{ type: 'charge.late_cancel', key: 'charge.late_cancel/late/' },
        data: { of: { cycle: 2, dueDate: DAY } },
      },
    ]);
    const immediate = { ...ledger(), immediate: [charge('n0', DAY)] };
    expect(lateCancelFacts({ ...record, ledger: immediate })).toMatchObject([{ data: { of: 'immediate' } }]);
  });
});

describe('the facts of a cycle', () => {
  const of = (...cycles: ReturnType<typeof cycle>[]): string[] =>
    cycleFacts(ledger(...cycles)).map(({ type, key }) => `${type} ${key}`);

  it('say that it was paid, at once or after a denial, and how often', () => {
    expect(of(cycleOf(1, DAY, 'paid'))).toEqual(['cycle.paid cycle/paid/n1-0']);
    expect(of(cycleOf(1, DAY, 'denied', 'paid'))).toEqual(['cycle.recovered cycle/paid/n1-0']);
    expect(of(cycleOf(1, DAY, 'failed', 'paid'))).toEqual(['cycle.paid cycle/paid/n1-0']);
    expect(of(cycleOf(1, DAY, 'paid', 'paid'))).toEqual([
      ...['cycle.paid cycle/paid/n1-0', 'cycle.paid_twice cycle/paid_twice/n1-0/2'],
    ]);
    expect(of(cycleOf(1, DAY, 'denied'), cycle(2, '2027-02-10'))).toEqual([]);
    const [paid] = cycleFacts(ledger(cycleOf(1, DAY, 'denied', 'paid')));
    expect(paid?.data).toMatchObject({ outcome: 'paid', charges: ['n1-0', 'n1-1'] });
  });

  it('say that what was executed before an adoption was paid once more', () => {
    expect(of({ ...cycleOf(1, DAY, 'paid'), executedBefore: true })).toEqual([
      ...['cycle.paid cycle/paid/n1-0', 'cycle.paid_twice cycle/paid_twice/n1-0/before'],
    ]);
    const twice = { ...cycleOf(1, DAY, 'paid', 'paid'), executedBefore: true } as const;
    expect(of(twice)).toHaveLength(2);
  });

  it('say that it was missed, on its date', () => {
    const [fact] = cycleFacts(ledger({ ...cycle(2, DAY), passed: 'missed' }));
    expect(fact).toEqual({
      ...{ type: 'cycle.missed', key: `cycle/missed/${DAY}`, subject: `cycle/${DAY}` },
      data: { number: 2, dueDate: DAY, outcome: 'missed', charges: [] },
    });
    expect(of({ ...cycle(2, DAY), passed: 'skipped' })).toEqual([]);
  });
});

describe('the facts of a command', () => {
  it('are told once it has ended, with why it failed', () => {
    expect(commandFacts(live())).toEqual([]);
    const facts = commandFacts(asked(CARD, begun(asked(AMOUNT), refused()), 'b'));
    expect(facts).toEqual([
      {
        ...{ type: 'command.failed', key: 'command.failed/a', subject: 'command/a' },
        data: {
          ...{
            id: 'a',
            command: 'changeAmount',
            what: 'change the amount to R$ 59,90',
            by: 'Ana',
            state: 'failed',
            amountCents: 5_990,
          },
          problem: { code: '107', message: 'not allowed' },
        },
      },
    ]);
    const done = {
      ...live(),
      commands: (asked(CARD).commands ?? []).map((one) => ({ ...one, state: 'done' as const })),
    };
    expect(commandFacts(done)).toMatchObject([{ type: 'command.done', key: 'command.done/a' }]);
    expect(commandFacts(done)[0]?.data).not.toHaveProperty('problem');
  });

  it('tell until when what was paid for goes on, of a cancellation at the end of the period', () => {
    const cancelledAs = (when: 'now' | 'period_end'): unknown => {
      const record = asked({ kind: 'cancel', when });
      const commands = (record.commands ?? []).map((one) => ({ ...one, state: 'done' as const }));
      return commandFacts({ ...record, commands })[0]?.data;
    };
    const { nextDate } = asked(CARD).schedule.snapshot;
    expect(nextDate).toBeDefined();
    expect(cancelledAs('period_end')).toMatchObject({ when: 'period_end', accessUntil: nextDate });
    expect(cancelledAs('now')).toMatchObject({ when: 'now' });
    expect(cancelledAs('now')).not.toHaveProperty('accessUntil');
  });
});
