import { timelineText } from '../../client/cli/timeline-command';
import { timelineOf } from '../../client/reading/timeline';
import { activeView, NIT } from './support/builders';
import { look } from './support/look';

const { audit, ledger } = activeView();
const [first] = ledger.cycles;
const [paid] = first?.charges ?? [];
if (first === undefined || paid === undefined) throw new Error('the view has a charge');

describe('a timeline', () => {
  const denied = {
    ...paid,
    outcome: 'denied' as const,
    gatewayStatus: 'NEG',
    code: '51',
    message: 'no funds',
  };
  const lines = timelineOf(
    [
      ...audit,
      {
        at: '2026-12-11T10:00:00.000Z',
        by: 'gateway',
        event: 'charge_denied',
        what: 'a charge was denied: 51',
      },
      {
        at: '2027-01-05T13:00:00.000Z',
        by: 'ana',
        event: 'command_accepted',
        what: 'asked to pause',
        reason: 'holiday',
      },
    ],
    [],
    [
      { number: 2, dueDate: '2027-01-10', outcome: 'skipped', charges: [] },
      { ...first, charges: [denied] },
      { number: 3, dueDate: '2027-02-10', outcome: 'due', charges: [] },
    ],
  );

  it('tells decisions and charges in order, each once, with who and why', () => {
    expect(lines.map(({ by, event, what }) => [by, event, what])).toEqual([
      ['billing system', 'requested', 'asked for the subscription'],
      ['gateway', 'charge', 'cycle 1, due on 2026-12-10: R$ 49,90 denied (NEG)'],
      ['ana', 'command_accepted', 'asked to pause'],
      ['gateway', 'no_charge', 'cycle 2, due on 2027-01-10: skipped, the schedule was inactive'],
    ]);
    expect(lines[1]).toMatchObject({ code: '51', reason: '51 no funds', amountCents: 4_990, nit: NIT });
  });

  it('tells what happened within one minute in its order, although the gateway tells no seconds', () => {
    const line = (second: string, event: 'requested' | 'created' | 'schedule_active') =>
      ({ at: `2026-12-01T12:00:${second}.000Z`, by: 'gateway', event, what: event }) as const;
    const told = (knownAt: string): string[] =>
      timelineOf(
        [line('13', 'requested'), line('14', 'created'), line('20', 'schedule_active')],
        [{ ...paid, at: '2026-12-01T12:00:00.000Z', knownAt }],
        [],
      ).map(({ event }) => event);
    // It was known with the schedule, by the answer.
    expect(told('2026-12-01T12:00:20.000Z')).toEqual(['requested', 'created', 'charge', 'schedule_active']);
    // It was learnt later.
    expect(told('2026-12-01T12:05:00.000Z')).toEqual(['requested', 'created', 'schedule_active', 'charge']);
    // The clock of the gateway is ahead: its own moment stands.
    expect(told('2026-12-01T11:59:50.000Z')[0]).toBe('charge');
  });

  it('tells money that went back behind our back when that became known, and that it was paid before', () => {
    const knownAt = '2027-01-20T12:00:00.000Z';
    const reversed = { ...paid, outcome: 'reversed' as const, gatewayStatus: 'EST', knownAt };
    const part = { ...paid, reversedCents: 1_000, knownAt };
    const told = (charge: typeof paid): unknown[] =>
      timelineOf([], [], [{ ...first, charges: [charge] }]).map(({ at, event, what }) => [at, event, what]);
    expect(told(reversed)).toEqual([
      [paid.at, 'charge', 'cycle 1, due on 2026-12-10: R$ 49,90 paid, reversed since (EST)'],
      [knownAt, 'reversal', 'cycle 1, due on 2026-12-10: R$ 49,90 went back, and not by us (EST)'],
    ]);
    expect(told(part)).toEqual([
      [paid.at, 'charge', 'cycle 1, due on 2026-12-10: R$ 49,90 paid (CON)'],
      [knownAt, 'reversal', 'cycle 1, due on 2026-12-10: R$ 10,00 went back, and not by us (CON)'],
    ]);
    expect(told({ ...paid, outcome: 'refunded' })).toEqual([
      [paid.at, 'charge', 'cycle 1, due on 2026-12-10: R$ 49,90 paid, refunded since (CON)'],
    ]);
  });

  it('tells money that went back by a line of its own, in place of the one that it is done', () => {
    const at = '2026-12-12T12:00:00.000Z';
    const done = { by: 'gateway', event: 'command_done' as const, at };
    const told = timelineOf(
      [
        { ...done, what: `done: refund R$ 10,00 of the charge with NIT ${NIT}` },
        { ...done, what: 'done: pause' },
      ],
      [],
      [first],
      [{ id: 'r', charge: NIT, nit: 'refund-1', refundedCents: 1_000, at, by: 'ana', reason: 'two days' }],
    );
    expect(told.map(({ event, what }) => [event, what])).toEqual([
      ['charge', 'cycle 1, due on 2026-12-10: R$ 49,90 paid (CON)'],
      ['command_done', 'done: pause'],
      ['refund', 'R$ 10,00 of cycle 1 went back'],
    ]);
    expect(told[2]).toMatchObject({ by: 'ana', reason: 'two days', amountCents: 1_000, nit: 'refund-1' });
  });

  it('is a table in São Paulo’s time, and says when its beginning is not kept', () => {
    const text = timelineText({ entries: lines, earlierNotKept: true }, look());
    expect(text).toContain('Earlier runs are not kept any more');
    expect(text).toContain('2026-12-10 03:31  gateway');
    expect(text).toContain('asked to pause: holiday');
    expect(timelineText({ entries: lines }, look())).not.toContain('not kept');
  });
});
