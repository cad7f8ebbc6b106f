import fc from 'fast-check';
import type { CardScript, LedgerEntry } from '../../sandbox/control';
import { mastercard, payNowConfirmLaterBody } from './support/bodies';
import { openStage, start, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

const end = new Date('2027-06-01T15:00:00.000Z');

describe('the clock', () => {
  it('ends before a year has five digits', async () => {
    const late = await openStage({ now: new Date('8990-01-01T12:00:00.000Z') });
    await late.control.advanceTo(new Date('8999-12-31T12:00:00.000Z'));

    await expect(late.control.advanceTo(new Date('9000-01-01T12:00:00.000Z'))).rejects.toMatchObject({
      code: 'sandbox_advance_too_far',
    });
    await late.sandbox.stop();
  });
});

describe('the next moment', () => {
  it('is none while nothing can happen by itself', async () => {
    await expect(stage.control.nextMoment()).resolves.toBeUndefined();
  });

  it('is the expiry of a creation, then nothing more of it', async () => {
    await stage.createPayNow();
    await expect(stage.control.nextMoment()).resolves.toEqual(new Date('2026-01-06T15:00:00.000Z'));
    await stage.advanceMinutes(1440);

    await expect(stage.control.nextMoment()).resolves.toBeUndefined();
  });

  it('is the earliest of all that is due, and comes true when the clock gets there', async () => {
    await stage.control.changeSettings({ autoUndoPpcAfterMinutes: 90 });
    await stage.runningSchedule({ initial_date: '06/01/2026', number_of_times: '1' });
    await stage.createPayment({ order_id: 'esquecido' });
    const { nit } = await stage.createPayNow(payNowConfirmLaterBody());
    await stage.pay(nit);

    const moments = [];
    for (let next = await stage.control.nextMoment(); next; next = await stage.control.nextMoment()) {
      moments.push(next.toISOString());
      await stage.control.advanceTo(next);
    }

    expect(moments).toEqual([
      '2026-01-05T16:30:00.000Z',
      '2026-01-06T06:30:00.000Z',
      '2026-01-06T15:00:00.000Z',
    ]);
    const statuses = (await stage.control.transactions()).map(({ status }) => status);
    expect(statuses).toEqual(['EXP', 'PPN', 'CON']);
  });

  it('includes the days of an incident, once there is something to repeat', async () => {
    await stage.runningSchedule({ initial_date: '10/01/2026', number_of_times: '12' });
    await stage.control.addIncident({ firstDay: '2026-01-10', repeatDays: 1 });
    await stage.advanceToNoonOf('2026-01-10');

    await expect(stage.control.nextMoment()).resolves.toEqual(new Date('2026-01-11T06:30:00.000Z'));
  });
});

const behaviours = fc.constantFrom<NonNullable<CardScript['executions']>>(
  { kind: 'approve' },
  { kind: 'deny', authorizerCode: '51' },
  { kind: 'error' },
  { kind: 'invalid' },
);

const stories = fc.record({
  day: fc.integer({ min: 6, max: 31 }),
  times: fc.integer({ min: 1, max: 14 }),
  script: fc.dictionary(fc.integer({ min: 1, max: 9 }).map(String), behaviours),
  rule: fc.constantFrom('clamp_and_restore' as const, 'clamp_and_stick' as const),
});

/** Plays one schedule to the end of the story, in the given steps. */
async function play(
  story: typeof stories extends fc.Arbitrary<infer S> ? S : never,
  steps: Date[],
): Promise<Stage> {
  const told = await openStage({ settings: { monthEndRule: story.rule } });
  await told.control.scriptCard(mastercard, { onExecution: story.script });
  const initial_date = `${String(story.day).padStart(2, '0')}/01/2026`;
  await told.runningSchedule({ initial_date, number_of_times: String(story.times) });
  for (const step of [...steps, end]) await told.control.advanceTo(step);
  return told;
}

function settled({ outcome }: LedgerEntry): boolean {
  return outcome !== 'error';
}

describe('whatever the issuer does', () => {
  it('the counter is the confirmed and denied executions, no cycle is settled twice, and the end is FIN', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const told = await play(story, []);
        const ledger = await told.control.ledger();
        const [schedule] = await told.control.schedules();
        await told.sandbox.stop();

        const cycles = ledger.filter(settled).map(({ cycle }) => cycle);
        expect(cycles).toEqual(Array.from({ length: story.times }, (_, index) => index + 1));
        expect(schedule).toMatchObject({
          status: 'FIN',
          currentTimes: story.times,
          nits: ledger.map(({ nit }) => nit),
        });
      }),
      { numRuns: 25 },
    );
  });

  it('the same comes of it in one go as in many steps', async () => {
    const moments = fc.date({ min: start, max: end, noInvalidDate: true });
    const steps = fc
      .array(moments, { maxLength: 8 })
      .map((dates) => dates.sort((a, b) => a.getTime() - b.getTime()));
    await fc.assert(
      fc.asyncProperty(stories, steps, async (story, dates) => {
        const [atOnce, stepwise] = [await play(story, []), await play(story, dates)];
        const ledgers = [await atOnce.control.ledger(), await stepwise.control.ledger()];
        await atOnce.sandbox.stop();
        await stepwise.sandbox.stop();

        expect(ledgers[1]).toEqual(ledgers[0]);
      }),
      { numRuns: 15 },
    );
  });
});
