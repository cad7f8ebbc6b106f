import { withoutOldCommands } from '../../../domain/edits/known-commands';
import { LIMITS } from '../../../domain/limits';
import { withRefund } from '../../../domain/refunds/changes';
import { isForgotten, withForgotten } from '../../../domain/subscription/forgotten-ids';
import { lighten } from '../../../domain/subscription/lighten';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { asked, AMOUNT, commandIn } from '../edits/support';
import { asked as askedBack, refundIn } from '../refunds/support';
import { running, START_MS } from '../support/record';

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `pause/t${String(at)}`);

describe('a command whose details have left', () => {
  const done = (count: number): SubscriptionRecord => {
    const one = { ...commandIn(asked(AMOUNT)), state: 'done' as const };
    return { ...running(), commands: ids(count).map((id) => ({ ...one, id })) };
  };

  it('is known by its id, and no other is', () => {
    const record = withoutOldCommands(done(60), LIMITS.commandsEnded);
    expect(record.commands).toHaveLength(50);
    expect(ids(60).filter((id) => isForgotten(record, id))).toEqual(ids(10));
    expect(isForgotten(record, 'resume/t0')).toBe(false);
  });

  it('is known in a new run, which keeps less', () => {
    const record = lighten(done(30), START_MS);
    const kept = new Set(record.commands?.map(({ id }) => id));
    expect(kept.size).toBe(20);
    for (const id of ids(30)) expect([id, kept.has(id) || isForgotten(record, id)]).toEqual([id, true]);
  });

  it('is known where it is a refund', () => {
    const ended = { ...refundIn(askedBack()), state: 'done' as const };
    const { look, ...first } = ended;
    const record = Array.from({ length: 51 }, (_, at) => `refund/r${String(at)}`).reduce(
      (known, id) => withRefund(known, { ...first, id }),
      running(),
    );
    expect(record.refunds).toHaveLength(50);
    expect(isForgotten(record, 'refund/r0')).toBe(true);
    expect(isForgotten(record, 'refund/r1')).toBe(false);
  });

  it('is forgotten when hundreds came after it: the memory is bounded', () => {
    const record = withForgotten(running(), ids(LIMITS.idsRemembered + 1));
    expect(record.forgottenIds).toHaveLength(LIMITS.idsRemembered * 16);
    expect(isForgotten(record, 'pause/t0')).toBe(false);
    expect(isForgotten(record, 'pause/t1')).toBe(true);
  });
});
