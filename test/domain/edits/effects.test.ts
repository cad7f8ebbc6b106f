import type { Change } from '../../../domain/edits/change';
import type { Cancellation } from '../../../domain/edits/command';
import { redatedByCommand } from '../../../domain/edits/ledger';
import { asNit } from '../../../domain/ids';
import type { Charge } from '../../../domain/ledger/charge';
import type { Cycle } from '../../../domain/ledger/ledger';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { START_MS } from '../support/record';
import { AMOUNT, asked, CARD, commandIn, DATE, DONE, live, MINUTE_MS, sent, shows, toSend } from './support';

const PAID: Charge = {
  nit: asNit('n1'),
  outcome: 'paid',
  knownBy: 'query',
  knownAt: '2027-01-10T08:00:00.000Z',
};
const cycle = (number: number, dueDate: string, charges: Charge[] = []): Cycle => ({
  number,
  dueDate,
  charges,
});
const paused = (cycles: Cycle[], record = live()): SubscriptionRecord => ({
  ...record,
  schedule: { ...record.schedule, snapshot: { ...record.schedule.snapshot, status: 'INA' } },
  ledger: { immediate: [], cycles },
});
/** Asked for on a day, sent and shown at once. */
const carriedOut = (change: Change, record: SubscriptionRecord, nextDate: string): string[] => {
  const after = shows(sent(toSend(change, record), DONE), { nextDate }, START_MS + MINUTE_MS);
  expect(commandIn(after).state).toBe('done');
  return after.ledger.cycles.map(({ number, dueDate }) => `${String(number)} ${dueDate}`);
};

describe('an edit that the schedule shows', () => {
  it('of an amount is what is sold from then on', () => {
    const after = shows(sent(toSend(AMOUNT), DONE), { amountCents: 5_990 }, START_MS + MINUTE_MS);
    expect(after.terms.amountCents).toBe(5_990);
    expect(after.edit).toBeUndefined();
  });

  it('of a card leaves what is sold, and the dates', () => {
    const before = live();
    const after = shows(sent(toSend(CARD), DONE), {}, START_MS + MINUTE_MS);
    expect([after.terms, after.ledger]).toEqual([before.terms, before.ledger]);
  });

  it('of a next date moves the cycle that is open, or opens the one that comes', () => {
    expect(carriedOut(DATE, live(), '2027-01-20')).toEqual(['1 2027-01-20']);
    const charged = { ...live(), ledger: { immediate: [], cycles: [cycle(1, '2026-12-10', [PAID])] } };
    expect(carriedOut(DATE, charged, '2027-01-20')).toEqual(['1 2026-12-10', '2 2027-01-20']);
  });
});

describe('a resume', () => {
  const RESUME: Change = { kind: 'resume', nextDate: '2027-01-15' };

  it('before the date of its cycle moves the cycle, however far', () => {
    expect(carriedOut(RESUME, paused([cycle(1, '2027-01-10')]), '2027-01-15')).toEqual(['1 2027-01-15']);
    const far: Change = { kind: 'resume', nextDate: '2027-04-15' };
    expect(carriedOut(far, paused([cycle(1, '2027-01-02')]), '2027-04-15')).toEqual(['1 2027-04-15']);
  });

  it('after that date keeps the cycle for a date before the next one, which a person named', () => {
    expect(carriedOut(RESUME, paused([cycle(1, '2026-12-20')]), '2027-01-15')).toEqual(['1 2027-01-15']);
  });

  it('for a date of the next cycle leaves the one that has come to be passed over', () => {
    const next: Change = { kind: 'resume', nextDate: '2027-02-01' };
    expect(carriedOut(next, paused([cycle(1, '2027-01-01')]), '2027-02-01')).toEqual(['1 2027-01-01']);
  });

  it('leaves a cycle that was charged', () => {
    expect(carriedOut(RESUME, paused([cycle(1, '2026-12-20', [PAID])]), '2027-01-15')).toEqual([
      '1 2026-12-20',
    ]);
  });

  it('that charges what was missed moves the missed cycle to tomorrow', () => {
    const missed: Change = { kind: 'resume', chargeMissed: true };
    expect(carriedOut(missed, paused([cycle(1, '2026-12-20')]), '2027-01-02')).toEqual(['1 2027-01-02']);
    // December was missed as well, and is the one that is made up for.
    expect(carriedOut(missed, paused([cycle(1, '2026-11-20')]), '2027-01-02')).toEqual([
      '1 2026-11-20',
      '2 2027-01-02',
    ]);
    // Also where the second date came just now.
    expect(carriedOut(missed, paused([cycle(1, '2026-12-01')]), '2027-01-02')).toEqual([
      '1 2026-12-01',
      '2 2027-01-02',
    ]);
  });

  it('where no cycle is known opens none', () => {
    expect(carriedOut(RESUME, paused([]), '2027-01-15')).toEqual([]);
  });
});

describe('an uncancel', () => {
  const cancellation: Cancellation = {
    ...{ when: 'now', by: 'Ana', reason: 'asked for', at: '2026-12-20T12:00:00.000Z' },
    ...{ nextDate: '2027-01-15', inactiveAt: '2026-12-20T12:01:00.000Z' },
  };
  const uncancelling = (): SubscriptionRecord =>
    sent(toSend({ kind: 'uncancel' }, { ...paused([cycle(1, '2027-01-10')]), cancellation }), DONE);
  const shown = { status: 'ATV', nextDate: '2027-01-15' };

  it('ends the cancellation, and moves the cycle to the date that was set', () => {
    const after = shows(uncancelling(), shown, START_MS + MINUTE_MS);
    expect(after).not.toHaveProperty('cancellation');
    expect(after.ledger.cycles.map(({ dueDate }) => dueDate)).toEqual(['2027-01-15']);
  });

  it('leaves a later cancellation, which waits', () => {
    const later = asked({ kind: 'cancel', when: 'period_end' }, uncancelling(), 'c');
    const after = shows(later, shown, START_MS + MINUTE_MS);
    expect(after.cancellation).toMatchObject({ when: 'period_end' });
    expect(after.edit).toMatchObject({ command: 'c', fields: { status: 'INA' } });
  });
});

describe('a date that a person moved', () => {
  it('is no difference from what was sold: no other date is remembered', () => {
    const put = { ...cycle(2, '2027-01-12'), plannedDate: '2027-01-11', originalDate: '2027-01-10' };
    const moved = redatedByCommand(
      { immediate: [], cycles: [cycle(1, '2026-12-10', [PAID]), put] },
      '2027-01-20',
    );
    expect(moved.cycles).toEqual([cycle(1, '2026-12-10', [PAID]), cycle(2, '2027-01-20')]);
  });

  it('opens the first cycle where none is known', () => {
    expect(redatedByCommand({ immediate: [], cycles: [] }, '2027-01-20').cycles).toEqual([
      cycle(1, '2027-01-20'),
    ]);
  });
});
