import type { Info } from '@temporalio/activity';
import type { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createDeliveryActivities } from '../../activities/deliveries';
import { LIMITS } from '../../activities/limits';
import type { SubscriptionEvent } from '../../contract/events';
import { PAUSES_MS } from '../../webhooks/limits';
import type { Posted } from '../../webhooks/receiver';
import { DELIVERY_POLICY } from '../../workflows/call-policies';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const TAKEN: Posted = { kind: 'taken' };
const NOT_TAKEN: Posted = { kind: 'not_taken', why: 'the receiver answered HTTP 500' };
const never = (): Promise<Posted> => new Promise(() => undefined);
const askedFor = (retryAfterMs: number): Posted => ({ ...NOT_TAKEN, retryAfterMs });
const LAST_ATTEMPT = PAUSES_MS.length + 1;

const events = (count: number): SubscriptionEvent[] =>
  Array.from({ length: count }, (_one, index) => ({ id: `e${String(index + 1)}` })) as SubscriptionEvent[];

/** What Temporal says of an attempt. `sinceMs`: since the first one was scheduled. */
const infoOf = (attempt: number, sinceMs: number): Partial<Info> => ({
  attempt,
  scheduledTimestampMs: Date.now() - sinceMs,
  currentAttemptScheduledTimestampMs: Date.now(),
  scheduleToCloseTimeoutMs: DELIVERY_POLICY.scheduleToCloseMs ?? 0,
  startToCloseTimeoutMs: DELIVERY_POLICY.startToCloseMs,
});

/** One attempt of a delivery, and which events it posted. */
async function delivered(
  answer: (id: string) => Posted | Promise<Posted>,
  { attempt = 1, count = 4, sinceMs = 0 }: { attempt?: number; count?: number; sinceMs?: number } = {},
): Promise<{ posted: string[]; result: unknown; failure: ApplicationFailure | undefined }> {
  const posted: string[] = [];
  const deliveries = createDeliveryActivities({
    post: (id) => {
      posted.push(id);
      return Promise.resolve(answer(id));
    },
  });
  const environment = new MockActivityEnvironment(infoOf(attempt, sinceMs), {
    logger: new DefaultLogger('ERROR'),
  });
  try {
    const result: unknown = await environment.run(() => deliveries.deliverEvents({ events: events(count) }));
    return { posted, result, failure: undefined };
  } catch (failure) {
    return { posted, result: undefined, failure: failure as ApplicationFailure };
  }
}

describe('a delivery of several events', () => {
  it('posts each once, in order, where each is taken', async () => {
    const { posted, result } = await delivered(() => TAKEN);
    expect(posted).toEqual(['e1', 'e2', 'e3', 'e4']);
    expect(result).toEqual({ delivered: 4 });
  });

  it('ends with what was taken: the attempts of the next event begin with the first', async () => {
    const { posted, result } = await delivered((id) => (id === 'e3' ? NOT_TAKEN : TAKEN), { attempt: 9 });
    expect(posted).toEqual(['e1', 'e2', 'e3']);
    expect(result).toEqual({ delivered: 2 });
  });

  it('lets the others wait for the first one, on the published schedule', async () => {
    for (const [index, pauseMs] of PAUSES_MS.entries()) {
      const { posted, failure } = await delivered(() => NOT_TAKEN, { attempt: index + 1 });
      expect(posted).toEqual(['e1']);
      expect(failure).toMatchObject({ nonRetryable: false, nextRetryDelay: pauseMs });
    }
  });

  it('gives up the one that nobody takes, and not those behind it', async () => {
    const { posted, failure } = await delivered((id) => (id === 'e1' || id === 'e3' ? NOT_TAKEN : TAKEN), {
      attempt: LAST_ATTEMPT,
    });
    expect(posted).toEqual(['e1', 'e2', 'e3', 'e4']);
    expect(failure).toMatchObject({ nonRetryable: true, details: [0, [0, 2]] });
  });

  it('waits as long as the receiver asks for', async () => {
    const { failure } = await delivered(() => askedFor(HOUR_MS));
    expect(failure).toMatchObject({
      nonRetryable: false,
      nextRetryDelay: HOUR_MS,
      details: [0, [0, 1, 2, 3]],
    });
  });

  it.each([1, 9, LAST_ATTEMPT])(
    'begins anew behind what was taken in attempt %i, also when the receiver asks for a pause',
    async (attempt) => {
      const { result } = await delivered((id) => (id === 'e2' ? askedFor(1_000) : TAKEN), { attempt });
      expect(result).toEqual({ delivered: 1, pauseMs: 1_000 });
    },
  );

  it.each([
    ['is tried again while another attempt fits in', 2.5 * DAY_MS, ['e1']],
    [
      'is tried no more where none fits in, and those behind are posted once, too',
      3.5 * DAY_MS,
      ['e1', 'e2', 'e3', 'e4'],
    ],
  ])('%s, when the receiver asks for a day', async (_what, sinceMs, expected) => {
    const { posted, failure } = await delivered((id) => (id === 'e3' ? TAKEN : askedFor(DAY_MS)), {
      ...{ attempt: 4, sinceMs },
    });
    expect(posted).toEqual(expected);
    expect(failure?.nonRetryable).toBe(expected.length > 1);
    expect(failure?.details).toEqual([0, expected.length > 1 ? [0, 1, 3] : [0, 1, 2, 3]]);
  });

  it('waits no longer for a post than a post may take, whatever its receiver does', async () => {
    jest.useFakeTimers();
    try {
      const attempt = delivered(never);
      await jest.advanceTimersByTimeAsync(LIMITS.postMs);
      const { posted, failure } = await attempt;
      expect(posted).toEqual(['e1']);
      expect(failure).toMatchObject({ message: 'the receiver did not answer in time', nonRetryable: false });
    } finally {
      jest.useRealTimers();
    }
  });

  it('posts nothing more to a receiver that is gone for good', async () => {
    const { posted, failure } = await delivered(() => ({ ...NOT_TAKEN, isFinal: true }));
    expect(posted).toEqual(['e1']);
    expect(failure).toMatchObject({ nonRetryable: true, details: [0, [0, 1, 2, 3]] });
  });
});
