import { checkStart } from '../../contract/checks/check-start';
import { problemOfEarlierAttempts } from '../../contract/problem-of-attempts';
import { subscriptionInputSchema } from '../../contract/input';
import { problemsOf } from '../../contract/problems';
import type { SubscriptionView } from '../../contract/view';
import { moneyIn } from '../../contract/without-money';
import { startLater } from '../client/support/builders';

const attempt = (changes: object = {}) => ({
  startedAt: '2026-12-31T12:00:00.000Z',
  endedAt: '2026-12-31T12:01:00.000Z',
  what: 'the issuer denied the payment',
  lastEvent: 4,
  ...changes,
});
const nit = (letter: string): string => letter.repeat(64);

describe('a start that tells of earlier attempts', () => {
  const problems = (earlierAttempts: unknown) => {
    const start = { ...startLater(), earlierAttempts };
    const checked = checkStart(start);
    const parsed = subscriptionInputSchema.safeParse(start);
    const found = checked.ok ? [] : checked.problems;
    // The workflow and its clients say the same.
    expect(parsed.success ? [] : problemsOf(parsed.error)).toEqual(found);
    return found.map(({ field }) => field);
  };

  test.each<[string, unknown, string[]]>([
    ['well formed', [attempt({ nit: nit('a'), sid: nit('b'), reason: 'Autorizacao negada' })], []],
    ['of nine', Array.from({ length: 9 }, () => attempt()), []],
    ['of ten', Array.from({ length: 10 }, () => attempt()), ['earlierAttempts']],
    ['of none', [], ['earlierAttempts']],
    ['no list', 2, ['earlierAttempts']],
    [
      'with a card number',
      [attempt(), attempt({ reason: 'card 4111111111111111' })],
      ['earlierAttempts.1.reason'],
    ],
    ['with a NIT that is none', [attempt({ nit: 'abc' })], ['earlierAttempts.0.nit']],
    ['with a field of its own', [attempt({ card: 'x' })], ['earlierAttempts.0.card']],
    ['without its events', [{ ...attempt(), lastEvent: undefined }], ['earlierAttempts.0.lastEvent']],
  ])('%s', (_what, story, fields) => {
    expect(problems(story)).toEqual(fields);
  });

  test.each<[string, ReturnType<typeof attempt>[], string | undefined]>([
    ['in order', [attempt(), attempt({ nit: nit('a'), lastEvent: 9 })], undefined],
    [
      'that ended before it began',
      [attempt({ endedAt: '2026-12-31T11:00:00Z' })],
      'earlierAttempts.0.endedAt',
    ],
    ['at no time', [attempt({ startedAt: '2026-12-31T99:00:00Z' })], 'earlierAttempts.0.startedAt'],
    ['of one NIT twice', [attempt({ nit: nit('a') }), attempt({ nit: nit('a') })], 'earlierAttempts.1.nit'],
    ['of one SID twice', [attempt({ sid: nit('a') }), attempt({ sid: nit('a') })], 'earlierAttempts.1.sid'],
    ['whose events fall', [attempt(), attempt({ lastEvent: 3 })], 'earlierAttempts.1.lastEvent'],
  ])('a story %s', (_what, story, field) => {
    expect(problemOfEarlierAttempts(story)?.field).toBe(field);
  });
});

describe('a rejected subscription without money', () => {
  const charge = (outcome: string) => ({
    nit: 'n0',
    outcome,
    knownBy: 'answer',
    knownAt: '2027-01-01T12:00:00Z',
  });
  const summary = {
    cycles: 0,
    paidCents: 0,
    refundedCents: 0,
    reversedCents: 0,
    owedCents: 0,
    openCharges: 0,
  };
  const ledger = (changes: object = {}) => ({
    immediate: [charge('denied')],
    cycles: [],
    summary: { ...summary, byOutcome: {} },
    ...changes,
  });
  const view = (changes: object = {}) =>
    ({
      gateway: { paymentStatus: 'NEG', scheduleStatus: 'NOV' },
      ledger: ledger(),
      ...changes,
    }) as unknown as SubscriptionView;

  test.each(['NEG', 'ERR', 'INV', 'NOV', 'EXP'])('is one whose payment reads %s', (paymentStatus) => {
    expect(moneyIn(view({ gateway: { paymentStatus, scheduleStatus: 'NOV' } }))).toBeUndefined();
    expect(moneyIn(view({ gateway: {}, ledger: ledger({ immediate: [] }) }))).toBeUndefined();
  });

  test.each<[string, object]>([
    ...['paid', 'reversed', 'refunded', 'undone', 'pending', 'unknown'].map((outcome): [string, object] => [
      `a ${outcome} charge`,
      { ledger: ledger({ immediate: [charge('denied'), charge(outcome)] }) },
    ]),
    ...['CON', 'EST', 'PPC', 'PPN', 'PEN', 'AGU', 'RET', 'XXX'].map((paymentStatus): [string, object] => [
      `a payment in ${paymentStatus}`,
      { gateway: { paymentStatus } },
    ]),
    ...['ATV', 'INA', 'FIN', 'XXX'].map((scheduleStatus): [string, object] => [
      `a schedule in ${scheduleStatus}`,
      { gateway: { scheduleStatus } },
    ]),
    ['money in its sums', { ledger: ledger({ summary: { ...summary, paidCents: 1 } }) }],
    ['an open charge', { ledger: ledger({ summary: { ...summary, openCharges: 1 } }) }],
    ['a schedule that charged', { ledger: ledger({ cycles: [{ charges: [charge('denied')] }] }) }],
    ['earlier cycles', { ledger: ledger({ earlier: { cycles: 3, until: '2027-01-01' } }) }],
    ['a call in doubt', { doubt: { call: 'pay' } }],
    ['a call that a person must decide', { blocked: { call: 'pay' } }],
  ])('is none with %s', (_what, changes) => {
    expect(moneyIn(view(changes))).toEqual(expect.any(String));
  });
});
