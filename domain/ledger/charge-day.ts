import { dateInSaoPaulo, type IsoDate } from '../calendar';
import type { Charge } from './charge';

/** The day of a charge in São Paulo; never later than the day it became known, whatever an answer says. */
export function dayOf({ at, knownAt }: Charge): IsoDate {
  const known = dateInSaoPaulo(knownAt);
  const executed = at === undefined ? known : dateInSaoPaulo(at);
  return executed < known ? executed : known;
}
