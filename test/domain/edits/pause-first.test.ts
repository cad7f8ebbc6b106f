import { askMomentMs, chargeMomentMs } from '../../../domain/calendar';
import { endHold } from '../../../domain/edits/apply-edit';
import type { Change } from '../../../domain/edits/change';
import type { Edit } from '../../../domain/edits/edit';
import { preview } from '../../../domain/edits/preview';
import { commandStanding } from '../../../domain/edits/standing';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { asNit } from '../../../domain/ids';
import { plan } from '../../../domain/subscription/plan';
import { EditLife } from '../support/edit-life';
import { watching } from '../support/record';
import { AMOUNT, asked, CANCEL, DATE, editIn, live, MINUTE_MS, now, PAUSE } from './support';

const JOB_MS = chargeMomentMs('2027-01-10');
const NOON_MS = Date.parse('2027-01-05T12:00:00.000Z');
/** The schedule could not be read whole: what sets a date is held. */
const unread = (): SubscriptionRecord =>
  watching({ incomplete: true, answeredAtMs: askMomentMs('2027-01-05', 'A0001') }, live());
const CARD_FIELDS = { card: { kind: 'vault', reference: 'new' } } as const;
const states = ({ commands = [] }: SubscriptionRecord): string[] =>
  commands.map(({ id, state }) => `${id} ${state}`);
const taken = (...changes: Change[]): SubscriptionRecord =>
  changes.reduce((record, change, index) => asked(change, record, `c${String(index)}`, NOON_MS), unread());

describe('a pause behind a held edit', () => {
  it('goes first, and what was held begins anew after it', () => {
    const record = taken(DATE, AMOUNT, PAUSE);
    expect(states(record)).toEqual(['c0 planned', 'c1 planned', 'c2 under_way']);
    expect(editIn(record)).toMatchObject({ command: 'c2', fields: { status: 'INA' } });
    expect(plan(record, now(NOON_MS))).toContainEqual(
      expect.objectContaining({ step: { kind: 'begin_edit', command: 'c2' }, atMs: NOON_MS }),
    );
    expect(commandStanding(record, 'c2', now(NOON_MS))).toEqual({ kind: 'waiting' });
  });

  it('is told to begin at once by its preview', () => {
    expect(preview(taken(DATE), PAUSE, now(NOON_MS))).not.toHaveProperty('waitsFor');
    expect(preview(taken(DATE), AMOUNT, now(NOON_MS))).toMatchObject({ waitsFor: 'the commands before it' });
  });

  it('waits its turn where the edit before it is not held, or may have been sent', () => {
    const free = asked(PAUSE, asked(AMOUNT, live(), 'a', NOON_MS), 'p', NOON_MS);
    expect(states(free)).toEqual(['a under_way', 'p planned']);
    const record = taken(DATE);
    const withEdit = (changes: Partial<Edit>): string[] =>
      states(asked(PAUSE, { ...record, edit: { ...editIn(record), ...changes } }, 'p', NOON_MS));
    const goesFirst = ['c0 planned', 'p under_way'];
    const waits = ['c0 under_way', 'p planned'];
    // What was sent before did not arrive, as a look has shown; no look shows a card, which is set once more after the pause.
    expect(withEdit({ sends: 1, begins: 1 })).toEqual(goesFirst);
    expect(withEdit({ sends: 1, begins: 1, fields: CARD_FIELDS })).toEqual(goesFirst);
    expect(withEdit({ begins: 1, fields: CARD_FIELDS })).toEqual(goesFirst);
    expect(withEdit({ sends: 1, stage: 'look' })).toEqual(waits);
    expect(withEdit({ sends: 1, begins: 1, stage: 'send', begunAtMs: 1, sentAtMs: 2 })).toEqual(waits);
  });

  const paused = (): SubscriptionRecord => watching({ snapshot: { status: 'INA' } }, unread());

  it('ends a resume before it that has not been set', () => {
    const resumed = asked({ kind: 'resume' }, paused(), 'r', NOON_MS);
    const again = asked(PAUSE, asked(AMOUNT, resumed, 'a', NOON_MS), 'p', NOON_MS);
    expect(states(again)).toEqual(['r withdrawn', 'a under_way', 'p planned']);
    expect(again.commands?.[0]?.problem).toEqual({
      code: 'overtaken',
      message: 'a pause came before it was set',
    });
    const sent = { ...resumed, edit: { ...editIn(resumed), stage: 'look' as const, sends: 1 } };
    expect(states(asked(PAUSE, sent, 'p', NOON_MS))).toEqual(['r under_way', 'p planned']);
  });

  it('goes before a cancellation that is being taken back and is held: it is to be inactive whatever becomes of that', () => {
    const cancellation = {
      when: 'now',
      by: 'Ana',
      reason: 'asked for',
      at: '2027-01-02T12:00:00.000Z',
    } as const;
    const back = asked({ kind: 'uncancel' }, { ...paused(), cancellation }, 'u', NOON_MS);
    expect(states(asked(PAUSE, back, 'p', NOON_MS))).toEqual(['u planned', 'p under_way']);
  });

  it('does not wait for a reading that the gateway has put off, and nobody is kept waiting for its end', () => {
    const quietUntilMs = NOON_MS + 3_600_000;
    const reading = {
      listed: [],
      queue: [asNit('n-5')],
      sinceMs: NOON_MS,
      scheduledCents: 4_990,
      complete: true,
    };
    const record = { ...watching({ reading }, live()), access: { quietUntilMs } };
    const [next] = plan(asked(PAUSE, record, 'p', NOON_MS), now(NOON_MS));
    expect(next).toMatchObject({ step: { kind: 'begin_edit', command: 'p' }, atMs: NOON_MS });
    const [other] = plan(asked(AMOUNT, record, 'a', NOON_MS), now(NOON_MS));
    expect(other).toMatchObject({ step: { kind: 'read_charge' }, atMs: quietUntilMs });
    for (const change of [PAUSE, AMOUNT])
      expect(commandStanding(asked(change, record, 'a', NOON_MS), 'a', now(NOON_MS))).toEqual({
        kind: 'accepted',
      });
    expect(commandStanding(asked(AMOUNT, record, 'a', NOON_MS), 'a', now(quietUntilMs))).toEqual({
      kind: 'waiting',
    });
  });

  it('is overtaken by a cancellation like everything else', () => {
    expect(states(taken(DATE, PAUSE, CANCEL))).toEqual(['c0 withdrawn', 'c1 withdrawn', 'c2 under_way']);
  });

  it('goes first as well where the edit before it gets into trouble after it was asked for', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.mishaps = ['not_sent'];
    life.command('a', AMOUNT);
    life.command('p', PAUSE);
    expect(states(life.record)).toEqual(['a under_way', 'p planned']);
    life.until('2027-01-12T12:00:00.000Z');
    expect(life.edits).toEqual([{ status: 'INA' }, { amountCents: 5_990 }]);
    expect(states(life.record)).toEqual(['a done', 'p done']);
  });

  it('goes first where a hold begins before the edit before it is sent', () => {
    const record = asked(PAUSE, asked(AMOUNT, live(), 'a', JOB_MS - MINUTE_MS), 'p', JOB_MS - MINUTE_MS);
    expect(states(record)).toEqual(['a planned', 'p under_way']);
    const earlier = asked(PAUSE, asked(AMOUNT, live(), 'a', NOON_MS), 'p', NOON_MS);
    const [next] = plan(earlier, now(JOB_MS - MINUTE_MS));
    expect(next?.step).toEqual({ kind: 'end_hold' });
    expect(states(endHold(earlier, now(JOB_MS - MINUTE_MS)))).toEqual(['a planned', 'p under_way']);
  });
});
