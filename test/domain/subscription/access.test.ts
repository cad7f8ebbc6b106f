import type { CallOutcome, QueryOutcome } from '../../../domain/gateway/answers';
import { LIMITS } from '../../../domain/limits';
import { mustCountPollers, noteAccess, notePollers } from '../../../domain/subscription/access';
import type { GatewayAccess, SubscriptionRecord } from '../../../domain/subscription/record';
import { running, START_MS } from '../support/record';

const MINUTE = 60_000;
const NOT_TAKEN = { kind: 'no_answer', reason: 'not_taken' } as const;
const UNTRUSTED = { kind: 'not_sent', reason: 'tls' } as const;
const SILENT = { kind: 'no_answer', reason: 'gateway_silent' } as const;
const LOST = { kind: 'unknown', reason: 'answer_timeout' } as const;
const DONE = { kind: 'done', facts: {} } as const;
const refusal = (changes: object = {}): CallOutcome => ({
  ...{ kind: 'refused', facts: {}, code: '1', message: 'no', refusedBy: 'gateway' },
  ...changes,
});
const STORE_REFUSED = refusal({ credentialsRefused: true });

type Noted = [outcome: CallOutcome | QueryOutcome, atMinute: number];
/** What is noted of calls that went like this, one after the other. */
const after = (...noted: Noted[]): GatewayAccess => {
  let record: SubscriptionRecord = { ...running(), access: {} };
  for (const [outcome, minute] of noted) record = noteAccess(record, outcome, START_MS + minute * MINUTE);
  return record.access;
};
const atMinute = (minute: number): number => START_MS + minute * MINUTE;

describe('calls that no worker takes', () => {
  it('are noted since the first one, until a worker takes one', () => {
    expect(after([NOT_TAKEN, 1])).toEqual({ notTaken: { sinceMs: atMinute(1), lastAtMs: atMinute(1) } });
    expect(after([NOT_TAKEN, 1], [{ kind: 'not_sent', reason: 'not_taken' }, 3])).toEqual({
      notTaken: { sinceMs: atMinute(1), lastAtMs: atMinute(3) },
    });
    for (const taken of [SILENT, LOST, UNTRUSTED, DONE])
      expect(after([NOT_TAKEN, 1], [taken, 2])).not.toHaveProperty('notTaken');
  });

  it('say nothing of what else is known', () => {
    expect(after([STORE_REFUSED, 1], [NOT_TAKEN, 2])).toMatchObject({
      credentialsRefusedSinceMs: atMinute(1),
    });
  });

  it('are counted once for each that was not taken', () => {
    const record = noteAccess({ ...running(), access: {} }, NOT_TAKEN, START_MS);
    expect(mustCountPollers({})).toBe(false);
    expect(mustCountPollers(record.access)).toBe(true);
    const counted = notePollers(record, 2, START_MS);
    expect(counted.access.notTaken).toMatchObject({ checkedAtMs: START_MS, pollers: 2 });
    expect(mustCountPollers(counted.access)).toBe(false);
    const again = noteAccess(counted, NOT_TAKEN, atMinute(1));
    expect(mustCountPollers(again.access)).toBe(true);
    // What was counted before is not taken for what could not be counted now.
    expect(notePollers(again, undefined, atMinute(1)).access.notTaken).toEqual({
      ...{ sinceMs: START_MS, lastAtMs: atMinute(1), checkedAtMs: atMinute(1) },
    });
  });

  it('that were taken meanwhile are not counted, and nothing else is forgotten by a count', () => {
    const taken = { ...running(), access: { untrustedSinceMs: START_MS } };
    expect(notePollers(taken, 2, START_MS)).toBe(taken);
    const both = noteAccess(taken, NOT_TAKEN, START_MS);
    expect(notePollers(both, 0, START_MS).access).toMatchObject({ untrustedSinceMs: START_MS });
  });
});

describe('a gateway that is not trusted', () => {
  it('is noted since the first time, until it answers', () => {
    expect(after([UNTRUSTED, 1], [{ kind: 'no_answer', reason: 'tls' }, 2])).toEqual({
      untrustedSinceMs: atMinute(1),
    });
    for (const silence of [SILENT, LOST, { kind: 'not_sent', reason: 'dns' } as const])
      expect(after([UNTRUSTED, 1], [silence, 2])).toEqual({ untrustedSinceMs: atMinute(1) });
    const denied = { kind: 'denied', facts: {}, code: '51', message: 'no' } as const;
    for (const answer of [DONE, denied, refusal()]) expect(after([UNTRUSTED, 1], [answer, 2])).toEqual({});
  });

  it('is not trusted by what our own side refuses', () => {
    for (const refusedBy of ['client', 'worker'])
      expect(after([UNTRUSTED, 1], [refusal({ refusedBy }), 2])).toEqual({ untrustedSinceMs: atMinute(1) });
  });
});

describe('credentials that are refused', () => {
  it('are noted since the first time, until the gateway answers otherwise', () => {
    expect(after([STORE_REFUSED, 1], [STORE_REFUSED, 2])).toEqual({ credentialsRefusedSinceMs: atMinute(1) });
    expect(after([STORE_REFUSED, 1], [SILENT, 2])).toEqual({ credentialsRefusedSinceMs: atMinute(1) });
    expect(after([STORE_REFUSED, 1], [refusal(), 2])).toEqual({});
    expect(after([STORE_REFUSED, 1], [DONE, 2])).toEqual({});
  });
});

describe('a gateway that asks to be left alone', () => {
  const told = (retryAfterMs?: number): QueryOutcome => ({
    ...{ kind: 'no_answer', reason: 'told_to_wait' },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

  it('is left alone for as long as it says, an hour at most', () => {
    expect(after([told(5 * MINUTE), 1])).toEqual({ quietUntilMs: atMinute(6) });
    expect(after([told(5 * 60 * MINUTE), 1])).toEqual({ quietUntilMs: atMinute(1) + LIMITS.retryAfterMs });
    expect(after([told(), 1])).toEqual({ quietUntilMs: atMinute(1) });
  });

  it('is asked again once it has answered another call', () => {
    expect(after([told(5 * MINUTE), 1], [DONE, 2])).toEqual({});
  });

  it('is left alone whatever else met silence, or never left', () => {
    const quiet = { quietUntilMs: atMinute(31) };
    for (const outcome of [SILENT, LOST, { kind: 'not_sent', reason: 'vault_unavailable' } as const])
      expect(after([told(30 * MINUTE), 1], [outcome, 2])).toMatchObject(quiet);
    expect(after([told(30 * MINUTE), 1], [UNTRUSTED, 2])).toMatchObject(quiet);
    expect(after([told(30 * MINUTE), 1], [NOT_TAKEN, 2])).toMatchObject(quiet);
    expect(after([told(30 * MINUTE), 1], [refusal({ refusedBy: 'worker' }), 2])).toMatchObject(quiet);
  });
});
