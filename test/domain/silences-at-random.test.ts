import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { chargeMomentMs } from '../../domain/calendar';
import type { Change } from '../../domain/edits/change';
import { commandById } from '../../domain/edits/known-commands';
import { flagsOf } from '../../domain/subscription/attention';
import { days, EditLife, type Mishap, type Trouble } from './support/edit-life';

// Commands close together, around a due date, while calls are lost and questions meet silence for minutes, hours or days.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.parse('2027-01-09T12:00:00.000Z');

/** A pause between two acts: mostly minutes, now and then days. Without bias: most would be no pause at all. */
const gapMs = fc.noBias(
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ max: 12 * MINUTE_MS, min: 0 }) },
    { weight: 3, arbitrary: fc.integer({ max: 2 * HOUR_MS, min: 0 }) },
    { weight: 2, arbitrary: fc.integer({ max: 20 * HOUR_MS, min: 0 }) },
    { weight: 1, arbitrary: fc.integer({ max: 20 * DAY_MS, min: 0 }) },
  ),
);
const mishap = fc.constantFrom<Mishap>('not_sent', 'lost_before', 'lost_after', 'refused');
const trouble = fc.record(
  { afterMs: gapMs, lastsMs: gapMs, begin: mishap, send: mishap, isSilent: fc.boolean() },
  { requiredKeys: ['afterMs', 'lastsMs', 'isSilent'] },
);
/** Changes that decide whether it is active. */
const DECIDING: readonly Change[] = [
  { kind: 'pause' },
  { kind: 'resume' },
  { kind: 'cancel', when: 'now' },
  { kind: 'uncancel' },
];
const ALL: readonly Change[] = [
  ...DECIDING,
  { kind: 'changeAmount', amountCents: 5_990 },
  { kind: 'changeAmount', amountCents: 6_990 },
  { kind: 'changeCard', card: { kind: 'vault', reference: 'new' } },
  { kind: 'changeNextDate', nextDate: '2027-01-20' },
];
/** When a command comes: by itself, or while a call that its predecessor has made is with the gateway. */
const actOf = (
  changes: readonly Change[],
): fc.Arbitrary<{ change: Change; afterMs: number; during: string }> =>
  fc.record({
    change: fc.constantFrom(...changes),
    afterMs: gapMs,
    during: fc.constantFrom('nothing', 'begin', 'send'),
  });

interface Played {
  life: EditLife;
  accepted: { id: string; change: Change; atMs: number }[];
}

function played(
  startMs: number,
  troubles: { afterMs: number; lastsMs: number; begin?: Mishap; send?: Mishap; isSilent: boolean }[],
  acts: { change: Change; afterMs: number; during: string }[],
): Played {
  const life = new EditLife();
  let fromMs = startMs - 20 * MINUTE_MS;
  life.troubles = troubles.map(({ afterMs, lastsMs, ...what }): Trouble => {
    fromMs += afterMs;
    return { fromMs, toMs: fromMs + lastsMs, ...what };
  });
  const accepted: Played['accepted'] = [];
  life.until(startMs);
  for (const [index, { change: wanted, afterMs, during }] of acts.entries()) {
    const id = String(index);
    const send = (): void => {
      if (life.command(id, wanted) === undefined) accepted.push({ id, change: wanted, atMs: life.nowMs });
    };
    if (during === 'begin') life.inBegin = send;
    else if (during === 'send') life.inFlight = send;
    else send();
    life.until(life.nowMs + afterMs);
  }
  life.inBegin = undefined;
  life.inFlight = undefined;
  const calmMs = Math.max(life.nowMs, ...life.troubles.map(({ toMs }) => toMs));
  // In the evening: what the job of the day charged has been read by then.
  life.until(Math.ceil(calmMs / DAY_MS + 70) * DAY_MS - 3 * HOUR_MS);
  return { life, accepted };
}

/** What is told of a command, and is not so. */
function untrue({ life, accepted }: Played, { id, change: asked }: Played['accepted'][number]): string[] {
  const { state, problem } = commandById(life.record, id) ?? {};
  const times = life.set.filter((command) => command === id).length;
  const isSet = times > 0;
  const told = `${asked.kind}: ${state ?? ''} ${problem?.message ?? ''}`;
  if (state !== 'done' && state !== 'failed' && state !== 'withdrawn') return [`open, ${told}`];
  const isToBeSet = asked.kind === 'changeAmount' || asked.kind === 'changeCard';
  // Another one may have set the same.
  const same = accepted.filter((other) => isDeepStrictEqual(other.change, asked)).map((other) => other.id);
  const isNeverSet = !life.set.some((command) => same.includes(command));
  if (state === 'done' && isToBeSet && isNeverSet) return [`never set, ${told}`];
  if (times > 1 && !metBy(life, id).includes('lost_after')) return [`set again, ${told}`];
  const isSaidUnset = state === 'withdrawn' && problem?.message.includes('not known') !== true;
  return isSaidUnset && isSet ? [`set, ${told}`] : [];
}

/** What the sends of a command met. */
const metBy = (life: EditLife, id: string): string[] =>
  life.calls
    .filter((call) => call.startsWith('send '))
    .map((call) => call.slice('send '.length))
    .filter((_, index) => life.sends[index] === id);

describe('whenever calls are lost, and however long nobody answers', () => {
  const lives = (holds: (one: Played) => void, changes = ALL): void => {
    fc.assert(
      fc.property(
        fc.noBias(fc.integer({ min: START_MS, max: START_MS + 20 * HOUR_MS })),
        fc.array(trouble, { minLength: 1, maxLength: 3 }),
        fc.array(actOf(changes), { minLength: 1, maxLength: 5 }),
        (startMs, troubles, acts) => {
          holds(played(startMs, troubles, acts));
        },
      ),
      { numRuns: Number(process.env['CARAT_RANDOM_LIVES'] ?? 500) },
    );
  };

  it('every command ends, none is told otherwise than it was, and no execution is charged twice, lost or flagged', () => {
    lives((one) => {
      const { life, accepted } = one;
      expect(accepted.flatMap((command) => untrue(one, command))).toEqual([]);
      expect(life.record.gaveWay ?? []).toEqual([]);
      const executed = days(life);
      const gaps = executed
        .slice(1)
        .map((day, index) => Date.parse(day) - Date.parse(executed[index] ?? day));
      expect(Math.min(Infinity, ...gaps)).toBeGreaterThan(7 * DAY_MS);
      const filed = life.record.ledger.cycles.flatMap(({ charges }) => charges.map(({ nit }) => nit));
      expect(filed.toSorted()).toEqual(executed.map((day) => `n-${day}`).toSorted());
      const odd = [
        'cycle_missed',
        'cycle_paid_twice',
        'charge_differs',
        'counter_unexplained',
        'command_stuck',
      ];
      expect(flagsOf(life.record, life.context).filter((flag) => odd.includes(flag))).toEqual([]);
    });
  });

  it('a pause or a cancellation that nothing took back leaves in time, where its own calls went well', () => {
    lives(({ life, accepted }) => {
      const stop = accepted.findLast(({ change: { kind } }) => STOPS.has(kind));
      const isLast = accepted.every(
        ({ change: { kind }, atMs }) => !GOES_ON.has(kind) || atMs < (stop?.atMs ?? 0),
      );
      if (stop === undefined || !isLast) return;
      const hasTrouble = life.troubles.some(
        ({ begin, send, toMs }) => (begin ?? send) !== undefined && toMs > stop.atMs,
      );
      if (hasTrouble) return;
      const late = days(life).filter((day) => chargeMomentMs(day) > stop.atMs + 15 * MINUTE_MS);
      expect({ stop, late }).toEqual({ stop, late: [] });
    });
  });

  it('the last wishes decide in the end whether it is active', () => {
    lives(({ life, accepted }) => {
      const stateOf = (id: string): string | undefined => commandById(life.record, id)?.state;
      const isGivenUp = accepted.some(({ id }) => stateOf(id) === 'failed');
      // A cancellation drops a pause or a resume before it that has not been set, and does not bring it back.
      const isDropped = accepted.some(
        ({ id, change: { kind } }, index) =>
          (kind === 'pause' || kind === 'resume') &&
          stateOf(id) === 'withdrawn' &&
          accepted.slice(index).some((other) => other.change.kind === 'cancel'),
      );
      if (isGivenUp || isDropped) return;
      const lastOf = (...kinds: string[]): string | undefined =>
        accepted.findLast(({ change: { kind } }) => kinds.includes(kind))?.change.kind;
      const isStopped = lastOf('pause', 'resume') === 'pause' || lastOf('cancel', 'uncancel') === 'cancel';
      expect(life.kept.status).toBe(isStopped ? 'INA' : 'ATV');
    }, DECIDING);
  });

  it('what makes it active again is in time, where all has been well since', () => {
    lives(({ life, accepted }) => {
      const last = accepted.findLast(({ change: { kind } }) => STOPS.has(kind) || GOES_ON.has(kind));
      if (last === undefined || !GOES_ON.has(last.change.kind)) return;
      const isWell = life.troubles.every(({ toMs }) => toMs <= last.atMs);
      const isDated = accepted.some(({ change: { kind } }) => kind === 'changeNextDate');
      // An uncancel leaves what was paused as it is.
      const lastOf = (...kinds: string[]): string | undefined =>
        accepted.findLast(({ change: { kind } }) => kinds.includes(kind))?.change.kind;
      const isStopped = lastOf('pause', 'resume') === 'pause' || lastOf('cancel', 'uncancel') === 'cancel';
      const isGivenUp = accepted.some(({ id }) => commandById(life.record, id)?.state === 'failed');
      if (!isWell || isDated || isStopped || isGivenUp) return;
      // What was accepted before the day of the charge: on the day itself the job may be nearer than the answers.
      const due = ['2027-01-10', '2027-02-10'].filter(
        (day) => chargeMomentMs(day) - 4 * HOUR_MS > last.atMs && chargeMomentMs(day) < life.nowMs,
      );
      expect(due.filter((day) => !days(life).includes(day))).toEqual([]);
    });
  });
});

const STOPS: ReadonlySet<string> = new Set(['pause', 'cancel']);
const GOES_ON: ReadonlySet<string> = new Set(['resume', 'uncancel']);
