import { definedOnly } from '../../../domain/defined-only';
import { LIMITS } from '../../../domain/limits';
import { flagsOf, type Attention } from '../../../domain/subscription/attention';
import { nextOverdueMs } from '../../../domain/subscription/overdue';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, CANCEL } from '../edits/support';
import { asked as askedBack, ASKED_MS, refundIn } from '../refunds/support';
import { at, orderOf, running, SID, START_MS } from '../support/record';

const adopting = newRecord(orderOf({ entry: 'adopt', payment: undefined, sid: SID }), START_MS);
const open: SubscriptionRecord = {
  ...running(),
  schedule: { ...running().schedule, openSinceMs: START_MS, openPolls: 1 },
};
const withoutEdit = ({ edit, ...rest }: SubscriptionRecord): SubscriptionRecord =>
  edit === undefined ? rest : rest;

/** It was undone elsewhere, and is carried out once more, an hour later. */
const again: SubscriptionRecord = {
  ...withoutEdit(asked(CANCEL)),
  ...definedOnly({ commands: asked(CANCEL, undefined, 'a', START_MS + 3_600_000).commands }),
};

const LASTING: readonly [string, SubscriptionRecord, Attention, number][] = [
  ['an adoption', adopting, 'adoption_open', START_MS + LIMITS.adoptionOpenMs],
  ['a change', asked(AMOUNT), 'command_stuck', START_MS + LIMITS.commandStuckMs],
  ['a cancellation', withoutEdit(asked(CANCEL)), 'command_stuck', START_MS + LIMITS.commandStuckMs],
  ['a cancellation given again', again, 'command_stuck', START_MS + 3_600_000 + LIMITS.commandStuckMs],
  ['a refund', askedBack(), 'command_stuck', ASKED_MS + LIMITS.commandStuckMs],
];

describe('the next flag that time alone raises', () => {
  it.each(LASTING)(
    'of %s goes up at the instant that is told before, and is told once',
    (_of, record, flag, atMs) => {
      expect(nextOverdueMs(record, atMs - 1)).toBe(atMs);
      expect(flagsOf(record, at(atMs - 1))).not.toContain(flag);
      expect(flagsOf(record, at(atMs))).toContain(flag);
      expect(nextOverdueMs(record, atMs)).toBeUndefined();
    },
  );

  it('is none of an open cycle, which is asked for every day', () => {
    const atMs = START_MS + LIMITS.cycleOpenMs;
    expect(nextOverdueMs(open, START_MS)).toBeUndefined();
    expect(flagsOf(open, at(atMs - 1))).not.toContain('cycle_open');
    expect(flagsOf(open, at(atMs))).toContain('cycle_open');
  });

  it('is the earliest of several, and there is none where nothing lasts, or all is over', () => {
    const refunds = askedBack().refunds ?? [];
    const both = { ...asked(AMOUNT), refunds };
    const moments = [START_MS, ASKED_MS].map((ms) => ms + LIMITS.commandStuckMs).sort((a, b) => a - b);
    expect(nextOverdueMs(both, 0)).toBe(moments[0]);
    expect(nextOverdueMs(both, moments[0] ?? 0)).toBe(moments[1]);
    expect(nextOverdueMs(running(), 0)).toBeUndefined();
    const done = { ...refundIn(askedBack()), state: 'done' as const };
    expect(nextOverdueMs({ ...running(), refunds: [done] }, 0)).toBeUndefined();
    expect(
      nextOverdueMs({ ...both, opening: { stage: 'ended', sinceMs: START_MS, as: 'completed' } }, 0),
    ).toBeUndefined();
  });
});
