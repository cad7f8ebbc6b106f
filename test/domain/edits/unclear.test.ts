import { LIMITS } from '../../../domain/limits';
import type { CallOutcome } from '../../../domain/gateway/answers';
import type { Change } from '../../../domain/edits/change';
import { takeSeid, withoutSeid } from '../../../domain/edits/apply-edit';
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
const TIMES = LIMITS.unclearEditAnswers;

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

  it.each([
    ['a card, which no query shows', CARD],
    ['an amount that does not show', AMOUNT],
  ])('so often comes to an end within the hour: %s', (_, change) => {
    expect(commandIn(tried(change, times(TIMES - 1)).record).state).toBe('under_way');
    const { record, nowMs } = tried(change, times(TIMES));
    expect(commandIn(record)).toMatchObject({
      state: 'failed',
      problem: {
        code: '134',
        message:
          'the gateway answered 5 times in ways that leave it open, last with code 134, and nothing shows it',
      },
    });
    expect(nowMs - START_MS).toBeLessThan(60 * MINUTE_MS);
  });

  it('lets what waits behind it go on', () => {
    const { record } = tried(CARD, times(TIMES - 1));
    const waiting = asked(PAUSE, record, 'b');
    expect(editIn(waiting).command).toBe('a');
    const nowMs = editIn(waiting).atMs;
    const again = takeSeid(begun(waiting, DONE, nowMs), 'seid', now(nowMs));
    const next = shows(sent(again, UNCLEAR, nowMs), {}, nowMs + LIMITS.believeNothingAfterMs);
    expect(editIn(next)).toMatchObject({ command: 'b', stage: 'begin', fields: { status: 'INA' } });
  });

  it('is done all the same once it shows', () => {
    const { record } = tried(AMOUNT, times(TIMES - 1));
    const nowMs = editIn(record).atMs;
    const last = sent(takeSeid(begun(record, DONE, nowMs), 'seid', now(nowMs)), UNCLEAR, nowMs);
    expect(commandIn(shows(last, { amountCents: 5_990 }, nowMs)).state).toBe('done');
  });

  it('is tried on where it stops charges, and where nobody answers', () => {
    for (const change of [PAUSE, CANCEL])
      expect(commandIn(tried(change, times(2 * TIMES)).record).state).toBe('under_way');
    expect(commandIn(tried(CARD, times(2 * TIMES, LOST)).record).state).toBe('under_way');
  });
});

test('a begin that is answered so, and brings no SEID, counts as well', () => {
  let record = asked(CARD);
  for (let count = 1; count <= TIMES; count += 1) {
    expect(commandIn(record).state).toBe('under_way');
    const nowMs = editIn(record).atMs;
    record = withoutSeid(begun(record, UNCLEAR, nowMs), now(nowMs + LIMITS.awaitSeidMs));
  }
  expect(commandIn(record)).toMatchObject({ state: 'failed', problem: { code: '134' } });
});
