import type { QueryOutcome } from '../../domain/gateway/answers';
import { KNOWN_STATUSES } from '../../domain/gateway/status';
import { eventOf } from '../../domain/events/envelope';
import { withEvents } from '../../domain/events/derive';
import { eventsToSend, noteDelivered, noteReceiver } from '../../domain/events/push';
import type { EarlierAttempt } from '../../domain/opening/earlier-attempts';
import { applyAnswer } from '../../domain/subscription/apply-step';
import { callById } from '../../domain/subscription/changes';
import { newRecord } from '../../domain/subscription/record';
import { applyPoll } from '../../domain/schedule/apply-poll';
import { heardOf, takeHint } from '../../domain/schedule/hint';
import { applyPassedDate } from '../../domain/schedule/reading';
import { readingStep } from '../../domain/schedule/reading';
import { told } from './support/looks';
import { at, done, orderOf, running, scheduleFacts, send, START_MS } from './support/record';

const EARLIER: EarlierAttempt = {
  startedAt: '2026-12-31T12:00:00.000Z',
  endedAt: '2026-12-31T12:01:00.000Z',
  what: 'the issuer denied the payment',
  nit: 'earlier-nit',
  sid: 'earlier-sid',
  lastEvent: 4,
};
const second = orderOf({ earlierAttempts: [EARLIER] });

describe('the payment of an earlier attempt has the same order id', () => {
  const asked = (answer: QueryOutcome, order = second) => {
    const record = send(
      newRecord(order, START_MS),
      'create',
      { kind: 'not_sent', reason: 'order_not_asked' },
      START_MS,
      order,
    );
    const known = applyAnswer(record, { kind: 'ask_order', call: 'create' }, answer, at(START_MS, order));
    const { person, order: question } = callById(known, 'create') ?? {};
    if (person !== undefined) return person.reason;
    return question?.clearAtMs === undefined ? 'asked again' : 'created';
  };
  const whole = (facts: Parameters<typeof done>[0]) => ({ ...done(facts), isWhole: true as const });
  const payments = (nit: string, status: string) => whole({ payments: [{ nit, status }] });
  const schedules = (sid: string, status: string) => whole({ schedules: [{ sid, status, nits: [] }] });

  test.each(['NEG', 'ERR', 'NOV', 'INV', 'EXP'])("one that still reads %s is in nobody's way", (status) => {
    expect(asked(payments('earlier-nit', status))).toBe('created');
    expect(asked(payments('EARLIER-NIT', status))).toBe('created');
  });

  test.each(
    KNOWN_STATUSES.payment.filter((status) => !/NEG|ERR|NOV|INV|EXP|BLQ|ABA|CAN/.test(status)).concat('XXX'),
  )('one that reads %s after all is put before a person', (status) => {
    expect(asked(payments('earlier-nit', status))).toBe('order_known');
  });

  test('a payment of nobody is, too, beside the denied one', () => {
    expect(asked(payments('other', 'NEG'))).toBe('order_known');
    const both = [
      { nit: 'earlier-nit', status: 'NEG' },
      { nit: 'other', status: 'CON' },
    ];
    expect(asked(whole({ payments: both }))).toBe('order_known');
    expect(asked(payments('earlier-nit', 'NEG'), orderOf())).toBe('order_known');
  });

  test.each([
    ['PEN', 'created'],
    ['DES', 'created'],
    ['ATV', 'order_known'],
    ['INA', 'order_known'],
    ['FIN', 'order_known'],
    ['XXX', 'order_known'],
  ])('its schedule in status %s: %s', (status, is) => {
    expect(asked(schedules('earlier-sid', status))).toBe(is);
  });

  test('an answer that shows it, and does not say that this is all, clears nothing', () => {
    expect(asked(done({ payments: [{ nit: 'earlier-nit', status: 'NEG' }] }))).toBe('asked again');
    expect(asked(done({ payments: [] }))).toBe('created');
  });

  test.each([
    ['earlier-nit', '2027-01-10 missed'],
    ['own', '2027-01-10 denied own'],
  ])('in the list of a due date %s leaves it as %s', (nit, first) => {
    const order = orderOf({ entry: 'start_later', payment: undefined, earlierAttempts: [EARLIER] });
    const context = at('2027-01-11T12:00:00.000Z', order);
    const poll = done({ schedule: scheduleFacts({ nits: [], nextDate: '2027-02-10', currentTimes: 0 }) });
    const polled = applyPoll(running(order), poll, context);
    const { reading } = polled.schedule;
    expect(reading === undefined ? undefined : readingStep(reading)).toMatchObject({
      kind: 'list_passed_date',
    });
    const denied = { nit, status: 'NEG', amountCents: 4_990, at: '2027-01-10T12:00:00.000Z' };
    const read = applyPassedDate(polled, done({ payments: [denied] }), context);
    expect(told(read.ledger)).toEqual([first, '2027-02-10 due']);
  });

  test('a late post of it is known, whatever it says; one of a new charge is news', () => {
    const record = running(second);
    for (const status of ['NEG', 'CON']) {
      const post = { nit: 'earlier-nit', status };
      expect(heardOf(record, post, START_MS, second)).toBe('known');
      expect(takeHint(record, post, START_MS, second)).toBe(record);
    }
    expect(heardOf(record, { nit: 'fresh', status: 'CON' }, START_MS, second)).toBe('news');
  });
});

describe('the events of a later attempt', () => {
  const born = (order = second) => withEvents(undefined, newRecord(order, START_MS), START_MS);

  test('go on where those of the earlier one ended, and are all that is told', () => {
    const listened = noteReceiver(born(), true, EARLIER.lastEvent);
    const events = eventsToSend(listened);
    expect(events.map(({ sequence }) => sequence)).toEqual([5]);
    expect(noteDelivered(listened, events, START_MS).events?.push).toEqual({ isOn: true, after: 5 });
  });

  test('have ids of their own, also where the same has happened', () => {
    const [event] = born().events?.kept ?? [];
    if (event === undefined) throw new Error('nothing is told');
    const owner = { merchant: 'loja', orderId: 'A0001' };
    const first = eventOf(owner, event);
    const later = eventOf({ ...owner, earlierAttempts: [EARLIER] }, event);
    expect(first).not.toHaveProperty('attempt');
    expect(later).toMatchObject({ attempt: 2 });
    expect(later.id).not.toBe(first.id);
  });

  test('a first attempt says nothing of attempts', () => {
    expect(JSON.stringify(born(orderOf()))).not.toContain('attempt');
    expect(born(orderOf()).events?.kept[0]?.sequence).toBe(1);
  });
});
