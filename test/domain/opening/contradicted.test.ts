import { attentionOf } from '../../../domain/subscription/attention';
import { applyAnswer, applyOwnStep, applySent, beginQuestion } from '../../../domain/subscription/apply-step';
import { callById, withCall } from '../../../domain/subscription/changes';
import {
  confirmationStanding,
  refusalOfConfirmation,
  takeConfirmation,
  takeResolution,
} from '../../../domain/subscription/commands';
import { asNit } from '../../../domain/ids';
import { heardOf, takeHint } from '../../../domain/schedule/hint';
import { plan } from '../../../domain/subscription/plan';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import type { Resolution } from '../../../domain/calls/call';
import type { GatewayFacts } from '../../../domain/gateway/answers';
import { at, created, done, NIT, orderOf, payment, scheduleFacts, send, START_MS } from '../support/record';

// What was decided, and what the gateway tells of it afterwards.

const DAY = 86_400_000;
const order = orderOf();
const ANA = { by: 'ana', reason: 'looked up' };

const look = (record: SubscriptionRecord, facts: GatewayFacts, nowMs: number): SubscriptionRecord =>
  applyAnswer(record, { kind: 'last_look' }, done(facts), at(nowMs, order));

/** The same answer to all the last questions, each when it is due. */
const looks = (record: SubscriptionRecord, facts: GatewayFacts, fromMs: number): SubscriptionRecord => {
  let told = look(record, facts, fromMs);
  for (let times = 1; times < 4 && 'askAtMs' in told.opening; times += 1)
    told = look(told, facts, told.opening.askAtMs ?? fromMs);
  return told;
};

/** A call whose outcome nobody could tell, and what a person said of it. */
function decided(
  record: SubscriptionRecord,
  id: 'pay' | 'undo' | 'activate',
  decision: Resolution,
  nowMs: number,
): SubscriptionRecord {
  const call = callById(record, id);
  if (call === undefined) throw new Error(`no call ${id}`);
  const blocked = withCall(record, {
    ...call,
    mayBeSentAgain: false,
    person: {
      ...{ since: '2027-01-15T12:00:00.000Z', reason: 'answer_timeout', findOut: '?' },
      decisions: ['happened', 'did_not_happen', 'ask_again'],
    },
  });
  const taken = takeResolution(blocked, { id: 'resolve/1', decision, ...ANA }, at(nowMs, order));
  return applyOwnStep(taken, { kind: 'carry_out', call: id }, at(nowMs, order));
}

describe('an undo that was said to be carried out, while the payment is authorised still', () => {
  const undone = (): SubscriptionRecord => {
    const awaiting = send(created(order), 'pay', payment('PPC'), START_MS, order);
    const taken = takeConfirmation(awaiting, 'undo', ANA, at(START_MS, order));
    return applySent(taken, { kind: 'send', call: 'undo' }, payment('PPN'), at(START_MS, order));
  };
  const byPerson = (): SubscriptionRecord => {
    const awaiting = send(created(order), 'pay', payment('PPC'), START_MS, order);
    const taken = takeConfirmation(awaiting, 'undo', ANA, at(START_MS, order));
    const lost = applySent(
      taken,
      { kind: 'send', call: 'undo' },
      { kind: 'unknown', reason: 'answer_timeout' },
      at(START_MS, order),
    );
    return decided(lost, 'undo', 'happened', START_MS + DAY);
  };

  it.each([
    ['by an answer', undone],
    ['by a person', byPerson],
  ])('%s: it is open again, and whoever said it hears that it was not', (_, told) => {
    const nowMs = START_MS + 2 * DAY;
    const behind = look(told(), { payment: { nit: NIT, status: 'PPC' } }, nowMs);
    expect(behind.opening).toMatchObject({ stage: 'ending', as: 'undone', asked: 1 });
    const record = looks(told(), { payment: { nit: NIT, status: 'PPC' } }, nowMs);
    expect(record.opening.stage).toBe('awaiting_confirmation');
    expect(confirmationStanding(record, 'undo')).toBe('overtaken');
    expect(refusalOfConfirmation(record, 'confirm', at(nowMs, order))).toBeUndefined();
    const again = takeConfirmation(record, 'undo', ANA, at(nowMs, order));
    expect(again.calls).toMatchObject([{ kind: 'undo' }]);
  });

  it.each([
    ['CON', 'running'],
    ['PPN', 'ending'],
  ])('a later look that tells %s is believed', (status, stage) => {
    const record = looks(undone(), { payment: { nit: NIT, status: 'PPC' } }, START_MS + 1_000);
    const [next] = plan(record, at(START_MS + DAY, order));
    expect(next?.step.kind).toBe('look_at_payment');
    const told = applyAnswer(
      record,
      { kind: 'look_at_payment', nit: asNit(NIT) },
      payment(status),
      at(START_MS + DAY, order),
    );
    expect(told.opening.stage).toBe(stage);
  });
});

describe('a start that was given up while its create was on its way', () => {
  it.each([
    ['pay_now', orderOf()],
    ['start_later', orderOf({ entry: 'start_later', payment: undefined })],
  ])('of %s sends nothing more', (_, given) => {
    const begun = newRecord(given, START_MS);
    const taken = takeResolution(
      begun,
      { id: 'resolve/1', decision: 'did_not_happen', ...ANA },
      at(START_MS, given),
    );
    const facts = { payment: { nit: NIT, status: 'NOV' }, schedule: scheduleFacts({ status: 'NOV' }) };
    const record = applySent(taken, { kind: 'send', call: 'create' }, done(facts), at(START_MS, given));
    const [next] = plan(record, at(START_MS, given));
    expect(next?.step.kind).toBe('carry_out');
    const over = applyOwnStep(record, next?.step as { kind: 'carry_out'; call: string }, at(START_MS, given));
    expect(over.opening).toMatchObject({ stage: 'ending', as: 'cancelled' });
    expect(over.lastDecision).toMatchObject({ id: 'resolve/1', carriedOut: true });
  });
});

describe('a payment that did not happen, by the word of a person', () => {
  const LOST = { kind: 'unknown', reason: 'answer_timeout' } as const;
  const nowMs = START_MS + 15 * DAY;
  const over = (): SubscriptionRecord =>
    decided(send(created(order), 'pay', LOST, START_MS, order), 'pay', 'did_not_happen', nowMs);
  const flags = (record: SubscriptionRecord): string[] =>
    attentionOf(record, at(nowMs, order)).map(({ flag }) => flag);

  it.each([
    ['its schedule as PEN', { schedule: scheduleFacts({ status: 'PEN' }) }],
    ['it as RET', { payment: { nit: NIT, status: 'RET' }, schedule: scheduleFacts({ status: 'NOV' }) }],
    ['it as AGU', { payment: { nit: NIT, status: 'AGU' } }],
    ['it with a status that nobody knows', { payment: { nit: NIT, status: 'XYZ' } }],
  ])('is asked for on while the gateway tells %s, and is flagged', (_, facts) => {
    const record = look(over(), facts, nowMs + 1_000);
    expect(record.opening).toMatchObject({ stage: 'ending', asked: 1 });
    expect(flags(record)).toEqual(['unexpected_gateway_status']);
    expect(look(record, { payment: { nit: NIT, status: 'CON' } }, nowMs + DAY).opening.stage).toBe('running');
    expect(look(record, { payment: { nit: NIT, status: 'NEG' } }, nowMs + DAY).opening).toMatchObject({
      ...{ stage: 'ended', as: 'cancelled' },
    });
    expect(look(record, facts, nowMs + 14 * DAY).opening.stage).toBe('ended');
  });

  it.each([
    ['a refusal', { kind: 'refused', facts: {}, code: '3', message: 'x', refusedBy: 'gateway' } as const],
    ['an answer about others', done({ payment: { nit: 'other', status: 'CON' } })],
    ['its schedule as NOV', done({ schedule: scheduleFacts({ status: 'NOV' }) })],
    ['its schedule in a status of no table', done({ schedule: scheduleFacts({ status: 'ZZZ' }) })],
    ['it as NOV', done({ payment: { nit: NIT, status: 'NOV' } })],
  ])('stays undecided by a later answer that decides nothing: %s', (_, answer) => {
    const undecided = look(over(), { payment: { nit: NIT, status: 'RET' } }, nowMs + 1_000);
    const record = applyAnswer(undecided, { kind: 'last_look' }, answer, at(nowMs + DAY, order));
    expect(record.opening).toMatchObject({ stage: 'ending', undecided: 'RET', asked: 2 });
    expect(heardOf(record, { nit: NIT, status: 'CON' }, nowMs + DAY)).toBe('news');
    const gone = applyAnswer(record, { kind: 'last_look' }, answer, at(nowMs + 14 * DAY, order));
    expect(gone.opening.stage).toBe('ended');
  });

  it('has ended where its schedule is over', () => {
    const undecided = look(over(), { payment: { nit: NIT, status: 'RET' } }, nowMs + 1_000);
    const record = look(undecided, { schedule: scheduleFacts({ status: 'EXP' }) }, nowMs + DAY);
    expect(record.opening).toMatchObject({ stage: 'ended', as: 'cancelled' });
  });

  it('is asked for a day where the gateway says nothing: nobody else has looked', () => {
    let record = over();
    const silence = { kind: 'no_answer', reason: 'gateway_silent' } as const;
    let askMs = nowMs;
    while (record.opening.stage === 'ending') {
      record = applyAnswer(record, { kind: 'last_look' }, silence, at(askMs, order));
      if ('askAtMs' in record.opening) askMs = record.opening.askAtMs ?? askMs;
    }
    expect(askMs - nowMs).toBeGreaterThanOrEqual(DAY);
  });
});

describe('an end that a person or an answer has claimed, and the gateway contradicts', () => {
  const order48 = orderOf({ lateConfirmation: { confirmWithinMinutes: 2_880 } });
  const undone = (): SubscriptionRecord => {
    const awaiting = send(created(order48), 'pay', payment('PPC'), START_MS, order48);
    const taken = takeConfirmation(awaiting, 'undo', ANA, at(START_MS, order48));
    return applySent(taken, { kind: 'send', call: 'undo' }, payment('PPN'), at(START_MS, order48));
  };
  const PPC = { payment: { nit: NIT, status: 'PPC' } };
  const silence = { kind: 'no_answer', reason: 'gateway_silent' } as const;

  it.each([
    ['silence', silence],
    ['a refusal', { kind: 'refused', facts: {}, code: '3', message: 'x', refusedBy: 'gateway' } as const],
    ['nothing', done({})],
    ['its schedule as PEN', done({ schedule: scheduleFacts({ status: 'PEN' }) })],
  ])('does not end as undone by %s while the payment was last told as authorised', (_, answer) => {
    let record = look(undone(), PPC, START_MS + 1_000);
    for (let times = 0; times < 5; times += 1)
      record = applyAnswer(record, { kind: 'last_look' }, answer, at(START_MS + times * DAY, order48));
    expect(record.opening).toMatchObject({ stage: 'ending', undecided: 'PPC' });
    expect(attentionOf(record, at(START_MS + DAY, order48)).map(({ flag }) => flag)).toEqual([
      'unexpected_gateway_status',
    ]);
  });

  it('is asked for a day where a person alone has said that it was undone', () => {
    const awaiting = send(created(order48), 'pay', payment('PPC'), START_MS, order48);
    const taken = takeConfirmation(awaiting, 'undo', ANA, at(START_MS, order48));
    const lost = { kind: 'unknown', reason: 'answer_timeout' } as const;
    const unclear = applySent(taken, { kind: 'send', call: 'undo' }, lost, at(START_MS, order48));
    let record = decided(unclear, 'undo', 'happened', START_MS);
    for (let times = 0; times < 8; times += 1)
      record = applyAnswer(record, { kind: 'last_look' }, silence, at(START_MS + times * 60_000, order48));
    expect(record.opening).toMatchObject({ stage: 'ending', as: 'undone' });
    const late = applyAnswer(record, { kind: 'last_look' }, silence, at(START_MS + DAY, order48));
    expect(late.opening).toMatchObject({ stage: 'ended', as: 'undone' });
  });

  it('is asked for at once where a post tells that something was decided, and the post counts as answered then', () => {
    const behind = look(undone(), PPC, START_MS + 1_000);
    const far = { ...behind, opening: { ...behind.opening, askAtMs: START_MS + DAY } } as SubscriptionRecord;
    const hinted = takeHint(far, { nit: NIT, status: 'CON' }, START_MS + 60_000);
    const [next] = plan(hinted, at(START_MS + 60_000, order48));
    expect(next).toMatchObject({ step: { kind: 'last_look', hinted: true }, atMs: START_MS + 60_000 });
    const step = { kind: 'last_look', hinted: true } as const;
    const begun = beginQuestion(hinted, step, at(START_MS + 60_000, order48));
    const told = applyAnswer(begun, step, done(PPC), at(START_MS + 61_000, order48));
    expect(told.hints?.owedSinceMs).toBeUndefined();
    expect(told.hints?.look).toBeUndefined();
  });
});

describe('an end that the gateway has decided', () => {
  it.each(['NEG', 'ERR'])(
    'is none the later for a schedule that reads PEN: the payment reads %s',
    (status) => {
      const rejected = send(created(order), 'pay', payment(status), START_MS, order);
      expect(rejected.opening.stage).toBe('ending');
      const record = look(rejected, { schedule: scheduleFacts({ status: 'PEN' }) }, START_MS + 1_000);
      expect(record.opening.stage).toBe('ended');
    },
  );
});

it('an activation that did not happen by the word of a person is asked for on while its schedule may start yet', () => {
  const later = orderOf({ entry: 'start_later', payment: undefined });
  const lost = send(
    created(later),
    'activate',
    { kind: 'unknown', reason: 'answer_timeout' },
    START_MS,
    later,
  );
  const over = decided(lost, 'activate', 'did_not_happen', START_MS + 15 * DAY);
  for (const status of ['PEN', 'ZZZ'])
    expect(look(over, { schedule: scheduleFacts({ status }) }, START_MS + 15 * DAY).opening).toMatchObject({
      ...{ stage: 'ending', undecided: status },
    });
  const none = look(over, { schedule: scheduleFacts({ status: 'NOV' }) }, START_MS + 15 * DAY);
  expect(none.opening.stage).toBe('ended');
});
