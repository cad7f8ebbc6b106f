import { callById } from '../../domain/subscription/changes';
import { applyAnswer } from '../../domain/subscription/apply-step';
import type { PaymentFacts, QueryOutcome } from '../../domain/gateway/answers';
import { KNOWN_STATUSES } from '../../domain/gateway/status';
import { carryOut, withPersonalDecision } from '../../domain/opening/decisions';
import { plan, type Planned } from '../../domain/subscription/plan';
import { newRecord, type SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';
import { at, done, orderOf, send, START_MS } from './support/record';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The worker does not create an order that was not asked for. */
const bounced = (): SubscriptionRecord =>
  send(newRecord(orderOf(), START_MS), 'create', { kind: 'not_sent', reason: 'order_not_asked' }, START_MS);

const next = (record: SubscriptionRecord, nowMs: number): Planned => {
  const [planned] = plan(record, at(nowMs));
  if (planned === undefined) throw new Error('nothing is planned');
  return planned;
};
const answered = (record: SubscriptionRecord, answer: QueryOutcome, nowMs: number): SubscriptionRecord =>
  applyAnswer(record, { kind: 'ask_order', call: 'create' }, answer, at(nowMs));
const list = (...statuses: string[]): QueryOutcome =>
  done({ payments: statuses.map((status): PaymentFacts => ({ nit: `nit${status}`, status })) });
const silent: QueryOutcome = { kind: 'no_answer', reason: 'gateway_silent' };
const unknownOrder: QueryOutcome = {
  kind: 'refused',
  facts: {},
  code: '82',
  message: 'not found',
  refusedBy: 'gateway',
  noSuchTransaction: true,
};
const decided = (record: SubscriptionRecord, decision: 'ask_again' | 'did_not_happen', nowMs: number) => {
  const call = callById(record, 'create');
  if (call === undefined) throw new Error('there is no create');
  const wish = { id: 'd1', decision, by: 'ana', reason: 'looked it up' };
  return carryOut(withPersonalDecision(record, call, wish), 'create', at(nowMs));
};

describe('an order is asked for before it is created', () => {
  test('at once, where the worker wants it; nothing is counted against the create', () => {
    const record = bounced();
    expect(next(record, START_MS)).toMatchObject({ step: { kind: 'ask_order' }, atMs: START_MS });
    expect(callById(record, 'create')).toMatchObject({ notDelivered: 0, possiblyDelivered: 0 });
    expect(record.lastError).toBeUndefined();
  });

  test.each([
    ['a refusal that says so', unknownOrder],
    ['an empty list', list()],
    ['what no issuer has seen', list('NOV', 'INV', 'EXP', 'ABA', 'CAN', 'BLQ')],
    ['a schedule that was never active', done({ schedules: [{ sid: 's', status: 'NOV', nits: [] }] })],
  ])('and created after %s', (_what, answer) => {
    const record = answered(bounced(), answer, START_MS);
    expect(next(record, START_MS)).toMatchObject({ step: { kind: 'send', call: 'create' }, atMs: START_MS });
  });

  const presented = KNOWN_STATUSES.payment.filter(
    (status) => !['NOV', 'INV', 'EXP', 'ABA', 'CAN', 'BLQ'].includes(status),
  );
  test.each<[string, QueryOutcome]>([
    ...presented.map((status): [string, QueryOutcome] => [`payment ${status}`, list('NOV', status)]),
    ['payment of a status that nobody knows', list('XXX')],
    ...['ATV', 'INA', 'PEN', 'FIN', 'DES', 'XXX'].map((status): [string, QueryOutcome] => [
      `schedule ${status}`,
      done({ schedules: [{ sid: 's', status, nits: [] }] }),
    ]),
  ])('and never created beside a %s: a person is asked, and only a person lets it go on', (_what, answer) => {
    const known = answered(bounced(), answer, START_MS);
    expect(shownState(known).state).toBe('blocked');
    expect(callById(known, 'create')?.person).toMatchObject({ reason: 'order_known' });
    // Fifteen days later the gateway may have forgotten it (docs/gateway.md §5.1).
    let record = known;
    for (let nowMs = START_MS; nowMs < START_MS + 60 * DAY; nowMs = next(record, nowMs).atMs) {
      expect(next(record, nowMs).step.kind).toBe('ask_order');
      record = answered(record, unknownOrder, Math.max(nowMs, next(record, nowMs).atMs));
    }
    expect(next(decided(record, 'ask_again', START_MS), START_MS).step.kind).toBe('send');
    expect(decided(known, 'did_not_happen', START_MS).opening).toMatchObject({
      stage: 'ended',
      as: 'cancelled',
    });
  });

  test('and asked again where that is more than a minute ago: a reset run reads an old answer', () => {
    const record = answered(bounced(), unknownOrder, START_MS);
    expect(next(record, START_MS + MINUTE).step.kind).toBe('send');
    expect(next(record, START_MS + MINUTE + 1)).toMatchObject({
      step: { kind: 'ask_order' },
      atMs: START_MS,
    });
    const lost = send(record, 'create', { kind: 'not_sent', reason: 'connection_refused' }, START_MS);
    expect(next(lost, START_MS).step.kind).toBe('send');
    const often = [1, 2, 3, 4].reduce(
      (known) => send(known, 'create', { kind: 'not_sent', reason: 'connection_refused' }, START_MS),
      lost,
    );
    expect(next(often, START_MS)).toMatchObject({ step: { kind: 'ask_order' } });
    expect(next(often, START_MS).atMs).toBeGreaterThan(START_MS + MINUTE);
  });

  test('and not created on silence: it is asked at a growing pace, then a person is called and it goes on when it is told', () => {
    let record = bounced();
    let nowMs = START_MS;
    for (let asked = 0; shownState(record).state !== 'blocked'; asked += 1) {
      expect(asked).toBeLessThan(12);
      nowMs = next(record, nowMs).atMs;
      record = answered(record, silent, nowMs);
      expect(next(record, nowMs).step.kind).toBe('ask_order');
    }
    expect(callById(record, 'create')?.person).toMatchObject({ reason: 'order_not_told' });
    expect(nowMs - START_MS).toBeGreaterThan(3 * 60 * MINUTE);
    nowMs = next(record, nowMs).atMs;
    const told = answered(record, unknownOrder, nowMs);
    expect(shownState(told).state).toBe('creating');
    expect(next(told, nowMs)).toMatchObject({ step: { kind: 'send' }, atMs: nowMs });
  });

  test('and put before a person at once where the store has no such query, not where its key is refused', () => {
    const refused = { ...unknownOrder, noSuchTransaction: undefined, code: '106' } as unknown as QueryOutcome;
    expect(shownState(answered(bounced(), refused, START_MS)).state).toBe('blocked');
    const key = { ...refused, credentialsRefused: true } as QueryOutcome;
    expect(shownState(answered(bounced(), key, START_MS)).state).toBe('creating');
  });
});
