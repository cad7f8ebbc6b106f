import { dateInSaoPaulo, type IsoDate, type IsoInstant } from '../calendar';
import type { Charge } from './charge';

/** When we first knew that there is such a charge, whatever became of it. */
export const seenAt = ({ firstSeenAt, knownAt }: Charge): IsoInstant => firstSeenAt ?? knownAt;

/** The day of a charge in São Paulo; never later than the day it was first seen, whatever an answer says. */
export function dayOf(charge: Charge): IsoDate {
  const { at } = charge;
  const known = dateInSaoPaulo(seenAt(charge));
  const executed = at === undefined ? known : dateInSaoPaulo(at);
  return executed < known ? executed : known;
}
