import { applyAnswer, applyOwnStep, applySent } from '../../../domain/subscription/apply-step';
import { attentionOf } from '../../../domain/subscription/attention';
import { callById, withCall } from '../../../domain/subscription/changes';
import { resolutionOf, takeConfirmation, takeResolution } from '../../../domain/subscription/commands';
import { heardOf } from '../../../domain/schedule/hint';
import { asNit } from '../../../domain/ids';
import type { SubscriptionOrder } from '../../../domain/subscription/order';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { at, created, done, NIT, orderOf, payment, scheduleFacts, send, START_MS } from '../support/record';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const silence = { kind: 'no_answer', reason: 'gateway_silent' } as const;
const lost = { kind: 'unknown', reason: 'answer_timeout' } as const;

function decided(
  record: SubscriptionRecord,
  id: string,
  decision: 'happened' | 'did_not_happen',
  nowMs: number,
  order: SubscriptionOrder = orderOf(),
): SubscriptionRecord {
  const call = callById(record, id);
  if (call === undefined) throw new Error(`no call ${id}`);
  const person = { since: '2027-01-15T12:00:00.000Z', reason: 'answer_timeout', findOut: '?' };
  const blocked = withCall(record, {
    ...call,
    mayBeSentAgain: false,
    person: { ...person, decisions: ['happened', 'did_not_happen', 'ask_again'] },
  });
  const taken = takeResolution(blocked, { id: 'r1', decision, by: 'ana', reason: 'x' }, at(nowMs, order));
  return applyOwnStep(taken, { kind: 'carry_out', call: id }, at(nowMs, order));
}

const givenUp = (): SubscriptionRecord =>
  decided(send(created(), 'pay', lost, START_MS), 'pay', 'did_not_happen', START_MS + 15 * DAY);
const nowMs = START_MS + 15 * DAY;

it('a refusal of the store says nothing of a payment that a person alone has said did not happen', () => {
  const refused = {
    ...({ kind: 'refused', facts: {}, code: '9', message: 'invalid key', refusedBy: 'gateway' } as const),
    credentialsRefused: true as const,
  };
  const told = applyAnswer(givenUp(), { kind: 'last_look' }, refused, at(nowMs + 1_000));
  expect(told.opening.stage).toBe('ending');
});

it('a post is news while a person alone has said that no money moved', () => {
  let record = givenUp();
  for (let askMs = nowMs; askMs < nowMs + 16 * HOUR;) {
    record = applyAnswer(record, { kind: 'last_look' }, silence, at(askMs));
    if (record.opening.stage !== 'ending') throw new Error('ended');
    askMs = record.opening.askAtMs ?? askMs;
  }
  expect(heardOf(record, { nit: asNit(NIT), status: 'CON' }, nowMs + 17 * HOUR)).toBe('news');
});

it('whoever said that a payment did not happen hears that it did', () => {
  const schedule = scheduleFacts({ status: 'ATV', nextDate: '2027-02-10' });
  const facts = { payment: { nit: NIT, status: 'CON' }, schedule };
  const told = applyAnswer(givenUp(), { kind: 'last_look' }, done(facts), at(nowMs));
  expect([told.opening.stage, resolutionOf(told, 'r1')]).toEqual(['running', 'contradicted']);
});

it('an undo that was accepted, answered with PPN, and not carried out is put before a person', () => {
  const order = orderOf({ lateConfirmation: { confirmWithinMinutes: 60 * 24 * 30 } });
  const awaiting = send(created(order), 'pay', payment('PPC'), START_MS, order);
  const taken = takeConfirmation(awaiting, 'undo', { by: 'ana', reason: 'x' }, at(START_MS, order));
  let record = applySent(taken, { kind: 'send', call: 'undo' }, payment('PPN'), at(START_MS, order));
  for (const ms of [0, 25_000, 115_000, 355_000])
    record = applyAnswer(record, { kind: 'last_look' }, payment('PPC'), at(START_MS + ms, order));
  expect(record.opening).toMatchObject({
    stage: 'awaiting_confirmation',
    confirmBy: '2027-01-31T12:00:00.000Z',
  });
  const flags = attentionOf(record, at(START_MS + HOUR, order)).map(({ flag }) => flag);
  expect([record.calls.map(({ kind }) => kind), flags]).not.toEqual([[], []]);
});

it('a payment of which nothing left, and that is given up, ends after four questions that meet silence', () => {
  const notSent = { kind: 'not_sent', reason: 'dns' } as const;
  const unsent = applySent(created(), { kind: 'send', call: 'pay' }, notSent, at(START_MS));
  const resolving = { id: 'r', decision: 'did_not_happen', by: 'ana', reason: 'x' } as const;
  const taken = takeResolution(unsent, resolving, at(START_MS));
  let record = applyOwnStep(taken, { kind: 'carry_out', call: 'pay' }, at(START_MS));
  for (let times = 0; times < 8; times += 1)
    record = applyAnswer(record, { kind: 'last_look' }, silence, at(START_MS + times * 600_000));
  expect(record.opening.stage).toBe('ended');
});

it('an activation that the gateway has undone (DES) ends after four questions that meet silence', () => {
  const order = orderOf({ entry: 'start_later', payment: undefined });
  const unclear = send(created(order), 'activate', lost, START_MS, order);
  const facts = { schedule: scheduleFacts({ status: 'DES' }) };
  let record = applyAnswer(
    unclear,
    { kind: 'ask', call: 'activate' },
    done(facts),
    at(START_MS + 60_000, order),
  );
  expect(record.opening).toMatchObject({ stage: 'ending', as: 'undone' });
  for (let times = 0; times < 8; times += 1)
    record = applyAnswer(record, { kind: 'last_look' }, silence, at(START_MS + times * 600_000, order));
  expect(record.opening.stage).toBe('ended');
});

it('one question after a day without workers is no day of asking', () => {
  const told = applyAnswer(givenUp(), { kind: 'last_look' }, silence, at(nowMs + 2 * DAY));
  expect(told.opening.stage).toBe('ending');
});

it('a full queue is tried at a pace that gets slower while nothing is decided', () => {
  let record = applyAnswer(
    givenUp(),
    { kind: 'last_look' },
    done({ payment: { nit: NIT, status: 'RET' } }),
    at(nowMs),
  );
  let asked = 0;
  while (record.opening.stage === 'ending') {
    const { askAtMs = nowMs } = record.opening;
    record = applyAnswer(
      record,
      { kind: 'last_look' },
      { kind: 'no_answer', reason: 'not_taken' },
      at(askAtMs),
    );
    asked += 1;
  }
  expect(asked).toBeLessThan(300);
});
