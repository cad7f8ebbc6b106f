import { idsOf } from '../../domain/opening/opening';
import { flagsOf, PASSING, type Attention } from '../../domain/subscription/attention';
import { plan } from '../../domain/subscription/plan';
import { hasEnded, type SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';
import { mayFollow } from '../../domain/subscription/states';
import { upgradeRecord } from '../../domain/subscription/upgrade-record';
import { lives, type Played } from './support/lives';

/** The record in its JSON, as Temporal carries it. */
const carried = (record: SubscriptionRecord): SubscriptionRecord =>
  JSON.parse(JSON.stringify(record)) as SubscriptionRecord;

/** The gateway said nothing to a step. */
const isSilent = ({ step, chance: now }: Played): boolean =>
  step.kind === 'send' ? ['not_sent', 'unknown'].includes(now.outcome.kind) : now.answer.kind === 'no_answer';

/** What this step ended, or began to end. */
function endedBy({ before, after, step }: Played): boolean {
  const isNew =
    !hasEnded(before) && hasEnded(after) && before.opening.stage !== 'ending' && step.kind !== 'end';
  const isEnding = before.opening.stage !== 'ending' && after.opening.stage === 'ending';
  return isNew || isEnding;
}

/** Flags that say nothing about money. */
const NOT_MONEY: readonly Attention[] = [...PASSING, 'cancel_requested'];

describe('the plan, over lives of arbitrary answers', () => {
  it('always has a next step until the end, and none after it', () => {
    lives((played, order) => {
      for (const { after, nowMs } of played)
        expect(plan(after, { order, nowMs }).length > 0).toBe(!hasEnded(after));
    });
  });

  it('does not put a step off by planning again later', () => {
    lives((played, order) => {
      for (const { after, nowMs } of played) {
        const [now] = plan(after, { order, nowMs });
        if (now === undefined) continue;
        const [later] = plan(after, { order, nowMs: Math.max(nowMs, now.atMs) });
        expect(later?.atMs).toBeLessThanOrEqual(now.atMs);
      }
    });
  });

  it('never has the same thing to do again at the same moment: no hot loop', () => {
    lives((played) => {
      const counts = new Map<string, number>();
      let openings = 0;
      for (const { step, nowMs, before, after } of played) {
        const key = `${String(nowMs)} ${String(openings)} ${JSON.stringify(step)}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        // What is open again is decided again, at the same moment perhaps: that is sent, and asked about, anew.
        const isOpen = ({ opening }: SubscriptionRecord): boolean =>
          opening.stage === 'awaiting_confirmation';
        if (isOpen(after) && !isOpen(before)) openings += 1;
      }
      expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(1);
    });
  });

  it('is the same for a record that was carried over as JSON', () => {
    lives((played, order) => {
      for (const { after, nowMs } of played) {
        const upgraded = upgradeRecord(carried(after), order);
        expect(upgraded).toEqual(after);
        expect(plan(upgraded, { order, nowMs })).toEqual(plan(after, { order, nowMs }));
      }
    });
  });

  it('sends a call that may have arrived again only after an answer that it did not', () => {
    lives((played) => {
      const mayHaveArrived = new Set<string>();
      for (const { step, before, after, chance: now } of played) {
        if (step.kind === 'carry_out') mayHaveArrived.clear();
        if (step.kind === 'ask' && now.answer.kind === 'done') mayHaveArrived.delete(step.call);
        if (step.kind !== 'send' || step.call === 'create') continue;
        expect(mayHaveArrived.has(step.call)).toBe(false);
        if (now.outcome.kind !== 'not_sent') mayHaveArrived.add(step.call);
        // One unconcluded money call at a time.
        expect(before.calls).toHaveLength(1);
        expect(after.calls.length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('never pays a NIT again that may have been denied', () => {
    lives((played) => {
      let mayBeDenied = false;
      for (const { step, chance: now } of played) {
        if (step.kind !== 'send' || step.call !== 'pay') continue;
        expect(mayBeDenied).toBe(false);
        mayBeDenied = now.outcome.kind === 'unknown' && now.outcome.mayHaveBeenDenied === true;
      }
    });
  });

  it('has the NIT or SID in the record before the call that can move money (R1)', () => {
    lives((played) => {
      for (const { step, before } of played) {
        if (step.kind !== 'send' || step.call === 'create') continue;
        const call = before.calls.find(({ id }) => id === step.call);
        const ids = idsOf(before.opening);
        expect(ids?.sid).toBeDefined();
        expect(call).toMatchObject(
          step.call === 'activate' ? { sid: ids?.sid } : { nit: ids?.nit ?? 'no NIT' },
        );
      }
    });
  });

  it('shows states that follow each other as the table has it', () => {
    lives((played) => {
      const shown = played.flatMap(({ before, after }) => [
        shownState(before).state,
        shownState(after).state,
      ]);
      const moves = shown.slice(1).map((to, index) => ({ from: shown[index] ?? to, to }));
      expect(moves.filter(({ from, to }) => from !== to && !mayFollow(from, to))).toEqual([]);
    });
  });

  it('ends on an answer of the gateway or the word of a person, never on silence (R6)', () => {
    lives((played) => {
      const ended = played.filter((one) => endedBy(one) && one.step.kind !== 'carry_out');
      expect(ended.filter(isSilent)).toEqual([]);
    });
  });

  it('closes the books of no subscription with a flag about money up', () => {
    lives((played, order) => {
      const closed = played.filter(({ step }) => step.kind === 'end');
      const flags = closed.flatMap(({ before, nowMs }) => flagsOf(before, { order, nowMs }));
      expect(flags.filter((flag) => !NOT_MONEY.includes(flag))).toEqual([]);
    });
  });
});
