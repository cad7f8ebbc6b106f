import { testCards } from '../../sandbox/state/test-cards';
import type { Case } from './case';
import type { Finding } from './finding';

/**
 * I10: the number of the card is in nothing that Temporal keeps or shows. Looked for as it is, and with everything between its
 * digits taken away; our own recognition of card numbers is not asked.
 */
export function noCardNumbers({ life }: Case): Finding[] {
  const { number } = testCards.find(({ brand }) => brand === life.script.card.brand) ?? {};
  if (number === undefined || !life.script.card.throughVault) return [];
  const places: [string, string][] = [
    ['a history', JSON.stringify(life.runs)],
    ['the view', JSON.stringify(life.view)],
    ['the details', life.details],
  ];
  return places
    .filter(([, text]) => text.includes(number) || digitsBetweenMarks(text).includes(number))
    .map(([place]) => ({ invariant: 'I10 no card number anywhere', what: `in ${place}` }));
}

/** The text without blanks and marks, so that a number written in groups stands in one piece. */
const digitsBetweenMarks = (text: string): string => text.replace(/[^0-9A-Za-z"{}[\]:]/g, '');
