import { dateAfter } from '../lives/dates';
import type { Act } from '../lives/script';
import type { Scene } from './scene';

/** Puts into a change what is known only once it is asked for: its date, and its card. */
export async function changeCommand(
  { time, cardReference }: Scene,
  { fields, dateInDays, card }: Extract<Act, { kind: 'change' }>,
): Promise<object> {
  return {
    ...fields,
    ...(dateInDays === undefined ? {} : { nextDate: dateAfter(time.nowMs, dateInDays) }),
    ...(card === undefined ? {} : { card: await cardReference(card) }),
  };
}
