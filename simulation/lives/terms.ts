import type { Chance } from './chance';
import { DAY_MS, dateAfter, MINUTE_MS, momentOn, nextWithDay } from './dates';
import type { StartWithoutCard } from './script';
import { STORE_ALIAS } from './store';

/** When lives begin: all dates of these years, a leap year among them. */
const FIRST_START_MS = Date.UTC(2026, 0, 1);
const START_SPAN_DAYS = 3 * 365;
/** How long an open-ended schedule is followed, days. */
const OPEN_ENDED_DAYS = 400;
/** Longest schedule, months: a life is about a year on average. */
const MONTHS_MAX = 26;
/** What is left open at the last due date has this long to be settled, days. */
export const SETTLING_DAYS = 45;

/** What was sold, and over which time it is followed. */
export interface Terms {
  startMs: number;
  endMs: number;
  input: StartWithoutCard;
}

/** Draws what is sold: way in, amounts, dates today and far, all intervals, ends of months, open-ended and N times. */
export function drawTerms(chance: Chance, orderId: string): Terms {
  const startMs =
    FIRST_START_MS + chance.whole(0, START_SPAN_DAYS) * DAY_MS + chance.whole(0, 1_439) * MINUTE_MS;
  const schedule = drawSchedule(chance, startMs);
  const { firstDate, numberOfTimes, intervalMonths } = schedule;
  const months = numberOfTimes === undefined ? 0 : numberOfTimes * intervalMonths;
  const days = numberOfTimes === undefined ? OPEN_ENDED_DAYS : Math.ceil(months * 30.6) + SETTLING_DAYS;
  const endMs = momentOn(firstDate, '12:00') + days * DAY_MS;
  const common = {
    ...{ merchant: STORE_ALIAS, orderId, authorizerId: '2', schedule },
    payer: { storeIdentification: `buyer${orderId}` },
    requestedBy: 'billing system',
    ...drawOptions(chance),
  };
  if (chance.happens(0.3)) return { startMs, endMs, input: { entry: 'start_later', ...common } };
  const late = chance.happens(0.3)
    ? { lateConfirmation: { confirmWithinMinutes: chance.of([5, 60, 1_440, 4_320, 14 * 1_440]) } }
    : {};
  const payment = {
    amountCents: chance.whole(100, 99_999),
    installments: chance.weighed([
      [9, 1],
      [1, 3],
    ]),
  };
  return { startMs, endMs, input: { entry: 'pay_now', ...common, payment, ...late } };
}

type Schedule = Required<Pick<StartWithoutCard['schedule'], 'amountCents' | 'firstDate' | 'intervalMonths'>> &
  StartWithoutCard['schedule'];

function drawSchedule(chance: Chance, startMs: number): Schedule & { intervalMonths: number } {
  const intervalMonths = chance.weighed([
    [60, 1],
    [8, 2],
    [10, 3],
    [8, 6],
    [8, 12],
    [5, chance.whole(4, 11)],
    [1, chance.whole(13, 24)],
  ]);
  const timesMax = Math.max(1, Math.floor(MONTHS_MAX / intervalMonths));
  const times = chance.happens(0.25)
    ? {}
    : {
        numberOfTimes: Math.min(
          timesMax,
          chance.weighed([
            [1, 1],
            [1, 2],
            [3, chance.whole(3, 6)],
            [5, 12],
            [1, 18],
          ]),
        ),
      };
  const extras = {
    ...(chance.happens(0.2) ? { softDescriptor: 'Assinatura' } : {}),
    ...(chance.happens(0.1) ? { showTimesOnInvoice: true } : {}),
  };
  return {
    amountCents: chance.whole(500, 49_999),
    firstDate: drawFirstDate(chance, startMs),
    intervalMonths,
    ...times,
    ...extras,
  };
}

function drawFirstDate(chance: Chance, startMs: number): string {
  const days = chance.weighed([
    [5, 0],
    [10, 1],
    [60, chance.whole(2, 40)],
    [15, chance.whole(41, 120)],
    [3, 400],
  ]);
  const date = dateAfter(startMs, days);
  return chance.happens(0.3) ? nextWithDay(date, chance.whole(28, 31)) : date;
}

/** Hand-overs come early in some lives, and the slow status query often. */
function drawOptions(chance: Chance): Pick<StartWithoutCard, 'options'> {
  const handOver = chance.happens(0.3) ? { continueAsNewAfterEvents: chance.whole(50, 150) } : {};
  const often = chance.happens(0.15) ? { statusQueryEveryDays: chance.of([1, 7, 20, 60, 90]) } : {};
  return { options: { ...handOver, ...often } };
}
