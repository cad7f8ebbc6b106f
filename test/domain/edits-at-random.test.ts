import fc from 'fast-check';
import type { Change } from '../../domain/edits/change';
import { commandById } from '../../domain/edits/known-commands';
import { flagsOf } from '../../domain/subscription/attention';
import { EditLife, type Mishap } from './support/edit-life';

const DAY_MS = 86_400_000;

const stateOf = (life: EditLife, id: string): string | undefined => commandById(life.record, id)?.state;
const flags = (life: EditLife): string[] => flagsOf(life.record, life.context);

/** The shortest time between two dates that follow each other, milliseconds. */
const shortestPauseMs = (days: readonly string[]): number =>
  Math.min(...days.slice(1).map((day, index) => Date.parse(day) - Date.parse(days[index] ?? day)));

describe('whatever happens to the calls', () => {
  const mishap = fc.constantFrom<Mishap>(
    'none',
    'none',
    'not_sent',
    'lost_before',
    'lost_after',
    'refused',
    'silent',
  );
  const change = fc.constantFrom<Change>(
    { kind: 'changeAmount', amountCents: 5_990 },
    { kind: 'changeAmount', amountCents: 6_990 },
    { kind: 'changeNextDate', nextDate: '2027-01-20' },
    { kind: 'changeCard', card: { kind: 'vault', reference: 'new' } },
    { kind: 'pause' },
    { kind: 'resume' },
    { kind: 'cancel', when: 'period_end' },
    { kind: 'uncancel' },
  );
  const act = fc.record({ afterHours: fc.integer({ min: 0, max: 400 }), change });

  it('commands end in order, an edit is under way at a time, and no cycle is charged twice', () => {
    fc.assert(
      fc.property(
        fc.array(act, { minLength: 1, maxLength: 6 }),
        fc.array(mishap, { maxLength: 25 }),
        (acts, mishaps) => {
          const life = new EditLife();
          life.mishaps = mishaps;
          const accepted: string[] = [];
          for (const [index, { afterHours, change: wanted }] of acts.entries()) {
            life.until(life.nowMs + afterHours * 3_600_000);
            if (life.command(String(index), wanted) === undefined) accepted.push(String(index));
          }
          // In the evening: what the job of the day charged has been read by then.
          life.until(Math.ceil(life.nowMs / DAY_MS + 120) * DAY_MS - 3 * 3_600_000);
          // Every command that was accepted has ended, and nobody was charged twice for a month.
          for (const id of accepted) expect(['done', 'failed', 'withdrawn']).toContain(stateOf(life, id));
          const months = life.executions.map(({ day }) => day);
          expect(shortestPauseMs(months)).toBeGreaterThan(7 * DAY_MS);
          // No execution is lost, and none is invented.
          const filed = life.record.ledger.cycles.flatMap(({ charges }) => charges.map(({ nit }) => nit));
          expect(filed.toSorted()).toEqual(months.map((day) => `n-${day}`).toSorted());
          expect(
            flags(life).filter((flag) => flag === 'cycle_missed' || flag === 'cycle_paid_twice'),
          ).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });
});
