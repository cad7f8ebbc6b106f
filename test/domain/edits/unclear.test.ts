import { LIMITS } from '../../../domain/limits';
import type { CallOutcome } from '../../../domain/gateway/answers';
import type { Change } from '../../../domain/edits/change';
import {
  applyBegun,
  applyEditSent,
  noteBeginning,
  noteSending,
  takeSeid,
  withoutSeid,
} from '../../../domain/edits/apply-edit';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { START_MS } from '../support/record';
import {
  AMOUNT,
  asked,
  begun,
  CANCEL,
  CARD,
  commandIn,
  DONE,
  editIn,
  LOST,
  MINUTE_MS,
  now,
  PAUSE,
  sent,
  shows,
} from './support';

const UNCLEAR: CallOutcome = { kind: 'unknown', reason: 'ambiguous_code', code: '134' };
const TIMES = LIMITS.unclearCardAnswers;

/** One send after the other, each looked for until the next may leave, or the command has ended. */
function tried(
  change: Change,
  outcomes: readonly CallOutcome[],
): { record: SubscriptionRecord; nowMs: number } {
  let record = asked(change);
  let nowMs = START_MS;
  for (const outcome of outcomes) {
    nowMs = editIn(record).atMs;
    record = takeSeid(begun(record, DONE, nowMs), 'seid', now(nowMs));
    record = sent(record, outcome, nowMs);
    nowMs += LIMITS.believeNothingAfterMs;
    record = shows(record, {}, nowMs);
  }
  return { record, nowMs };
}

const times = (count: number, outcome: CallOutcome = UNCLEAR): CallOutcome[] =>
  Array.from({ length: count }, () => outcome);

describe('a send that is answered with a code that leaves it open', () => {
  it('is in doubt, and the code is named', () => {
    const { record } = tried(CARD, [UNCLEAR]);
    expect(record.lastError).toMatchObject({ call: 'sendEdit', code: 'ambiguous_code_134' });
    expect(editIn(record)).toMatchObject({ stage: 'begin', unclear: { code: '134', times: 1 } });
  });

  it('so often comes to an end within the hour, and says what is not known', () => {
    expect(commandIn(tried(CARD, times(TIMES - 1)).record).state).toBe('under_way');
    const { record, nowMs } = tried(CARD, times(TIMES));
    expect(commandIn(record)).toMatchObject({
      state: 'failed',
      problem: {
        code: '134',
        message:
          'the gateway answered 5 times without saying whether the card was set, last with code 134: it is not known',
      },
    });
    expect(nowMs - START_MS).toBeLessThan(60 * MINUTE_MS);
  });

  it('lets what waits behind it go on', () => {
    const { record } = tried(CARD, times(TIMES - 1));
    const waiting = asked(AMOUNT, record, 'b');
    expect(editIn(waiting).command).toBe('a');
    const nowMs = editIn(waiting).atMs;
    const again = takeSeid(begun(waiting, DONE, nowMs), 'seid', now(nowMs));
    const next = shows(sent(again, UNCLEAR, nowMs), {}, nowMs + LIMITS.believeNothingAfterMs);
    expect(editIn(next)).toMatchObject({ command: 'b', stage: 'begin', fields: { amountCents: 5_990 } });
  });

  it('counts its answers on where a pause has come before it', () => {
    const { record } = tried(CARD, times(TIMES - 1));
    const paused = asked(PAUSE, record, 'b');
    expect(editIn(paused).command).toBe('b');
    const nowMs = editIn(paused).atMs;
    const pause = takeSeid(
      applyBegun(noteBeginning(paused, now(nowMs)), 'b', DONE, now(nowMs)),
      'seid',
      now(nowMs),
    );
    const answered = applyEditSent(noteSending(pause, now(nowMs)), 'b', DONE, now(nowMs));
    const afterwards = shows(answered, { status: 'INA' }, nowMs);
    expect(editIn(afterwards)).toMatchObject({ command: 'a', unclear: { times: TIMES - 1 } });
  });

  it('is tried on where a query would show it, where the gateway fails, and where nobody answers', () => {
    for (const change of [AMOUNT, PAUSE, CANCEL])
      expect(commandIn(tried(change, times(2 * TIMES)).record).state).toBe('under_way');
    const failing: CallOutcome = { kind: 'unknown', reason: 'http_5xx', code: '999' };
    for (const outcome of [failing, LOST])
      expect(commandIn(tried(CARD, times(2 * TIMES, outcome)).record).state).toBe('under_way');
  });

  it('counts no begin, which is safe to repeat', () => {
    let record = asked(CARD);
    for (let count = 0; count < 2 * TIMES; count += 1) {
      const nowMs = editIn(record).atMs;
      record = withoutSeid(begun(record, UNCLEAR, nowMs), now(nowMs + LIMITS.awaitSeidMs));
    }
    expect(commandIn(record).state).toBe('under_way');
  });
});
