import fc from 'fast-check';
import { attentionOf } from '../../domain/subscription/attention';
import { withAttentionTold } from '../../domain/events/attention-events';
import { withEvents } from '../../domain/events/derive';
import type { ChargeData, CycleData, KeptEvent } from '../../domain/events/event';
import { allCharges, cycleOutcome } from '../../domain/ledger/ledger';
import type { Charge } from '../../domain/ledger/charge';
import { hasEnded, type SubscriptionRecord } from '../../domain/subscription/record';
import { EditLife, type Mishap } from './support/edit-life';
import { lives } from './support/lives';
import { LongLife } from './support/long-life';
import { Teller } from './support/teller';

type Told = Pick<Charge, 'outcome' | 'amountCents' | 'refundedCents' | 'reversedCents'>;
const moneyOf = ({ outcome, amountCents, refundedCents, reversedCents }: Told): Told => ({
  outcome: ['failed', 'undone', 'expired'].includes(outcome) ? 'failed' : outcome,
  ...(amountCents === undefined ? {} : { amountCents }),
  ...(refundedCents === undefined ? {} : { refundedCents }),
  ...(reversedCents === undefined ? {} : { reversedCents }),
});

/** What a billing system knows of the charges, that has nothing but the events. */
function toldCharges(events: readonly KeptEvent[]): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const { type, data } of events) {
    if (!type.startsWith('charge.')) continue;
    const { charge } = data as ChargeData;
    told.set(charge.nit.toLowerCase(), moneyOf(charge));
  }
  return told;
}

/** Charges that are decided; the others are none yet for a billing system. */
const decided = (record: SubscriptionRecord): Map<string, Told> =>
  new Map(
    allCharges(record.ledger)
      .filter(({ outcome }) => outcome !== 'pending' && outcome !== 'unknown')
      .map((charge) => [charge.nit.toLowerCase(), moneyOf(charge)]),
  );

function expectLedgerTold(record: SubscriptionRecord, { events }: Teller): void {
  const told = toldCharges(events);
  for (const [nit, charge] of decided(record)) expect({ nit, ...told.get(nit) }).toEqual({ nit, ...charge });
}

function expectNothingTwice({ events }: Teller): void {
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, index) => index + 1));
  expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
}

const cyclesTold = (events: readonly KeptEvent[], types: readonly string[]): string[] =>
  events.filter(({ type }) => types.includes(type)).map(({ data }) => (data as CycleData).dueDate);

describe('the events of a life', () => {
  it('whatever the gateway answers, they tell the ledger, and nothing twice', () => {
    lives((played, order) => {
      const teller = new Teller();
      for (const { before, after, nowMs } of played) {
        teller.tell(before, { order, nowMs });
        teller.tell(after, { order, nowMs });
        expectLedgerTold(after, teller);
      }
      expectNothingTwice(teller);
      const last = played.at(-1)?.after;
      const ends = teller.events.filter(({ type }) =>
        /cancelled|completed|rejected|undone|expired|retired/.test(type),
      );
      expect(ends).toHaveLength(last !== undefined && hasEnded(last) ? 1 : 0);
    });
  });

  it('of years with odd months, they tell each cycle once', () => {
    const script = fc.record({
      month: fc.constantFrom(
        'paid',
        'paid',
        'denied',
        'paid after errors',
        'paid twice',
        'missed',
        'another amount',
      ),
      acknowledges: fc.boolean(),
      reversed: fc.constantFrom(false, false, true),
    } as const);
    fc.assert(
      fc.property(fc.array(script, { minLength: 1, maxLength: 24 }), (months) => {
        const life = new LongLife();
        const teller = new Teller();
        teller.tell(life.record, life.context);
        for (const month of months) {
          life.month(month);
          teller.tell(life.record, life.context);
        }
        expectLedgerTold(life.record, teller);
        expectNothingTwice(teller);
        const paid = cyclesTold(teller.events, ['cycle.paid', 'cycle.recovered']);
        expect(new Set(paid).size).toBe(paid.length);
        const missed = life.record.ledger.cycles.filter((cycle) => cycleOutcome(cycle) === 'missed');
        expect(cyclesTold(teller.events, ['cycle.missed'])).toEqual(missed.map(({ dueDate }) => dueDate));
        // What a person should look at is what was raised and not cleared.
        const up = new Set<string>();
        for (const { type, data } of teller.events) {
          if (type === 'attention.raised') up.add(JSON.stringify(data));
          if (type === 'attention.cleared') up.delete(JSON.stringify(data));
        }
        const shown = attentionOf(life.record, life.context).map(({ flag, what, about }) =>
          JSON.stringify({ flag, what, ...about }),
        );
        expect([...up].toSorted()).toEqual([...new Set(shown)].toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('whatever happens to the commands, each that ended is told once', () => {
    const mishap = fc.constantFrom<Mishap>(
      'none',
      'none',
      'not_sent',
      'lost_before',
      'lost_after',
      'refused',
      'silent',
    );
    const kind = fc.constantFrom('pause', 'resume', 'uncancel' as const);
    fc.assert(
      fc.property(
        fc.array(kind, { minLength: 1, maxLength: 6 }),
        fc.array(mishap, { maxLength: 20 }),
        (kinds, mishaps) => {
          const life = new EditLife();
          const teller = new Teller();
          teller.tell(life.record, life.context);
          life.mishaps = mishaps;
          for (const [index, wanted] of kinds.entries()) {
            life.command(String(index), { kind: wanted });
            for (let days = 0; days < 20; days += 1) {
              life.until(life.nowMs + 86_400_000);
              teller.tell(life.record, life.context);
            }
          }
          const ended = (life.record.commands ?? []).filter(({ endedAt }) => endedAt !== undefined);
          const told = teller.events.filter(({ type }) => type.startsWith('command.'));
          expect(told.map(({ subject }) => subject).toSorted()).toEqual(
            ended.map(({ id }) => `command/${id}`).toSorted(),
          );
          expectNothingTwice(teller);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a record of before there were events', () => {
  it('tells what happens from then on, and not the past', () => {
    const life = new LongLife();
    const paid = { month: 'paid', acknowledges: false, reversed: false } as const;
    life.month(paid);
    const { record, context } = life;
    expect(allCharges(record.ledger)).toHaveLength(1);
    life.month(paid);
    const told = withEvents(record, life.record, life.nowMs);
    expect(told.events?.kept.map(({ type }) => type)).toEqual(['charge.paid', 'cycle.paid']);
    expect(withAttentionTold(told, context)).toBe(told);
  });
});
