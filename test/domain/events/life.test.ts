import type { AuditEntry } from '../../../domain/audit';
import { END_STATES } from '../../../domain/subscription/states';
import { asNit, asSid } from '../../../domain/ids';
import type { Opening } from '../../../domain/opening/opening';
import { NIT, SID, START_MS } from '../support/record';
import { born, ended, eventsOf, LATER, LATER_MS, newest, step, told, toldSince, withStatus } from './support';

const CANCELLED = { when: 'now', by: 'Ana', reason: 'asked for', at: LATER } as const;
const awaiting: Opening = {
  ...{ stage: 'awaiting_confirmation', sinceMs: START_MS, confirmBy: '2027-01-01T12:30:00.000Z' },
  ids: { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS },
};

describe('the life of a subscription, as a billing system is told of it', () => {
  it('begins with what was sold, before the gateway has said anything', () => {
    expect(eventsOf(born())).toMatchObject({
      ...{ last: 1, life: 'opening', raised: [] },
      kept: [{ sequence: 1, type: 'subscription.created', time: '2027-01-01T12:00:00.000Z' }],
    });
    const event = newest(born());
    expect(event).toMatchObject({
      ...{ key: 'subscription.created/2027-01-01T12:00:00.000Z', subject: 'subscription' },
      data: { state: 'creating', terms: { amountCents: 4_990 }, paidCents: 0, owedCents: 0 },
    });
    for (const unknown of ['sid', 'nit', 'nextDate', 'why'])
      expect(event?.data).not.toHaveProperty([unknown]);
  });

  it('is activated once, with the ids and the next date of the gateway', () => {
    const active = told();
    expect(toldSince(born(), active)).toEqual(['charge.paid', 'subscription.activated']);
    expect(newest(active)?.data).toEqual({
      ...{ state: 'active', terms: active.terms, paidCents: 990, owedCents: 0 },
      ...{ sid: SID, nit: NIT, nextDate: '2027-01-10' },
    });
    expect(toldSince(active, step(active, withStatus(active, 'ATV')))).toEqual([]);
  });

  it('is activated by its payment, though the gateway has not said yet how the schedule stands', () => {
    const before = born();
    const { schedule, ...paid } = told();
    const unseen = { ...schedule, snapshot: {} };
    const after = step(before, { ...paid, schedule: unseen, events: eventsOf(before) });
    expect(toldSince(before, after)).toContain('subscription.activated');
  });

  it('is not activated while it waits for the word of a person', () => {
    const before = born();
    const waiting = step(before, { opening: awaiting, ...withStatus(before, 'ATV') });
    expect(toldSince(before, waiting)).toEqual(['payment.awaiting_confirmation']);
    expect(eventsOf(waiting).life).toBe('opening');
  });

  it('is paused and resumed by what the gateway says of the schedule, and by nothing less', () => {
    const active = told();
    const paused = step(active, withStatus(active, 'INA'));
    expect(newest(paused)).toMatchObject({ type: 'subscription.paused', data: { state: 'paused' } });
    const unclear = step(paused, withStatus(paused, 'XYZ'));
    expect(toldSince(paused, unclear)).toEqual([]);
    const resumed = step(unclear, withStatus(unclear, 'ATV'));
    expect(newest(resumed)).toMatchObject({ type: 'subscription.resumed', data: { state: 'active' } });
    expect(toldSince(resumed, step(resumed, withStatus(resumed, 'FIN')))).toEqual([]);
  });

  it('that was paused before it ran is paused, and resumed later', () => {
    const { opening, schedule } = told();
    const before = born();
    const paused = step(before, { opening, ...withStatus({ ...before, schedule }, 'INA') });
    expect(toldSince(before, paused)).toEqual(['subscription.paused']);
    expect(toldSince(paused, step(paused, withStatus(paused, 'ATV')))).toEqual(['subscription.resumed']);
  });

  it('is not paused by a cancellation, which is told when it has come to its end', () => {
    const active = told();
    const stopping = step(active, { cancellation: CANCELLED, ...withStatus(active, 'INA') });
    expect(toldSince(active, stopping)).toEqual([]);
    const gone = step(stopping, ended(stopping, { as: 'cancelled' }));
    expect(toldSince(stopping, gone)).toEqual(['subscription.cancelled']);
  });

  it('ends once, by the name of its end, and says why in the words of the audit trail', () => {
    for (const as of END_STATES) {
      const active = told();
      const why: AuditEntry = { at: LATER, by: 'Ana', event: 'retired', what: `it is ${as}` };
      const over = step(active, { ...ended(active, { as }), audit: [...active.audit, why] });
      expect(toldSince(active, over)).toEqual([`subscription.${as}`]);
      expect(newest(over)?.data).toMatchObject({ state: as, why: { event: 'retired', what: `it is ${as}` } });
      expect(newest(over)?.data).not.toHaveProperty('why.by');
      expect(toldSince(over, step(over, { acknowledged: ['a'] }))).toEqual([]);
    }
  });

  it('that was refused before the gateway gave it ids ends without them', () => {
    const before = born();
    const opening = { stage: 'ended', as: 'rejected', sinceMs: LATER_MS } as const;
    const over = step(before, { opening });
    expect(newest(over)).toMatchObject({ type: 'subscription.rejected', data: { state: 'rejected' } });
    expect(newest(over)?.data).not.toHaveProperty('sid');
  });
});
