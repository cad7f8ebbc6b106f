import { addDays } from '../../sandbox/time/calendar';
import { dateAfter, nextWithDay } from '../lives/dates';
import type { Act } from '../lives/script';
import type { Scene } from './scene';

/** Puts into a change what is known only once it is asked for: its date, and its card. */
export async function changeCommand(
  { time, cardReference }: Scene,
  { fields, dateInDays, leavesOut, card }: Extract<Act, { kind: 'change' }>,
): Promise<object> {
  return {
    ...fields,
    ...(dateInDays === undefined ? {} : { nextDate: dateAfter(time.nowMs, dateInDays) }),
    ...(leavesOut === undefined ? {} : { nextDate: dateAfterNext(time.nowMs, leavesOut) }),
    ...(card === undefined ? {} : { card: await cardReference(card) }),
  };
}

/** The second date from tomorrow on that has a day of the month. */
const dateAfterNext = (nowMs: number, day: number): string =>
  nextWithDay(addDays(nextWithDay(dateAfter(nowMs, 1), day), 1), day);
