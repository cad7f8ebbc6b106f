import { CYCLES_MAX, isAboutSameDate, shifted, type IsoDate } from '../calendar';
import type { ScheduleFacts } from '../gateway/answers';
import { phaseOf } from '../gateway/status';
import { formatReais } from '../money';
import type { ScheduleTerms } from '../subscription/order';
import type { Misfit } from './adoption';

/** What was sold, as far as whoever adopts knows it. */
export interface SoldTerms extends ScheduleTerms {
  /** The date of the next charge, as of the start; without it, it must be one of the rhythm. */
  nextDate?: IsoDate | undefined;
}

/**
 * What of the terms is not as the gateway keeps it. What the gateway does not tell is not held against anything; the months
 * between two charges it never tells, but its dates show them.
 */
export function misfitsOf(sold: SoldTerms, kept: ScheduleFacts, today: IsoDate): Misfit[] {
  return [
    ...amountMisfit(sold, kept),
    ...firstDateMisfit(sold, kept),
    ...timesMisfit(sold, kept),
    ...nextDateMisfit(sold, kept, today),
  ];
}

function amountMisfit(sold: SoldTerms, { amountCents, amountUnreadable }: ScheduleFacts): Misfit[] {
  if (amountUnreadable === true)
    return [{ field: 'amountCents', what: 'the amount that the gateway keeps cannot be read' }];
  if (amountCents === undefined || amountCents === sold.amountCents) return [];
  const what = `sold ${formatReais(sold.amountCents)}, the gateway keeps ${formatReais(amountCents)}`;
  return [{ field: 'amountCents', what }];
}

function firstDateMisfit(sold: SoldTerms, { initialDate }: ScheduleFacts): Misfit[] {
  if (initialDate === undefined || initialDate === sold.firstDate) return [];
  return [{ field: 'firstDate', what: `sold ${sold.firstDate}, the gateway keeps ${initialDate}` }];
}

function timesMisfit({ numberOfTimes }: SoldTerms, kept: ScheduleFacts): Misfit[] {
  const sold = numberOfTimes === undefined ? 'without end' : String(numberOfTimes);
  if (kept.numberOfTimes !== undefined && kept.numberOfTimes !== numberOfTimes)
    return [
      { field: 'numberOfTimes', what: `sold ${sold}, the gateway keeps ${String(kept.numberOfTimes)}` },
    ];
  const { currentTimes = 0 } = kept;
  if (numberOfTimes === undefined || currentTimes < numberOfTimes) return [];
  const what = `sold ${sold}, the gateway has executed ${String(currentTimes)} and goes on`;
  return [{ field: 'numberOfTimes', what }];
}

function nextDateMisfit(sold: SoldTerms, kept: ScheduleFacts, today: IsoDate): Misfit[] {
  const { nextDate, initialDate = sold.firstDate, status } = kept;
  if (nextDate === undefined) return [];
  const { intervalMonths } = sold;
  const latest = shifted(today, intervalMonths, FAR_DAYS);
  if (sold.nextDate !== undefined) {
    // What was to be next may be over by the time the gateway answers.
    const hasPassed = sold.nextDate <= today && nextDate <= latest;
    if (sold.nextDate === nextDate || (hasPassed && isOfRhythm(nextDate, sold.nextDate, intervalMonths)))
      return [];
    return [{ field: 'nextDate', what: `sold ${sold.nextDate}, the gateway keeps ${nextDate}` }];
  }
  if (!isOfRhythm(nextDate, initialDate, intervalMonths)) {
    const every = intervalMonths === 1 ? 'every month' : `every ${String(intervalMonths)} months`;
    const what = `sold ${every} from ${initialDate}, and the next date at the gateway is ${nextDate}`;
    return [{ field: 'intervalMonths', what }];
  }
  const isFar = nextDate > latest && nextDate !== initialDate;
  if (phaseOf(status) !== 'active' || !isFar) return [];
  return [{ field: 'nextDate', what: `the gateway passes over the next cycle: it goes on ${nextDate}` }];
}

/** A computed date may differ from the gateway's by a few days at the end of a month. */
const FAR_DAYS = 4;

/** Whether a date is one of a rhythm, under either reading of the month-end rule. */
function isOfRhythm(date: IsoDate, firstDate: IsoDate, intervalMonths: number): boolean {
  for (let cycle = 0; cycle < CYCLES_MAX; cycle += 1) {
    const due = shifted(firstDate, cycle * intervalMonths, 0);
    if (isAboutSameDate(due, date)) return true;
    if (due > date) return false;
  }
  return false;
}

/** The date of a rhythm before one of its dates; under either reading of the month-end rule. */
export function previousOfRhythm(date: IsoDate, firstDate: IsoDate, intervalMonths: number): IsoDate {
  const before = shifted(date, -intervalMonths, 0);
  for (let cycle = 0; cycle < CYCLES_MAX; cycle += 1) {
    const due = shifted(firstDate, cycle * intervalMonths, 0);
    if (isAboutSameDate(due, before)) return due;
    if (due > date) return before;
  }
  return before;
}
