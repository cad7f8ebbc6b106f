import { types } from 'node:util';
import { LIMITS } from './limits';

/** A class name, and nothing that a text could hide in. */
const NAME = /^[A-Za-z]{1,40}$/;
/** A line of a stack: function and place in a file. No place has so many digits: such a line is a text that imitates one. */
const PLACE =
  /^(?!.*\d{9}) {4}at (?:[\w.<>$ ]{1,80} \()?((?:[\w.@~-]*[/\\])*[\w.@-]{1,80}:\d{1,7}:\d{1,7})\)?$/;

/**
 * Says which error it was and where it was thrown, and never what it says: the text of an error from outside may hold a card
 * number (R7). Example: `TypeError at cards.js:12:3, payments.js:20:7`.
 */
export function describeForeign(error: unknown): string {
  if (!types.isNativeError(error)) return 'not an error';
  const name = NAME.test(error.name) ? error.name : 'Error';
  const places = placesOf(error.stack ?? '');
  return places.length === 0 ? name : `${name} at ${places.join(', ')}`;
}

function placesOf(stack: string): string[] {
  return stack
    .split('\n')
    .flatMap((line) => PLACE.exec(line)?.[1] ?? [])
    .map((place) => place.slice(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1))
    .slice(0, LIMITS.loggedPlacesMax);
}
