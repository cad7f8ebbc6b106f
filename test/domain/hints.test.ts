import fc from 'fast-check';
import type { QueryOutcome } from '../../domain/gateway/answers';
import { asNit } from '../../domain/ids';
import { LIMITS } from '../../domain/limits';
import { heardOf, takeHint } from '../../domain/schedule/hint';
import { applyAnswer, applyOwnStep, beginQuestion } from '../../domain/subscription/apply-step';
import { plan, type QuestionStep, type Step } from '../../domain/subscription/plan';
import { hasEnded, type SubscriptionRecord } from '../../domain/subscription/record';
import {
  at,
  created,
  done,
  NIT,
  orderOf,
  payment,
  running,
  scheduleFacts,
  send,
  SID,
  START_MS,
} from './support/record';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const order = orderOf();
/** The daily jobs of the first three cycles, 03:30 in São Paulo; the third is denied. */
const CHARGES = ['2027-01-10', '2027-02-10', '2027-03-10'].map((day, index) => ({
  nit: `c${String(index)}`,
  status: index === 2 ? 'NEG' : 'CON',
  amountCents: 4_990,
  at: `${day}T06:30:00.000Z`,
}));
const NEXT = ['2027-01-10', '2027-02-10', '2027-03-10', '2027-04-10'];

/** A gateway that has charged what was due by then. */
function answerTo(step: QuestionStep, nowMs: number): QueryOutcome {
  const charged = CHARGES.filter((charge) => Date.parse(charge.at) <= nowMs);
  switch (step.kind) {
    case 'poll_schedule': {
      const nits = charged.map(({ nit }) => nit);
      const facts = { nits, nextDate: NEXT[charged.length] ?? '', currentTimes: charged.length };
      return done({ schedule: scheduleFacts(facts), payment: { nit: NIT, status: 'CON', amountCents: 990 } });
    }
    case 'read_charge': {
      const told = charged.find(({ nit }) => nit === step.nit);
      return told === undefined ? { kind: 'no_answer', reason: 'gateway_silent' } : done({ payment: told });
    }
    default:
      return done({ payments: [] });
  }
}

interface Post {
  atMs: number;
  nit?: string | undefined;
  status?: string | undefined;
}

interface Lived {
  record: SubscriptionRecord;
  questions: { atMs: number; step: Step }[];
}

/** Lives until a moment, the earliest step or post each time, as the loop does. */
function live(start: SubscriptionRecord, posts: readonly Post[], untilMs: number): Lived {
  let record = start;
  let nowMs = START_MS;
  const coming = posts.toSorted((one, other) => one.atMs - other.atMs);
  const questions: Lived['questions'] = [];
  while (!hasEnded(record)) {
    const [next] = plan(record, { order, nowMs });
    const [post] = coming;
    const stepMs = Math.max(nowMs, next?.atMs ?? Infinity);
    if (Math.min(stepMs, post?.atMs ?? Infinity) > untilMs || next === undefined) break;
    if (post !== undefined && post.atMs <= stepMs) {
      nowMs = Math.max(nowMs, post.atMs);
      record = takeHint(record, post, nowMs);
      coming.shift();
      continue;
    }
    nowMs = stepMs;
    const context = { order, nowMs };
    if (next.step.kind === 'end') record = applyOwnStep(record, next.step, context);
    else {
      const step = next.step as QuestionStep;
      questions.push({ atMs: nowMs, step });
      record = applyAnswer(beginQuestion(record, step, context), step, answerTo(step, nowMs), context);
    }
  }
  return { record, questions };
}

const UNTIL_MS = Date.parse('2027-03-20T12:00:00.000Z');
const anyPost: fc.Arbitrary<Post> = fc.record({
  atMs: fc.oneof(
    fc.integer({ min: START_MS, max: UNTIL_MS - DAY }),
    // Around the daily jobs, where posts come.
    fc
      .tuple(fc.constantFrom(...CHARGES), fc.integer({ min: -5, max: 120 }))
      .map(([{ at: instant }, minutes]) => Date.parse(instant) + minutes * MINUTE),
  ),
  nit: fc.constantFrom(undefined, NIT, 'c0', 'c1', 'c2', 'C1', 'forged-1', 'forged-2', 'x'),
  status: fc.constantFrom(undefined, 'CON', 'NEG', 'EST', 'NOV', 'PEN', 'XYZ'),
});

/** What a view shows, but for when and how often it was asked. */
function shown({ ledger, audit, schedule, opening }: SubscriptionRecord): object {
  const cycles = ledger.cycles.map((cycle) => ({
    ...cycle,
    charges: cycle.charges.map(({ knownAt, ...charge }) => charge),
  }));
  const { snapshot, openPolls, unreadSince } = schedule;
  return {
    ...{ cycles, snapshot, openPolls, unreadSince, stage: opening.stage },
    immediate: ledger.immediate.map(({ knownAt, ...charge }) => charge),
    audit: audit.map(({ event, what, by }) => ({ event, what, by })),
  };
}

describe('status posts as hints', () => {
  it('leave what no post would have left, in any order, doubled, late, foreign or forged', () => {
    const without = live(running(), [], UNTIL_MS).record;
    expect(without.ledger.cycles.map(({ charges }) => charges.length)).toEqual([1, 1, 1, 0]);
    fc.assert(
      fc.property(fc.array(anyPost, { maxLength: 60 }), (posts) => {
        expect(shown(live(running(), posts, UNTIL_MS).record)).toEqual(shown(without));
      }),
      { numRuns: 300 },
    );
  });

  it('cause at most one look each ten minutes, and none that was owed is forgotten', () => {
    fc.assert(
      fc.property(fc.array(anyPost, { maxLength: 60 }), (posts) => {
        const { record, questions } = live(running(), posts, UNTIL_MS);
        const looks = questions.filter(({ step }) => 'hinted' in step).map(({ atMs }) => atMs);
        looks.slice(1).forEach((atMs, index) => {
          expect(atMs - (looks[index] ?? 0)).toBeGreaterThanOrEqual(LIMITS.hintedLookEveryMs);
        });
        expect(record.hints?.owedSinceMs).toBeUndefined();
        expect(record.hints?.look).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('a post right after the job makes the charge known at once', () => {
    const jobMs = Date.parse(CHARGES[0]?.at ?? '');
    const { questions, record } = live(
      running(),
      [{ atMs: jobMs + 5_000, nit: 'c0', status: 'CON' }],
      jobMs + MINUTE,
    );
    expect(questions.map(({ step }) => step.kind)).toEqual(['poll_schedule', 'read_charge']);
    expect(record.ledger.cycles[0]?.charges).toMatchObject([{ nit: 'c0', outcome: 'paid' }]);
  });

  it('what is posted while a question is under way is owed anew, and looked at ten minutes later', () => {
    const jobMs = Date.parse(CHARGES[0]?.at ?? '');
    const context = at(jobMs, order);
    const hinted = takeHint(running(), { nit: 'forged-1', status: 'CON' }, jobMs);
    const [next] = plan(hinted, context);
    const step = next?.step as QuestionStep;
    const asked = beginQuestion(hinted, step, context);
    expect(heardOf(asked, { nit: 'c0', status: 'CON' }, jobMs)).toBe('news');
    const posted = takeHint(asked, { nit: 'c0', status: 'CON' }, jobMs + 1);
    expect(heardOf(posted, { nit: 'forged-2', status: 'CON' }, jobMs)).toBe('pending');
    // Its answer is as of a moment before.
    const answered = applyAnswer(posted, step, answerTo(step, jobMs - MINUTE), at(jobMs + 2_000, order));
    expect(plan(answered, at(jobMs + 2_000, order))[0]).toMatchObject({
      step: { kind: 'poll_schedule', hinted: true },
      atMs: jobMs + LIMITS.hintedLookEveryMs,
    });
  });

  it('leave the pace of an open cycle as it is, however often they are heard', () => {
    const late = done({ schedule: scheduleFacts({ nextDate: '2027-01-10', currentTimes: 0 }) });
    const first = plan(running(), at(START_MS))[0];
    let nowMs = first?.atMs ?? 0;
    let record = applyAnswer(running(), { kind: 'poll_schedule' }, late, at(nowMs));
    const due = plan(record, at(nowMs))[0];
    expect(record.schedule.openPolls).toBe(1);
    expect(due?.step).toEqual({ kind: 'poll_schedule' });
    for (let posts = 0; posts < 5; posts += 1) {
      record = takeHint(record, { nit: `forged-${String(posts)}`, status: 'CON' }, nowMs + 1_000);
      const early = plan(record, at(nowMs))[0];
      nowMs = early?.atMs ?? 0;
      expect(nowMs).toBeLessThan(due?.atMs ?? 0);
      const step = early?.step as QuestionStep;
      record = applyAnswer(beginQuestion(record, step, at(nowMs)), step, late, at(nowMs));
      expect(plan(record, at(nowMs))[0]).toEqual(due);
    }
  });

  it('a reversal that is posted is read, and a charge that nobody answers for stays as it is', () => {
    const known = live(running(), [], Date.parse('2027-01-12T00:00:00.000Z')).record;
    const nowMs = Date.parse('2027-01-12T12:00:00.000Z');
    const context = at(nowMs, order);
    const hinted = takeHint(known, { nit: 'c0', status: 'EST' }, nowMs);
    const poll = plan(hinted, context)[0]?.step as QuestionStep;
    const polled = applyAnswer(beginQuestion(hinted, poll, context), poll, answerTo(poll, nowMs), context);
    const read = plan(polled, context)[0]?.step as QuestionStep;
    expect(read).toEqual({ kind: 'read_charge', nit: 'c0' });
    const reversed = done({ payment: { nit: 'c0', status: 'EST', amountCents: 4_990 } });
    const outcomeAfter = (answer: QueryOutcome): unknown =>
      applyAnswer(polled, read, answer, context).ledger.cycles[0]?.charges[0]?.outcome;
    expect(outcomeAfter(reversed)).toBe('reversed');
    expect(outcomeAfter({ kind: 'no_answer', reason: 'gateway_silent' })).toBe('paid');
    const gone: QueryOutcome = {
      kind: 'refused',
      facts: {},
      code: '82',
      message: 'no',
      refusedBy: 'gateway',
      noSuchTransaction: true,
    };
    expect(applyAnswer(polled, read, gone, context)).toMatchObject({
      schedule: { openPolls: 0, unreadSince: {} },
    });
    expect(outcomeAfter(gone)).toBe('paid');
  });

  it.each([
    ['a post without a NIT', { status: 'CON' }, 'known'],
    ['a charge that is known', { nit: 'c0', status: 'CON' }, 'known'],
    ['the same in capitals', { nit: 'C0', status: 'CON' }, 'known'],
    ['a late post of before it was settled', { nit: 'c0', status: 'PEN' }, 'known'],
    ['another end of it', { nit: 'c0', status: 'EST' }, 'news'],
    ['a NIT that nobody knows', { nit: 'zzz', status: 'CON' }, 'news'],
    ['the immediate payment as it is', { nit: NIT, status: 'CON' }, 'known'],
    ['the immediate payment, reversed', { nit: NIT, status: 'EST' }, 'news'],
  ])('%s', (_what, post, heard) => {
    const known = live(running(), [], Date.parse('2027-01-12T00:00:00.000Z')).record;
    expect(heardOf(known, post, START_MS)).toBe(heard);
  });
});

describe('status posts during the opening', () => {
  const inDoubt = (): SubscriptionRecord =>
    send(created(), 'pay', { kind: 'unknown', reason: 'answer_timeout' }, START_MS);
  const post = { nit: NIT, status: 'CON' };

  it('wait for the answer of a payment that is under way, and are nothing before there is one', () => {
    expect(heardOf(created(), post, START_MS)).toBe('pending');
    expect(heardOf(created(), { nit: 'foreign', status: 'CON' }, START_MS)).toBe('known');
    expect(heardOf(created(orderOf({ entry: 'start_later' })), post, START_MS)).toBe('known');
  });

  it('bring the next question about the own payment forward, and leave its pace as it is', () => {
    // Three questions met silence: the next one is due in minutes.
    let record = inDoubt();
    let nowMs = START_MS;
    for (let asked = 0; asked < 4; asked += 1) {
      nowMs = plan(record, at(nowMs))[0]?.atMs ?? 0;
      const step = { kind: 'ask', call: 'pay' } as const;
      record = applyAnswer(record, step, { kind: 'no_answer', reason: 'gateway_silent' }, at(nowMs));
    }
    const due = plan(record, at(nowMs))[0];
    const hinted = takeHint(record, post, nowMs + 1_000);
    const next = plan(hinted, at(nowMs + 1_000))[0];
    expect(next).toMatchObject({ step: { kind: 'ask', call: 'pay', hinted: true }, atMs: nowMs + 1_000 });
    const step = next?.step as QuestionStep;
    const begun = beginQuestion(hinted, step, at(nowMs + 1_000));
    const silent = applyAnswer(
      begun,
      step,
      { kind: 'no_answer', reason: 'gateway_silent' },
      at(nowMs + 1_000),
    );
    expect(plan(silent, at(nowMs + 1_000))[0]).toEqual(due);
    expect(applyAnswer(begun, step, payment('CON'), at(nowMs + 1_000)).opening.stage).toBe('running');
    expect(heardOf(silent, { nit: SID, status: 'CON' }, nowMs)).toBe('known');
    const again = takeHint(silent, post, nowMs + 2_000);
    expect(again.hints?.owedSinceMs).toBe(nowMs + 2_000);
    expect(plan(again, at(nowMs + 2_000))[0]?.atMs).toBe(
      Math.min(due?.atMs ?? 0, nowMs + 1_000 + LIMITS.hintedLookEveryMs),
    );
  });

  it('bring the look at an authorised payment forward', () => {
    const late = orderOf({ lateConfirmation: { confirmWithinMinutes: 2_880 } });
    const awaiting = send(created(late), 'pay', payment('PPC'), START_MS, late);
    expect(heardOf(awaiting, { nit: asNit(NIT), status: 'PPC' }, START_MS)).toBe('known');
    const hinted = takeHint(awaiting, post, START_MS + HOUR);
    expect(plan(hinted, at(START_MS + HOUR, late))[0]).toMatchObject({
      step: { kind: 'look_at_payment', hinted: true },
      atMs: START_MS + HOUR,
    });
  });
});
